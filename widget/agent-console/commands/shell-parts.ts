import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import type { ConversationRef, InboxConversation } from '../../client/state/inbox-state.ts';
import type { InboxStores } from '../../client/store/inbox-stores.ts';
import type { ConsoleConversation } from '../conversation/conversation-view.ts';
import type { ConsoleList } from '../list/conversation-list.ts';
import type { ListChoice } from '../list/list-selection.ts';
import type { ToastContent } from '../ui/feedback/toast-show.ts';
import type { Shortcuts } from '../ui/keyboard/shortcuts.ts';
import type { Destination, Sheet } from './registry.ts';
import type { ChoiceGroup } from './team-choices.ts';
import type { Zone } from './triage.ts';

/** The parts of the console that commands need. */
export interface Shell {
  readonly api: ApiClient | null;
  readonly agent: Agent | null;
  readonly stores: InboxStores | null;
  readonly shortcuts: Shortcuts | null;
  readonly numbers: readonly InboxSummary[];
  /** The number that is shown; null: all. */
  readonly shownNumber: string | null;
  readonly opened: ConversationRef | null;
  readonly rows: readonly InboxConversation[];
  readonly labels: readonly Label[];
  peopleOf(inbox: string): readonly Person[];
  readonly list: ConsoleList | null;
  readonly choice: ListChoice | null;
  readonly conversation: ConsoleConversation | null;
  /** The list and the conversation take turns. */
  readonly isOnePane: boolean;
  readonly views: readonly Destination[];
  readonly settingsPages: readonly Destination[];
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<boolean>;
  attempt(command: () => Promise<void>): Promise<void>;
  say(toast: ToastContent): void;
  select(ref: ConversationRef, focus: Zone): Promise<void>;
  close(): Promise<void>;
  showNumber(inbox: string | null): void;
  openSettings(): void;
  openAnalytics(): void;
  openSheet(sheet: Sheet, group?: ChoiceGroup): void;
  focusSearch(): void;
  toggleContact(): void;
  undoToast(): boolean;
}

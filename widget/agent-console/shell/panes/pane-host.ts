import type { PeopleCommand } from '../../../../worker/api/conversations/teamwork.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ConversationRef, InboxConversation } from '../../../client/state/inbox-state.ts';
import type { AllDrafts } from '../../composer/drafts/all-drafts.ts';
import type { Density } from '../../ui/density.ts';
import type { InboxHost } from '../inbox-host.ts';
import type { InboxParts } from '../inbox-parts.ts';
import type { OpeningZone } from './opening-focus.ts';

/** The members of the inbox element that its panes use. */
export interface PaneHost extends InboxHost {
  readonly drafts: AllDrafts;
  readonly density: Density;
  readonly now: number;
  readonly change: number;
  /** Whether the panel about the customer is open, and whether it has a place beside the thread. */
  isContactOpen: boolean;
  readonly isWide: boolean;
  /** The parts that are loaded after the list; null until then. */
  readonly parts: InboxParts | null;
  loadParts(): Promise<InboxParts>;
  /** The name of each number; null where there is only one, which needs none. */
  readonly names: ReadonlyMap<string, string> | null;
  /** The first number if none is given. */
  number(inbox: string | undefined): InboxSummary | undefined;
  /** Opens a conversation, at one of its messages if it is named. */
  openAt(ref: ConversationRef, messageId?: number | null, focus?: OpeningZone): Promise<void>;
  openPanel(isOpen: boolean): Promise<void>;
  /** Opens the panel where there is room for it, unless the agent has closed it. */
  showPanel(): void;
  openPage(section?: string): Promise<void>;
  openHealth(inbox: string, page: 'health' | 'templates'): Promise<void>;
  show(inbox: string | null): void;
  actOn(command: PeopleCommand, conversation: InboxConversation): Promise<void>;
}

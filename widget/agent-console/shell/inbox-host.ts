import type { ReactiveControllerHost } from 'lit';
import type { ConversationRef } from '../../client/state/inbox-state.ts';
import type { Shell } from '../commands/shell-parts.ts';
import type { Colleagues } from './colleagues.ts';

/** The members of the inbox element that its parts use. */
export interface InboxHost extends Shell, ReactiveControllerHost {
  /** Origin of the Worker. */
  readonly worker: string;
  readonly updateComplete: Promise<boolean>;
  readonly shadowRoot: ShadowRoot | null;
  /** The number in the settings: the one that was last shown, opened or set. */
  inboxToSet: string | undefined;
  /** How many layers lie over the list. */
  readonly depth: number;
  open(ref: ConversationRef): Promise<void>;
  loadColleagues(): Promise<void>;
  readonly colleagues: Colleagues;
  readonly isConnected: boolean;
  addEventListener(type: string, listener: (event: Event) => void): void;
  getRootNode(): Node;
  dispatchEvent(event: Event): boolean;
}

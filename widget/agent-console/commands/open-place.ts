/** Where the open conversation was in the list. A reply moves its row to the top, but the agent goes on from here. */
import { serverNow } from '../../client/live/server-clock.ts';
import { type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';
import { compare } from '../../client/state/list-view.ts';
import type { Shell } from './shell-parts.ts';

export class OpenPlace {
  #shell: Shell;
  /** The open conversation as it was when the list first had it. */
  #row: InboxConversation | null = null;
  #list: readonly unknown[] = [];

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  /** Before something is drawn. */
  note(): void {
    const { opened, stores, shownNumber, list, rows } = this.#shell;
    const key = opened && keyOf(opened);
    const now = [key, stores?.view, shownNumber, list?.isSearch];
    if (now.some((part, index) => part !== this.#list[index])) this.#row = null;
    this.#list = now;
    if (key !== null) this.#row ??= rows.find((row) => keyOf(row) === key) ?? null;
  }

  /** The rows of the list, with the open conversation where it was. */
  get rows(): readonly InboxConversation[] {
    const { rows, stores } = this.#shell;
    const before = this.#row;
    if (!before || !stores) return rows;
    const key = keyOf(before);
    const others = rows.filter((row) => keyOf(row) !== key);
    const inOrder = compare(stores.view, serverNow());
    const at = others.findIndex((row) => inOrder(before, row) < 0);
    return others.toSpliced(at < 0 ? others.length : at, 0, stores.conversation(before) ?? before);
  }
}

/** Which part of the console has the focus, and where it goes when what had it is gone. */
import { keyOf } from '../../client/state/inbox-state.ts';
import { focusedElement } from '../ui/overlays/focused.ts';
import type { Shell } from './shell-parts.ts';

const places = {
  list: 'agent-console-choice',
  conversation: '.conversation',
  contact: 'agent-console-contact',
  search: 'agent-console-search',
} as const;

/** Whether an element is in this part of the console, in whichever shadow tree. */
export function holds(root: ParentNode, part: keyof typeof places, element: Element): boolean {
  const place = root.querySelector(places[part]);
  let at: Node | null = element;
  while (at) {
    if (place?.contains(at)) return true;
    const tree: Node = at.getRootNode();
    at = tree instanceof ShadowRoot ? tree.host : null;
  }
  return false;
}

/** A row may leave the list while it has the focus, and a conversation may be erased. */
export class FocusKeeper {
  #shell: Shell;
  #last: { element: Element; row: number; isInList: boolean } | null = null;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  /** Before something is drawn. An agent who has left the console wants none of it. */
  note(): void {
    const { renderRoot, opened, rows } = this.#shell;
    const before = this.#last;
    if (renderRoot instanceof ShadowRoot && renderRoot.activeElement === null) {
      if (before?.element.isConnected && before.element.checkVisibility()) this.#last = null;
      return;
    }
    const element = focusedElement();
    if (!element || element === before?.element) return;
    const isInList = holds(renderRoot, 'list', element);
    const key = isInList ? element.dataset.key : opened && keyOf(opened);
    const row = rows.findIndex((one) => keyOf(one) === key);
    this.#last = { element, isInList, row: row < 0 ? (before?.row ?? 0) : row };
  }

  /** After it was drawn. */
  async keep(): Promise<void> {
    const shell = this.#shell;
    const before = this.#last;
    if (!before) return;
    await shell.updateComplete;
    await Promise.all([shell.list?.updateComplete, shell.conversation?.updateComplete]);
    const isLost = !before.element.isConnected || !before.element.checkVisibility();
    if (this.#last !== before || !isLost || focusedElement() !== null) return;
    this.#last = null;
    if (shell.conversation && (shell.isOnePane || !before.isInList)) shell.conversation.focusThread();
    else await shell.list?.focusRow(before.row);
  }
}

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
  return upwards(element).some((one) => place?.contains(one));
}

/** Whether an element is among the messages of the conversation. */
export function isInThread(element: Element): boolean {
  return upwards(element).some((one) => one.localName === 'agent-console-thread');
}

/** An element, the host of its shadow tree, the host of the tree that this is in, and so on. */
function upwards(element: Element): readonly Element[] {
  const tree = element.getRootNode();
  return [element, ...(tree instanceof ShadowRoot ? upwards(tree.host) : [])];
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
    // A dialog gives the focus back to what had it before, which may be gone by then.
    if (!element || element === before?.element || element.closest('dialog')) return;
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
    // A menu closes when a dialog opens over it.
    const menu = before.element.closest('agent-console-menu');
    if (menu?.isConnected && menu.checkVisibility()) menu.focus();
    else if (shell.conversation && (shell.isOnePane || !before.isInList)) shell.conversation.focusThread();
    else await shell.list?.focusRow(before.row);
  }
}

/** Marks the words that are looked for in the messages on the page, without drawing the messages again. */
import type { LitElement, ReactiveController } from 'lit';
import { marksIn } from './text-marks.ts';

const name = 'agent-console-found';

export class FoundWords implements ReactiveController {
  readonly #host: LitElement;
  readonly #words: () => string;
  #ranges: Range[] = [];

  constructor(host: LitElement, words: () => string) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#clear();
  }

  hostUpdated(): void {
    const words = this.#words();
    if (words === '' && this.#ranges.length === 0) return;
    this.#clear();
    // Without this, the messages are still found and shown.
    if (words === '' || typeof Highlight === 'undefined') return;
    for (const body of this.#host.renderRoot.querySelectorAll('.body, .team-note > div'))
      this.#mark(body, words);
    const all = CSS.highlights.get(name) ?? new Highlight();
    for (const range of this.#ranges) all.add(range);
    CSS.highlights.set(name, all);
  }

  #mark(body: Element, words: string): void {
    const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const [from, to] of marksIn(node.textContent ?? '', words)) {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, to);
        this.#ranges.push(range);
      }
    }
  }

  #clear(): void {
    const all = typeof Highlight === 'undefined' ? undefined : CSS.highlights.get(name);
    for (const range of this.#ranges) all?.delete(range);
    this.#ranges = [];
  }
}

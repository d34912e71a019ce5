import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Excerpt } from '../../../worker/api/conversations/contacts.ts';
import { type InboxFound, momentOf } from '../../client/store/message-search.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';

// Loaded together with what shows its results.
export { searchMessages } from '../../client/store/message-search.ts';

/** An agent wants to see a message where it stands. */
export class FoundSelect extends Event {
  constructor(readonly found: InboxFound) {
    super('found-select', { bubbles: true, composed: true });
  }
}

/** Requests the next page of results. */
export class FoundMore extends Event {
  constructor() {
    super('found-more', { bubbles: true, composed: true });
  }
}

/** The messages that have the words which were looked for. */
@customElement('agent-console-found')
export class ConsoleFound extends LitElement {
  @property({ attribute: false }) found: readonly InboxFound[] = [];
  @property({ attribute: false }) hasMore = false;
  /** Not all messages have been looked through yet. */
  @property({ attribute: false }) isPartial = false;
  /** What each number is called, where there are several. */
  @property({ attribute: false }) numbers: ReadonlyMap<string, string> | null = null;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        overflow-y: auto;
        background: var(--surface);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .hit {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px 12px;
        inline-size: 100%;
        min-block-size: 44px;
        padding: 8px 16px;
        border: 0;
        border-block-end: 1px solid var(--line);
        background: none;
        color: inherit;
        text-align: start;
      }
      .hit:hover {
        background: var(--sunken);
      }
      .hit:focus-visible {
        outline-offset: -3px;
      }
      .name {
        justify-self: start;
        max-inline-size: 100%;
        overflow: hidden;
        font-weight: 600;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      time {
        color: var(--quiet);
        font-size: 13px;
      }
      .text {
        grid-column: 1 / -1;
        display: -webkit-box;
        overflow: hidden;
        color: var(--quiet);
        font-size: 14px;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
      mark {
        border-radius: 3px;
        background: color-mix(in srgb, var(--accent) 26%, transparent);
        color: var(--ink);
        font-weight: 600;
      }
      .partial {
        margin: 0;
        padding: 8px 16px;
        color: var(--quiet);
        font-size: 13px;
      }
      .plain {
        display: block;
        min-block-size: 44px;
        margin: 8px auto;
      }
    `,
  ];

  protected override updated(changed: PropertyValues<this>): void {
    // A new search starts at the top. Another page does not move the reader's position.
    const before = changed.get('found');
    if (before && before[0] !== this.found[0]) this.scrollTop = 0;
  }

  protected override render() {
    return html`<ul aria-label=${strings.messages}>
        ${this.found.map((found) => this.#renderHit(found))}
      </ul>
      ${this.isPartial ? html`<p class="partial" role="status">${strings.searchPartial}</p>` : nothing}
      ${
        this.hasMore
          ? html`<button class="plain" @click=${() => this.dispatchEvent(new FoundMore())}>${strings.moreFound}</button>`
          : nothing
      }`;
  }

  #renderHit(found: InboxFound) {
    const { message, note, contact, excerpt, inbox } = found;
    const at = momentOf(found);
    const number = this.numbers?.get(inbox);
    return html`<li>
      <button class="hit" @click=${() => this.dispatchEvent(new FoundSelect(found))}>
        <span class="name" dir="auto">${contact.name}</span>
        <time datetime=${new Date(at).toISOString()}>${momentText(at)}</time>
        <span class="text" dir="auto"
          >${note ? html`<em>${strings.noteBy(note.by?.name ?? '')}</em> · ` : message.direction === 'out' ? strings.you : nothing}${markedText(excerpt)}</span
        >
        ${number === undefined ? nothing : html`<small class="quiet">${number}</small>`}
      </button>
    </li>`;
  }
}

function markedText({ text, marks }: Excerpt) {
  let at = 0;
  const parts = marks.map(([from = 0, to = 0]) => {
    const part = [text.slice(at, from), html`<mark>${text.slice(from, to)}</mark>`];
    at = to;
    return part;
  });
  return [...parts, text.slice(at)];
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-found': ConsoleFound;
  }
}

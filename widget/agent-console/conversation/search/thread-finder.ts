import { css, html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { MessageSearch } from '../../../../worker/api/conversations/contacts.ts';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { tokens } from '../../ui/tokens.ts';

/** The search is closed. */
export class FinderClose extends Event {
  constructor() {
    super('finder-close');
  }
}

/** These words are looked for; none: nothing is. */
export class FinderWords extends Event {
  constructor(readonly words: string) {
    super('finder-words');
  }
}

const delayMs = 250;
/** More matches than this are not counted. */
const maxMatches = 1_000;

/** Searches the messages of one conversation, and goes to a day. */
@customElement('agent-console-finder')
export class ThreadFinder extends LitElement {
  /** A page of matches, newest first. */
  @property({ attribute: false }) search: (words: string, before: string | null) => Promise<MessageSearch> =
    async () => ({ rows: [], next: null, isComplete: true });
  /** Shows a message. */
  @property({ attribute: false }) goTo: (messageId: number) => Promise<void> = async () => {};
  /** Shows the first message at this time or after it. */
  @property({ attribute: false }) goToTime: (at: number) => Promise<void> = async () => {};
  /** The matches in the order of the thread; null: there is no search. */
  @state() private found: readonly number[] | null = null;
  @state() private at = 0;
  @state() private hasMore = false;
  @query('[type=search]') private field?: HTMLInputElement | null;
  @query('[type=date]') private date?: HTMLInputElement | null;
  #words = '';
  #isGoing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override readonly styles = [
    tokens,
    controlStyles,
    css`
      :host {
        display: flex;
        gap: 4px;
        align-items: center;
        padding: 8px 12px;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      .field {
        display: flex;
        flex: 1;
        gap: 8px;
        align-items: center;
        min-inline-size: 0;
        padding-inline: 12px;
        border: 1px solid var(--field-line);
        border-radius: var(--radius-m);
        color: var(--quiet);
      }
      .field:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 1px;
      }
      .field svg {
        flex: none;
        inline-size: 18px;
        block-size: 18px;
      }
      [type='search'] {
        flex: 1;
        min-inline-size: 0;
        block-size: calc(var(--control) - 2px);
        padding: 0;
        border: 0;
        outline: 0;
        background: none;
        color: var(--ink);
        font: inherit;
        font-size: 14px;
        appearance: none;
      }
      [type='search']::-webkit-search-cancel-button {
        display: none;
      }
      .count {
        flex: none;
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      .up svg {
        rotate: 180deg;
      }
      .date {
        position: relative;
      }
      /* The calendar of the browser opens below the button. */
      [type='date'] {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        opacity: 0;
        pointer-events: none;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const count = this.found?.length ?? 0;
    const isNone = count === 0;
    return html`<div class="field" role="search">
        ${icons.search}
        <input
          type="search"
          dir="auto"
          aria-label=${strings.findInConversation}
          placeholder=${strings.findInConversation}
          autocomplete="off"
          @input=${this.#typed}
          @keydown=${this.#pressed}
        />
        <span class="count" role="status">${this.#countText(count)}</span>
      </div>
      <button
        class="icon-button up"
        aria-label=${strings.previousMatch}
        title=${strings.previousMatch}
        ?disabled=${isNone}
        @click=${() => this.#step(-1)}
      >
        ${icons.chevronDown}
      </button>
      <button
        class="icon-button"
        aria-label=${strings.nextMatch}
        title=${strings.nextMatch}
        ?disabled=${isNone}
        @click=${() => this.#step(1)}
      >
        ${icons.chevronDown}
      </button>
      <span class="date">
        <button
          class="icon-button"
          aria-label=${strings.goToDate}
          title=${strings.goToDate}
          @click=${this.openCalendar}
        >
          ${icons.calendarDays}
        </button>
        <input
          type="date"
          tabindex="-1"
          aria-label=${strings.goToDate}
          max=${isoDay(new Date())}
          @change=${this.#picked}
        />
      </span>
      <button
        class="icon-button"
        aria-label=${strings.close}
        title=${strings.close}
        @click=${() => this.dispatchEvent(new FinderClose())}
      >
        ${icons.close}
      </button>`;
  }

  override focus(): void {
    this.field?.focus();
    this.field?.select();
  }

  /** Lets the agent choose a day. */
  openCalendar = (): void => {
    const { date } = this;
    if (!date) return;
    if ('showPicker' in date) date.showPicker();
    else (date as HTMLElement).focus();
  };

  #countText(count: number) {
    if (this.found === null) return nothing;
    if (count === 0) return strings.noMatchHere;
    return strings.positionOf(this.at + 1, this.hasMore ? `${count}+` : count);
  }

  #typed({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(this.#timer);
    const words = target.value.trim();
    this.#timer = setTimeout(() => void this.#find(words), words === '' ? 0 : delayMs);
  }

  async #find(words: string): Promise<void> {
    if (words === this.#words) return;
    this.#words = words;
    this.dispatchEvent(new FinderWords(words));
    if (words === '') {
      this.found = null;
      return;
    }
    const ids = new Set<number>();
    let before: string | null = null;
    do {
      const page: MessageSearch = await this.search(words, before);
      if (this.#words !== words) return;
      for (const { message } of page.rows) ids.add(message.id);
      const isFirst = before === null;
      before = page.next;
      this.hasMore = before !== null;
      const known = this.found?.[this.at];
      this.found = [...ids].reverse();
      // The newest match stays the current one while older ones are counted.
      const at = isFirst || known === undefined ? -1 : this.found.indexOf(known);
      this.at = at < 0 ? this.found.length - 1 : at;
      if (isFirst) void this.#show();
    } while (before !== null && ids.size < maxMatches);
  }

  #step(by: 1 | -1): void {
    const count = this.found?.length ?? 0;
    if (count === 0) return;
    this.at = (this.at + by + count) % count;
    void this.#show();
  }

  /** The focus stays in the field, so that the next key goes on. Of several quick steps, the last one counts. */
  async #show(): Promise<void> {
    if (this.#isGoing) return;
    this.#isGoing = true;
    try {
      let shown: number | undefined;
      for (let id = this.#match; id !== undefined && id !== shown; id = this.#match) {
        shown = id;
        await this.goTo(id);
      }
    } finally {
      this.#isGoing = false;
    }
  }

  get #match(): number | undefined {
    return this.found?.[this.at];
  }

  #pressed(event: KeyboardEvent): void {
    if (isOfInputMethod(event)) return;
    switch (event.key) {
      case 'Enter':
      case 'ArrowUp':
      case 'ArrowDown': {
        event.preventDefault();
        const isDown = event.key === 'ArrowDown' || (event.key === 'Enter' && event.shiftKey);
        this.#step(isDown ? 1 : -1);
        break;
      }
      case 'Escape':
        event.preventDefault();
        event.stopPropagation();
        this.dispatchEvent(new FinderClose());
        break;
    }
  }

  #picked({ target }: Event): void {
    const day = target instanceof HTMLInputElement ? target.value : '';
    const [year, month, date] = day.split('-').map(Number);
    if (!year || !month || !date) return;
    // The day of the agent's own time zone.
    void this.goToTime(new Date(year, month - 1, date).getTime());
  }
}

/** As a date field writes it, in the agent's own time zone. */
function isoDay(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-finder': ThreadFinder;
  }
}

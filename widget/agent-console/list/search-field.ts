import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { readPhoneNumber } from '../../../worker/whatsapp/identity/phone-number.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import { strings } from '../../locales/strings-first-load.ts';
import { icons } from '../../theme/icons-first-load.ts';
import { customElement } from '../ui/custom-element.ts';
import { maxSearch } from '../ui/max-search.ts';
import { tokens } from '../ui/tokens.ts';

/** The search text; empty when the search ends. */
export class CustomerSearch extends Event {
  constructor(readonly text: string) {
    super('customer-search', { bubbles: true, composed: true });
  }
}

/** An agent wants to write to a phone number. */
export class ConversationStart extends Event {
  constructor(
    readonly phone: string,
    /** With which of several numbers; null: there is no choice. */
    readonly inbox: string | null,
  ) {
    super('conversation-start', { bubbles: true, composed: true });
  }
}

/** Delays the search, so that it does not run for every letter. */
const pause = 200;

/** Finds a customer above the list; a phone number can be written to, whether it is known or not. */
@customElement('agent-console-search')
export class ConsoleSearch extends LitElement {
  /** Nothing was found. */
  @property({ attribute: false }) isEmpty = false;
  /** What each number is called, where there are several to write with. */
  @property({ attribute: false }) numbers: ReadonlyMap<string, string> | null = null;
  /** Why a text cannot be searched for; loaded later. */
  @property({ attribute: false }) problemOf?: (text: string) => string | null;
  @state() private text = '';

  #timer: ReturnType<typeof setTimeout> | undefined;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        padding: 8px 12px;
        background: var(--surface);
      }
      label {
        display: flex;
        gap: 8px;
        align-items: center;
        margin-inline-end: var(--beside, 0);
        padding-inline: 12px;
        border-radius: 12px;
        background: var(--sunken);
        color: var(--quiet);
      }
      label:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: -2px;
      }
      input {
        flex: 1;
        min-inline-size: 0;
        min-block-size: 44px;
        border: 0;
        outline: 0;
        background: none;
        color: var(--ink);
        font: inherit;
      }
      input:focus-visible {
        outline: 0;
      }
      input::placeholder {
        color: var(--quiet);
      }
      input::-webkit-search-cancel-button {
        filter: grayscale(1);
      }
      p {
        margin: 8px 0 0;
        color: var(--quiet);
        text-align: center;
      }
      .plain {
        inline-size: 100%;
        min-block-size: 44px;
        margin-block-start: 8px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override render() {
    const phone = numberIn(this.text);
    const problem = this.problemOf?.(this.text.trim());
    return html`<label>
        ${icons.search}
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          aria-label=${strings.findCustomer}
          placeholder=${strings.searchHint}
          aria-invalid=${!!problem}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#pressed}
        />
      </label>
      ${
        phone === null
          ? nothing
          : (this.#ways() ?? [null]).map(
              (way) => html`<button
                class="plain"
                @click=${() => this.dispatchEvent(new ConversationStart(phone, way?.inbox ?? null))}
              >
                ${way ? strings.writeToWith(phone, way.name) : strings.writeTo(phone)}
              </button>`,
            )
      }
      <div role="status">${problem || this.isEmpty ? html`<p>${problem || strings.noMatches}</p>` : nothing}</div>`;
  }

  #ways(): { inbox: string; name: string }[] | undefined {
    return this.numbers ? [...this.numbers].map(([inbox, name]) => ({ inbox, name })) : undefined;
  }

  /** Ends the search. */
  clear(): void {
    clearTimeout(this.#timer);
    this.text = '';
    this.dispatchEvent(new CustomerSearch(''));
  }

  #typed = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.text = target.value;
    clearTimeout(this.#timer);
    const text = this.text.trim();
    if (text === '') this.clear();
    else if (text.length <= maxSearch)
      this.#timer = setTimeout(() => this.dispatchEvent(new CustomerSearch(text)), pause);
  };

  #pressed = (event: KeyboardEvent): void => {
    if (isOfInputMethod(event)) return;
    if (event.key === 'Escape' && this.text !== '') {
      event.preventDefault();
      this.clear();
    }
  };
}

/** What may be a whole phone number: as it was typed, or the number in a link. */
function numberIn(text: string): string | null {
  const written = readPhoneNumber(text);
  if (!written || written.digits.length < 6 || written.digits.length > 20) return null;
  return /[a-z]/i.test(text) ? `+${written.digits}` : text.trim();
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-search': ConsoleSearch;
  }
}

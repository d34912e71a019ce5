import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { failureOf } from '../../client/api/api-failure.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { idText } from './contact-names.ts';
import { customElement } from './custom-element.ts';
import { searchProblem } from './search-problem.ts';
import { tokens } from './tokens.ts';

/** An agent chose this contact. */
export class ContactPick extends Event {
  constructor(readonly conversation: InboxConversation) {
    super('contact-pick', { bubbles: true, composed: true });
  }
}

/** Long enough that a name is not searched for letter by letter. */
const pause = 200;

/** A search field for the contacts of a number, and a button for each one that is found. */
@customElement('agent-console-contact-search')
export class ContactSearch extends LitElement {
  /** Finds the conversations with contacts of this name or number; without a text, the latest ones. */
  @property({ attribute: false }) find: (text: string) => Promise<readonly InboxConversation[]> =
    async () => [];
  /** Null until there is an answer. */
  @state() private found: readonly InboxConversation[] | null = null;
  @state() private problem: string | null = null;

  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      label {
        display: grid;
        gap: 4px;
        font-size: 14px;
      }
      input {
        min-block-size: 44px;
        padding: 4px 12px;
        border: 1px solid var(--quiet);
        border-radius: var(--radius-m);
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
      ul {
        display: grid;
        gap: 4px;
        max-block-size: min(320px, 40dvh);
        margin: 0;
        padding: 4px;
        overflow-y: auto;
        list-style: none;
      }
      .found {
        display: grid;
        inline-size: 100%;
        min-block-size: 44px;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: none;
        color: inherit;
        font: inherit;
        overflow-wrap: anywhere;
        text-align: start;
      }
      .found:hover {
        background: var(--sunken);
      }
      small,
      p {
        margin: 0;
        color: var(--quiet);
        font-size: 13px;
      }
      .problem {
        color: var(--alarm);
      }
    `,
  ];

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  override firstUpdated(): void {
    void this.#search();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    return html`<label>
        ${strings.findContact}
        <input type="search" dir="auto" autocomplete="off" @input=${this.#typed} @keydown=${this.#pressed} />
      </label>
      <div role="status">${this.found?.length === 0 ? html`<p>${strings.noContactFound}</p>` : nothing}</div>
      <p class="problem" role="alert" ?hidden=${this.problem === null}>${this.problem}</p>
      <ul>
        ${this.found?.map(
          (conversation) => html`<li>
            <button type="button" class="found" @click=${() => this.dispatchEvent(new ContactPick(conversation))}>
              <span><bdi>${conversation.contact.name}</bdi></span>
              <small><bdi>${idText(conversation.contact)}</bdi></small>
            </button>
          </li>`,
        )}
      </ul>`;
  }

  #typed = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.#text = target.value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), pause);
  };

  /** Inside a form, Enter in the field would send the message. */
  #pressed(event: KeyboardEvent): void {
    if (event.key === 'Enter') event.preventDefault();
  }

  async #search(): Promise<void> {
    const text = this.#text;
    this.problem = searchProblem(text);
    if (this.problem !== null) return;
    const failure = await failureOf(async () => {
      const found = await this.find(text);
      if (text === this.#text) this.found = found;
    });
    this.problem = failure?.message ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact-search': ContactSearch;
  }
}

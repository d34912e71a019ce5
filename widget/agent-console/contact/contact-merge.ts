import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Contact } from '../../../worker/api/conversations/conversations.ts';
import { failureOf } from '../../client/api/api-failure.ts';
import type { ContactCommands } from '../../client/store/contact-commands.ts';
import { strings } from '../../locales/strings.ts';
import { idText } from '../ui/contact-names.ts';
import { customElement } from '../ui/custom-element.ts';
import { searchProblem } from '../ui/search-problem.ts';
import { tokens } from '../ui/tokens.ts';
import { contactStyles } from './contact-styles.ts';

/** Delays the search, so that it does not run for every letter. */
const pause = 200;

/** Puts this conversation together with another one of the same customer, after saying what that does. */
@customElement('agent-console-contact-merge')
export class ContactMerge extends LitElement {
  @property({ attribute: false }) contact: Contact | null = null;
  @property({ attribute: false }) commands: ContactCommands | null = null;
  @state() private phase: 'closed' | 'looking' | 'asking' = 'closed';
  /** Who was found; null until there is an answer. */
  @state() private found: readonly Contact[] | null = null;
  @state() private twin: Contact | null = null;
  @state() private isBusy = false;
  @state() private problem: string | null = null;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #looked = '';

  static override readonly styles = [
    tokens,
    contactStyles,
    css`
      .found {
        display: grid;
        inline-size: 100%;
        min-block-size: 44px;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: none;
        color: inherit;
        overflow-wrap: anywhere;
        text-align: start;
      }
      .found:hover {
        background: var(--sunken);
      }
      .what {
        padding-inline-start: 16px;
        list-style: disc;
        font-size: 14px;
      }
      .question {
        font-weight: 600;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('contact') && changed.get('contact')?.id !== this.contact?.id) this.#close();
  }

  protected override render() {
    const { contact } = this;
    if (!contact) return nothing;
    return html`<section>
      <h4>${strings.mergeDuplicates}</h4>
      ${this.#renderPhase(contact)}
      <p class="problem" role="alert" ?hidden=${this.problem === null}>${this.problem}</p>
    </section>`;
  }

  #renderPhase(contact: Contact) {
    if (this.phase === 'looking') return this.#renderLooking();
    if (this.phase === 'asking' && this.twin) return this.#renderQuestion(contact, this.twin);
    return html`<p>${strings.mergeHint}</p>
      <button class="plain" @click=${() => this.#look(contact)}>${strings.findDuplicate}</button>`;
  }

  #renderLooking() {
    return html`<label>
        ${strings.duplicateField}
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          .value=${this.#looked}
          @input=${this.#typed}
        />
      </label>
      <div role="status">${this.found?.length === 0 ? html`<p class="quiet">${strings.noDuplicate}</p>` : nothing}</div>
      <ul>
        ${this.found?.map(
          (one) => html`<li>
            <button class="found" @click=${() => this.#ask(one)}>
              <span><bdi>${one.name}</bdi></span> <small><bdi>${idText(one)}</bdi></small>
            </button>
          </li>`,
        )}
      </ul>
      ${this.#renderCancel()}`;
  }

  #renderQuestion(contact: Contact, twin: Contact) {
    return html`<p class="question" dir="auto" tabindex="-1">${strings.mergeQuestion(contact.name, twin.name)}</p>
      <small><bdi>${idText(twin)}</bdi></small>
      <ul class="what">
        <li>${strings.mergeThread}</li>
        <li>${strings.mergeReach}</li>
        <li>${strings.mergeWork}</li>
        <li>${strings.mergeForGood}</li>
      </ul>
      <div class="ends">
        <button class="primary" ?disabled=${this.isBusy} @click=${() => void this.#merge(twin)}>${strings.merge}</button>
        ${this.#renderCancel()}
      </div>`;
  }

  #renderCancel() {
    return html`<button class="plain" @click=${() => this.#close()}>${strings.cancel}</button>`;
  }

  /** Duplicates often have the same name. */
  #look(contact: Contact): void {
    this.phase = 'looking';
    this.#looked = contact.name;
    void this.#search();
    void this.updateComplete.then(() => {
      const field = this.renderRoot.querySelector('input');
      field?.focus();
      field?.select();
    });
  }

  #typed = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.#looked = target.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), pause);
  };

  async #search(): Promise<void> {
    const text = this.#looked.trim();
    if (text === '') {
      this.found = null;
      return;
    }
    this.problem = searchProblem(text);
    if (this.problem !== null) return;
    await this.#try(async () => {
      const found = (await this.commands?.others(text)) ?? [];
      if (this.#looked.trim() === text) this.found = found;
    });
  }

  #ask(twin: Contact): void {
    this.twin = twin;
    this.phase = 'asking';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.question')?.focus());
  }

  #close(): void {
    this.phase = 'closed';
    this.found = null;
    this.twin = null;
    this.problem = null;
    clearTimeout(this.#timer);
  }

  async #merge(twin: Contact): Promise<void> {
    this.isBusy = true;
    await this.#try(async () => {
      await this.commands?.merge(twin);
      this.#close();
    });
    this.isBusy = false;
  }

  async #try(command: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.problem = (await failureOf(command))?.message ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact-merge': ContactMerge;
  }
}

import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SetupProblem, VerificationRequest } from '../../../../worker/api/numbers/connections.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { requestCode } from '../../../client/api/numbers/setup.ts';
import { setupBook, setupWords as words } from '../../../locales/setup.ts';
import { speech } from '../../../locales/speak.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { renderProblem } from './setup-problem.ts';
import { setupStyles } from './setup-styles.ts';

/** A code was entered. The element around it verifies the number with it, and sets `refused` if Meta rejects it. */
export class CodeEntered extends Event {
  constructor(readonly code: string) {
    super('code-enter', { bubbles: true, composed: true });
  }
}

/** Languages of the code, as Meta names them. */
const languages = ['en_US', 'de_DE', 'es_ES', 'fr_FR', 'pt_BR', 'id_ID', 'hi_IN', 'ar_AR'] as const;
type CodeLanguage = (typeof languages)[number];

const aboutNumbers =
  'https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers';

/** Sends a code to a number by SMS or voice call, and takes it back. */
@customElement('agent-console-verify-number')
export class VerifyNumber extends WordedElement {
  protected override readonly book = setupBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() inbox = '';
  /** As Meta shows it; null if it is unknown. */
  @property({ attribute: false }) displayNumber: string | null = null;
  @property({ attribute: false }) isBusy = false;
  /** Why Meta rejected the code. */
  @property({ attribute: false }) refused: SetupProblem | null = null;
  @state() private method: VerificationRequest['method'] = 'sms';
  @state() private language: CodeLanguage | null = null;
  /** How the last code was sent; null: none was. */
  @state() private sent: VerificationRequest['method'] | null = null;
  @state() private isSending = false;
  @state() private hasCode = false;
  /** Why Meta sent no code. */
  @state() private problem: SetupProblem | null = null;
  @state() private failure: string | null = null;

  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    setupStyles,
    css`
      .how {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
        gap: 12px;
      }
      .causes {
        display: grid;
        gap: 8px;
        margin: 0;
        padding-inline-start: 24px;
        border: 0;
      }
      .causes li {
        display: list-item;
        padding: 0;
        border: 0;
      }
    `,
  ];

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('refused') || this.refused === null) return;
    this.renderRoot.querySelector<HTMLInputElement>('#code')?.select();
  }

  protected override render() {
    return html`${this.#renderSending()} ${this.sent !== null || this.hasCode ? this.#renderCode() : nothing}
      ${this.#renderAdvice()}`;
  }

  #renderSending() {
    const isMain = this.sent === null && !this.hasCode;
    return html`<form novalidate @submit=${this.#send}>
      <div class="how">
        ${renderSelect({
          name: 'method',
          label: words.codeBy,
          value: this.method,
          options: [
            ['sms', words.codeMethods.sms],
            ['voice', words.codeMethods.voice],
          ],
          change: (method) => {
            this.method = method;
          },
        })}
        ${renderSelect({
          name: 'language',
          label: words.codeLanguage,
          value: this.#language,
          options: languages.map((language) => [language, languageName(language)] as const),
          change: (language) => {
            this.language = language;
          },
        })}
      </div>
      <div class="end">
        <button class=${isMain ? 'primary' : 'plain'} ?disabled=${this.isSending || this.isBusy}>
          ${this.sent === null ? words.sendCode : words.sendAgain}
        </button>
        ${
          isMain
            ? html`<button type="button" class="button ghost" @click=${this.#enterCode}>${words.haveCode}</button>`
            : nothing
        }
      </div>
      <div role="status">
        ${this.isSending ? words.working : this.sent !== null && this.problem === null ? words.codeSent[this.sent](this.displayNumber ?? '') : ''}
      </div>
      ${this.problem ? html`<div role="alert">${renderProblem(this.problem)}</div>` : nothing}
      ${this.failure === null ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}
    </form>`;
  }

  #renderCode() {
    const { refused } = this;
    const isOfCode = refused?.field === 'code';
    return html`<form novalidate @input=${this.#typed} @submit=${this.#enter}>
      ${renderField({
        name: 'code',
        label: words.code,
        check: this.#check,
        problem: refused && isOfCode ? words.problems[refused.code] : null,
        isRequired: true,
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        pattern: '\\s*[0-9]{3}[\\s\\-]?[0-9]{3}\\s*',
        words: { missing: words.problems.code_needed, mismatch: words.problems.code_needed },
        dir: 'ltr',
        hint: words.codeHint,
      })}
      ${refused && !isOfCode ? html`<div role="alert">${renderProblem(refused)}</div>` : nothing}
      <div class="end">
        <button class="primary" ?disabled=${this.isBusy}>${words.verifyNow}</button>
      </div>
    </form>`;
  }

  #renderAdvice() {
    return html`<details>
      <summary>${words.noCode}</summary>
      <ul class="causes">
        ${Object.values(words.noCodeCauses).map((cause) => html`<li>${cause}</li>`)}
        <li><a href=${aboutNumbers} target="_blank" rel="noopener">${words.aboutNumbers}</a></li>
      </ul>
    </details>`;
  }

  /** The language of the console, unless another one was chosen. */
  get #language(): CodeLanguage {
    const spoken = speech.language.slice(0, 2);
    return this.language ?? languages.find((one) => one.startsWith(spoken)) ?? 'en_US';
  }

  #send(event: SubmitEvent): void {
    event.preventDefault();
    const { api, inbox, method } = this;
    if (!api || this.isSending) return;
    this.isSending = true;
    this.failure = null;
    void failureOf(async () => {
      const { problem } = await requestCode(api, inbox, { method, language: this.#language });
      this.problem = problem;
      if (problem === null) this.sent = method;
    }).then(async (failure) => {
      this.failure = failure?.message ?? null;
      this.isSending = false;
      if (failure || this.problem) return;
      this.refused = null;
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLInputElement>('#code')?.focus();
    });
  }

  async #enterCode(): Promise<void> {
    this.hasCode = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('#code')?.focus();
  }

  #typed(event: Event): void {
    this.refused = null;
    this.#check.typed(event);
  }

  /** WhatsApp writes a code as 123-456. */
  #enter(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
    this.dispatchEvent(new CodeEntered(String(new FormData(target).get('code')).replace(/\D/g, '')));
  }
}

/** In the language of the console, as in its other lists of languages. */
function languageName(language: CodeLanguage): string {
  const [tag = language] = language.split('_');
  return new Intl.DisplayNames(speech.locale, { type: 'language' }).of(tag) ?? language;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-verify-number': VerifyNumber;
  }
}

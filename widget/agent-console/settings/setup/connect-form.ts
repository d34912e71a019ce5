import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConnectionCheck, SetupProblem } from '../../../../worker/api/numbers/connections.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import {
  checkConnection,
  connectNumber,
  problemsIn,
  replaceConnection,
  type TypedConnection,
} from '../../../client/api/numbers/setup.ts';
import { numberBook } from '../../../locales/number.ts';
import { setupBook, setupWords as words } from '../../../locales/setup.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { linked } from './linked.ts';
import { metaText, renderMeta } from './meta-values.ts';
import { renderProblem } from './setup-problem.ts';
import { setupStyles } from './setup-styles.ts';

/** A number was connected, or has new ids or secrets. */
export class NumberConnected extends Event {
  constructor(readonly number: InboxSummary) {
    super('number-connected', { bubbles: true, composed: true });
  }
}

type Field = keyof TypedConnection;
type Fact = [name: string, value: TemplateResult];

/** The values are checked when the admin has stopped typing for this long. */
const pause = 500;
const fields: readonly { name: Field; isSecret: boolean }[] = [
  { name: 'accessToken', isSecret: true },
  { name: 'appSecret', isSecret: true },
  { name: 'wabaId', isSecret: false },
  { name: 'phoneNumberId', isSecret: false },
];

/** The four values that connect a number, each checked with Meta while it is typed. */
@customElement('agent-console-connect-form')
export class ConnectForm extends WordedElement {
  protected override readonly book = [setupBook, numberBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  /** The number that gets new ids or secrets; null: a new number. */
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** There is an easier way beside it, whose button is the main one. */
  @property({ attribute: false }) isOther = false;
  @state() private typed: TypedConnection = {};
  @state() private found: ConnectionCheck | null = null;
  @state() private isChecking = false;
  @state() private isBusy = false;
  /** Why it was not connected. */
  @state() private refused: readonly SetupProblem[] = [];
  @state() private failure: string | null = null;
  @state() private isSaved = false;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    setupStyles,
    css`
      .field {
        display: grid;
        gap: 8px;
      }
      .part {
        display: block;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const general = this.#problems.filter(({ field }) => field === null || field === 'pin');
    return html`<form @submit=${this.#submit} @input=${this.#typed} autocomplete="off">
      ${this.number ? html`<p class="quiet">${words.emptyStays}</p>` : nothing}
      ${fields.map((field) => this.#renderField(field))}
      ${this.#renderFound()}
      <div aria-live="polite">${general.map((one) => renderProblem(one, { appId: this.#appId }))}</div>
      <div class="end">
        <button class=${this.isOther ? 'plain' : 'primary'} ?disabled=${this.isBusy}>
          ${this.number ? words.saveChanges : words.connectNumber}
        </button>
        <span role="status" class="quiet"
          >${this.isChecking || this.isBusy ? words.checking : this.isSaved ? words.replaced : ''}</span
        >
      </div>
      ${this.failure === null ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}
    </form>`;
  }

  get #problems(): readonly SetupProblem[] {
    return this.refused.length > 0 ? this.refused : (this.found?.problems ?? []);
  }

  get #appId(): string | null {
    return this.found?.token?.appId ?? null;
  }

  #renderField({ name, isSecret }: (typeof fields)[number]) {
    const problems = this.#problems.filter(({ field }) => field === name);
    return html`<div class="field">
      <label for=${name}>${words[name]}</label>
      <input
          id=${name}
          class="input"
          name=${name}
          type=${isSecret ? 'password' : 'text'}
          inputmode=${isSecret ? 'text' : 'numeric'}
          autocomplete="off"
          spellcheck="false"
          dir="ltr"
          ?required=${this.number === null}
          aria-invalid=${problems.some(({ isBlocking }) => isBlocking)}
          aria-describedby="${name}-hint ${name}-problems"
          .value=${this.typed[name] ?? ''}
        />
      <small id="${name}-hint">${linked(words[`${name}Hint`], this.#appId)}</small>
      ${name === 'phoneNumberId' ? this.#renderChoices() : nothing}
      <div id="${name}-problems" aria-live="polite">
        ${problems.map((one) => renderProblem(one, { appId: this.#appId, use: (id) => this.#use(name, id) }))}
      </div>
    </div>`;
  }

  /** The numbers of the account, to choose instead of typing. */
  #renderChoices() {
    const numbers = (this.found?.numbers ?? []).filter(({ id }) => id !== this.typed.phoneNumberId);
    if (numbers.length === 0 || this.found?.number) return nothing;
    return html`<div class="choices" role="group" aria-label=${words.chooseNumber}>
      ${numbers.map(
        ({ id, displayPhoneNumber, verifiedName }) => html`<button
          type="button"
          class="plain"
          @click=${() => this.#use('phoneNumberId', id)}
        >
          <bdi>${displayPhoneNumber}</bdi> ${verifiedName ?? nothing}
        </button>`,
      )}
    </div>`;
  }

  #renderFound() {
    const { number, token } = this.found ?? {};
    if (!number && !token?.isValid) return nothing;
    const ends = token?.expiresAt == null ? words.neverEnds : words.ends(momentText(token.expiresAt));
    const as = (value: string | null) => html`<bdi>${value ?? words.notSaid}</bdi>`;
    const ofNumber: Fact[] = number
      ? [
          [words.found.name, as(number.verifiedName)],
          [words.found.number, as(number.displayPhoneNumber)],
          [words.found.quality, renderMeta('quality', number.qualityRating)],
          [words.found.nameStatus, renderMeta('nameStatus', number.nameStatus)],
          [words.found.platform, renderMeta('platform', number.platformType)],
          [words.found.limit, renderMeta('limit', number.messagingLimitTier)],
        ]
      : [];
    const scopes = token?.scopes.filter((scope) => scope.startsWith('whatsapp_')) ?? [];
    const ofToken: Fact[] = token?.isValid
      ? [
          [
            words.found.token,
            html`<span title=${token.type ?? nothing}>${words.tokenLine(metaText('token', token.type), ends)}</span>`,
          ],
          [
            words.found.permissions,
            html`${scopes.map((scope) => html`<span class="part">${renderMeta('permission', scope)}</span>`)}`,
          ],
        ]
      : [];
    return html`<dl class="card" data-found>
      ${[...ofNumber, ...ofToken].map(
        ([name, value]) => html`<dt>${name}</dt>
          <dd>${value}</dd>`,
      )}
    </dl>`;
  }

  #use(name: Field, id: string): void {
    this.#change(name, id, 0);
  }

  #typed({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const field = fields.find(({ name }) => name === target.name);
    if (field) this.#change(field.name, target.value, pause);
  }

  #change(name: Field, value: string, after: number): void {
    const { [name]: _, ...others } = this.typed;
    this.typed = value.trim() === '' ? others : { ...others, [name]: value.trim() };
    this.refused = [];
    this.failure = null;
    this.isSaved = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), after);
  }

  /** An answer about values that have changed since is ignored. */
  async #check(): Promise<void> {
    const { api } = this;
    this.#asked += 1;
    const asked = this.#asked;
    if (!api || Object.keys(this.typed).length === 0) {
      this.found = null;
      return;
    }
    this.isChecking = true;
    await this.#try(async () => {
      const found = await checkConnection(api, this.typed, this.number?.id ?? null);
      if (asked === this.#asked) this.found = found;
    });
    if (asked === this.#asked) this.isChecking = false;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { api, number } = this;
    if (!api || this.isBusy) return;
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.isChecking = false;
    this.isBusy = true;
    void this.#try(async () => {
      const connected = number
        ? await replaceConnection(api, number.id, this.typed)
        : await connectNumber(api, this.typed);
      this.typed = {};
      this.found = null;
      this.isSaved = true;
      this.dispatchEvent(new NumberConnected(connected));
    }).finally(() => {
      this.isBusy = false;
    });
  }

  async #try(command: () => Promise<void>): Promise<void> {
    this.failure = null;
    const failure = await failureOf(command);
    if (!failure) return;
    this.refused = problemsIn(failure);
    if (this.refused.length === 0) this.failure = failure.message;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-connect-form': ConnectForm;
  }
}

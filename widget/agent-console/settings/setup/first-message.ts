import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Trial } from '../../../../worker/api/numbers/connections.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { sendMessage } from '../../../client/api/conversations/messages.ts';
import { getSetupTest } from '../../../client/api/numbers/setup.ts';
import { randomId } from '../../../client/browser/random-id.ts';
import { setupWords as words } from '../../../locales/setup.ts';
import { speakAlso } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { errorBook, errorText } from '../../../locales/worker-texts/errors.ts';
import { icons } from '../../../theme/icons.ts';
import { contentText } from '../../content/content-text.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { linked } from './linked.ts';
import { setupStyles } from './setup-styles.ts';

/** The first message was received and answered. */
export class TrialDone extends Event {
  constructor() {
    super('trial-done', { bubbles: true, composed: true });
  }
}

const lookEvery = 2_000;

/** The setup test: a message from the admin's own phone and the answer to it, shown live. */
@customElement('agent-console-first-message')
export class FirstMessage extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private known: Trial = { received: null, answered: null };
  @state() private failure: string | null = null;
  @state() private isBusy = false;

  #timer: ReturnType<typeof setInterval> | undefined;

  #check = new FormCheck(this);

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles, setupStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => void this.#look(), lookEvery);
    queueMicrotask(() => void this.#look());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render() {
    const { number, known } = this;
    if (!number) return nothing;
    const { received, answered } = known;
    const digits = number.displayPhoneNumber.replace(/\D/g, '');
    const why = answered?.error ? errorText(answered.error) : null;
    return html`<p>
        ${words.firstMessageHint(number.displayPhoneNumber)}
        <a href="https://wa.me/${digits}?text=Hello" target="_blank" rel="noopener">${words.openWhatsApp}</a>
      </p>
      <ul>
        <li data-trial="received" data-done=${received !== null}>
          <span class="end"
            ><span class="mark ${received ? 'done' : ''}" aria-hidden="true">${received ? icons.check : nothing}</span>
            <span role="status">${received ? html`${words.received}: <bdi>${contentText(received.content, 'in')}</bdi>` : words.waitingForMessage}</span></span
          >
        </li>
        <li data-trial="answered" data-done=${isAnswered(known)}>
          <span class="end"
            ><span class="mark ${isAnswered(known) ? 'done' : ''}" aria-hidden="true">${isAnswered(known) ? icons.check : nothing}</span>
            <span role="status"
              >${
                isAnswered(known)
                  ? words.answered
                  : answered?.status
                    ? strings.status[answered.status]
                    : words.waitingForAnswer
              }</span
            ></span
          >
        </li>
      </ul>
      ${
        received && !isAnswered(known)
          ? html`<form novalidate @input=${this.#check.typed} @submit=${this.#answer}>
              ${renderField({
                name: 'text',
                label: words.answer,
                value: words.answerText,
                check: this.#check,
                isRequired: true,
                max: 1_000,
              })}
              <div class="end"><button class="primary" ?disabled=${this.isBusy}>${words.sendAnswer}</button></div>
            </form>`
          : nothing
      }
      ${why ? html`<p class="problem" role="alert">${why.title} ${why.advice}</p>` : nothing}
      ${this.failure === null ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}
      ${
        received
          ? nothing
          : html`<details>
              <summary>${words.nothingArrives}</summary>
              <ul class="causes">
                ${Object.values(words.causes).map((cause) => html`<li><span>${linked(cause)}</span></li>`)}
              </ul>
            </details>`
      }`;
  }

  async #look(): Promise<void> {
    const { api, number } = this;
    if (!api || !number || document.hidden) return;
    await this.#try(async () => {
      const before = isAnswered(this.known);
      const known = await getSetupTest(api, number.id);
      if (known.answered?.error) await speakAlso(errorBook);
      this.known = known;
      if (!before && isAnswered(this.known)) this.dispatchEvent(new TrialDone());
    });
  }

  #answer(event: SubmitEvent): void {
    event.preventDefault();
    const { api, number, known } = this;
    const { target } = event;
    if (!api || !number || !known.received || !(target instanceof HTMLFormElement)) return;
    if (!this.#check.accepts(target)) return;
    const { conversationId } = known.received;
    const body = String(new FormData(target).get('text')).trim();
    this.isBusy = true;
    void this.#try(async () => {
      const content = { type: 'text', text: { body } } as const;
      await sendMessage(api, { inbox: number.id, id: conversationId }, randomId(), { content });
      await this.#look();
    }).finally(() => {
      this.isBusy = false;
    });
  }

  async #try(command: () => Promise<void>): Promise<void> {
    this.failure = (await failureOf(command))?.message ?? null;
  }
}

/** WhatsApp accepted the answer. Its delivery is not part of the setup. */
export function isAnswered({ answered }: Trial): boolean {
  return ['accepted', 'sent', 'delivered', 'read'].includes(answered?.status ?? '');
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-first-message': FirstMessage;
  }
}

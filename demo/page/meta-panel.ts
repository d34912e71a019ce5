import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  ControlState,
  CustomerMessage,
  CustomerThread,
  DemoInfo,
  EventOutcome,
  MetaEvent,
} from '../cloud-api/control/control.ts';
import { type NoticeName, notices } from '../cloud-api/webhooks/notices.ts';
import { panelStyles } from './panel-styles.ts';

/** The customer has a new number. */
export class CustomerChangeEvent extends Event {
  constructor(readonly customer: string) {
    super('customer-change', { bubbles: true, composed: true });
  }
}

/** How long the panel waits until the inbox has received a webhook. */
const deliveryTimeoutMs = 4_000;

/** Webhooks that Meta sends without a message: one button for each kind. */
@customElement('meta-panel')
export class MetaPanel extends LitElement {
  /** Digits of the customer's number, or a user id. */
  @property() customer = '';
  /** The shop's numbers. Webhooks that need a number use the first. */
  @property({ attribute: false }) numbers: DemoInfo['numbers'] = [];
  /** A number of the same app in another account, which the inbox has not connected. */
  @property({ attribute: false }) otherNumber: DemoInfo['otherNumber'] = null;
  @state() private notice: NoticeName = 'quality_flagged';
  @state() private answer = '';

  static override readonly styles = panelStyles;

  protected override render() {
    const { customer } = this;
    const send = (label: string, event: MetaEvent) =>
      html`<button @click=${() => this.#send(label, event)}>${label}</button>`;
    return html`
      <div class="groups">
        <fieldset>
          <legend>The customer</legend>
          ${send('Changes the phone number', this.#move(newNumber()))}
          ${send('Changes number, with user ids', { ...this.#move(newNumber()), withUserId: true })}
          <button @click=${this.#moveToKnown}>Moves to a number that already writes</button>
          ${send('Gets a new user id', { type: 'user_changed_user_id', customer })}
          ${send('Gets a new user id, with the old one named', { type: 'user_id_update', customer })}
          ${send('Has a new phone', { type: 'customer_identity_changed', customer })}
          ${send('Opens the chat for the first time', { type: 'request_welcome', customer })}
          ${send('Shares the phone number', { type: 'contact_shared', customer })}
          ${send('Stops marketing', { type: 'user_preferences', customer, value: 'stop' })}
          ${send('Resumes marketing', { type: 'user_preferences', customer, value: 'resume' })}
          <button @click=${this.#failPayment}>Fails to pay</button>
        </fieldset>
        <fieldset>
          <legend>The business</legend>
          ${send('Imports its chat history', { type: 'history', customer })}
          ${send('Declines to share its history', { type: 'history', customer, isDeclined: true })}
          ${send('Presses Test in Meta’s dashboard', { type: 'dashboard_test' })}
          ${
            this.otherNumber
              ? html`<button @click=${this.#writeElsewhere}>Gets a message in another account</button>`
              : nothing
          }
        </fieldset>
        <fieldset>
          <legend>Notices from Meta</legend>
          <select
            aria-label="Notice"
            @change=${({ target }: Event) => {
              const name = target instanceof HTMLSelectElement ? target.value : '';
              if (isNotice(name)) this.notice = name;
            }}
          >
            ${Object.entries(notices).map(
              ([name, { label }]) =>
                html`<option value=${name} ?selected=${name === this.notice}>${label}</option>`,
            )}
          </select>
          <button @click=${() => this.#send(notices[this.notice].label, { type: 'notice', notice: this.notice })}>
            Send notice
          </button>
        </fieldset>
      </div>
      <p role="status">${this.answer}</p>
    `;
  }

  #move(to: string): Extract<MetaEvent, { type: 'user_changed_number' }> {
    return { type: 'user_changed_number', customer: this.customer, to };
  }

  async #moveToKnown(): Promise<void> {
    const to = newNumber();
    await this.#post('/messages', { customer: to, name: 'Ada at work', text: 'Hello from my other number' });
    await this.#send('Moves to a number that already writes', this.#move(to));
  }

  async #failPayment(): Promise<void> {
    const thread: CustomerThread = await (await fetch(`/control/customers/${this.customer}`)).json();
    const wamid = thread.messages.findLast(({ direction }) => direction === 'out')?.wamid;
    if (wamid === undefined) this.answer = 'Write to the customer first: a payment belongs to a message.';
    else await this.#send('Fails to pay', { type: 'payment', wamid, status: 'failed' });
  }

  async #writeElsewhere(): Promise<void> {
    const { customer, otherNumber } = this;
    if (!otherNumber) return;
    await this.#post('/messages', {
      customer,
      phoneNumberId: otherNumber.phoneNumberId,
      text: `A message to ${otherNumber.name}`,
    } satisfies CustomerMessage);
    await this.#report('Gets a message in another account');
  }

  async #send(label: string, event: MetaEvent): Promise<void> {
    const answer = await this.#post('/events', event);
    if (!answer) return;
    const { customer, userIds }: EventOutcome = await answer.json();
    if (customer !== null && customer !== this.customer)
      this.dispatchEvent(new CustomerChangeEvent(customer));
    const isAboutChats = event.type === 'user_changed_user_id' || event.type === 'user_id_update';
    if (isAboutChats && userIds.length === 0)
      this.answer = 'Write as the customer first: the inbox does not know them yet.';
    else await this.#report(label);
  }

  /** Null when the request failed; the page shows why. */
  async #post(path: string, body: object): Promise<Response | null> {
    const answer = await fetch(`/control${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (answer.ok) return answer;
    this.answer = `The stand-in rejected it: ${await answer.text()}`;
    return null;
  }

  /** Shows whether the inbox has received the webhook. */
  async #report(label: string): Promise<void> {
    this.answer = `${label}: sent …`;
    const giveUpAt = Date.now() + deliveryTimeoutMs;
    let queued = await queueLength();
    while (queued > 0 && Date.now() < giveUpAt) {
      await new Promise((done) => setTimeout(done, 200));
      queued = await queueLength();
    }
    this.answer =
      queued === 0
        ? `${label}: received by the inbox.`
        : `${label}: not received by the inbox yet. Webhooks in the queue: ${queued}.`;
  }
}

async function queueLength(): Promise<number> {
  const state: ControlState = await (await fetch('/control/state')).json();
  return state.queued;
}

function newNumber(): string {
  return `1555${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`;
}

function isNotice(name: string): name is NoticeName {
  return Object.hasOwn(notices, name);
}

declare global {
  interface HTMLElementTagNameMap {
    'meta-panel': MetaPanel;
  }
  interface HTMLElementEventMap {
    'customer-change': CustomerChangeEvent;
  }
}

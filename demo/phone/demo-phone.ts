import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  CustomerFile,
  CustomerThread,
  DemoInfo,
  MetaEvent,
  PhoneState,
  ThreadMessage,
} from '../cloud-api/control/control.ts';
import { renderPhoneContent, summaryOf } from './phone-content.ts';
import { phoneStyles } from './phone-styles.ts';

const day = 24 * 60 * 60 * 1000;

/** The customer's side of the chat, played through the stand-in's control surface. */
@customElement('demo-phone')
export class DemoPhone extends LitElement {
  /** Digits of the customer's number. */
  @property() customer = '';
  @property() name = '';
  /** The numbers that the customer can write to. */
  @property({ attribute: false }) numbers: DemoInfo['numbers'] = [];
  /** The number whose chat is open. */
  @state() private number: string | null = null;
  @state() private thread: CustomerThread | null = null;
  @state() private text = '';
  @state() private isTwice = false;
  @state() private quoted: ThreadMessage | null = null;
  @state() private isAdding = false;
  /** Days by which the clock was moved forward since the customer last wrote. */
  @state() private daysLater = 0;

  #socket: WebSocket | null = null;
  /** Hides the typing indicator. */
  #typing: ReturnType<typeof setTimeout> | undefined;

  static override readonly styles = phoneStyles;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('customer') && this.hasUpdated) void this.#load();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#socket?.close();
    this.#socket = null;
  }

  /** Opens the chat with a pre-filled message, as the link of the button does. */
  openWith(text: string): void {
    this.text = text;
    this.number = null;
    void this.#set({ chatOpen: true });
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('#text')?.focus());
  }

  /** Scrolls to the newest message, also when the numbers load after the messages. */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!['thread', 'numbers', 'number', 'daysLater'].some((name) => changed.has(name))) return;
    const list = this.renderRoot.querySelector('.chat');
    if (list) list.scrollTop = list.scrollHeight;
  }

  protected override render() {
    const { thread } = this;
    return html`
      <div class="phone" role="region" aria-label="Customer's phone">
        <header>${this.#renderChats()}<small>${thread?.typingFor ? 'typing …' : nothing}</small></header>
        <ol class="chat" tabindex="0" aria-label="Chat">
          ${this.#messages().map((message) => this.#renderMessage(message))}
          ${this.daysLater > 0 ? html`<li class="later">${this.daysLater * 24} hours later</li>` : nothing}
        </ol>
        <div>${this.#renderQuoting()}${this.#renderAdding()}</div>
        <form @submit=${this.#write}>
          <button
            type="button"
            aria-label="Add as the customer"
            aria-expanded=${this.isAdding ? 'true' : 'false'}
            @click=${() => {
              this.isAdding = !this.isAdding;
            }}
          >
            +
          </button>
          <input
            id="text"
            type="text"
            aria-label="Write as the customer"
            placeholder="Type a message"
            autocomplete="off"
            .value=${this.text}
            @input=${(event: InputEvent) => {
              if (event.target instanceof HTMLInputElement) this.text = event.target.value;
            }}
          />
          <button aria-label="Send as the customer">➤</button>
        </form>
      </div>
      <fieldset class="settings" aria-label="What happens to the phone">
        ${this.#renderSwitch('Online', thread?.online ?? true, (online) => this.#set({ online }))}
        ${this.#renderSwitch('Chat open', thread?.chatOpen ?? false, (chatOpen) => this.#set({ chatOpen }))}
        ${this.#renderSwitch('Blocked', thread?.blocked ?? false, (blocked) => this.#set({ blocked }))}
        ${this.#renderSwitch('Hide the number', thread?.hidesNumber ?? false, (hidesNumber) => this.#set({ hidesNumber }))}
        ${this.#renderSwitch('Deliver twice and late', this.isTwice, (isTwice) => this.#setFaults(isTwice))}
        <button @click=${this.#advance}>24 hours pass</button>
        <p role="status">
          ${
            this.daysLater > 0
              ? `${this.daysLater * 24} hours have passed for WhatsApp: it takes only templates now. The inbox learns it when it sends next.`
              : nothing
          }
        </p>
      </fieldset>
    `;
  }

  /** The list of chats, if there are several numbers. */
  #renderChats() {
    if (this.numbers.length < 2) return html`<strong>Lumen &amp; Clay</strong>`;
    return html`<select
      aria-label="Chat with"
      @change=${({ target }: Event) => {
        if (target instanceof HTMLSelectElement) this.number = target.value;
      }}
    >
      ${this.numbers.map(
        ({ phoneNumberId, name }) =>
          html`<option value=${phoneNumberId} ?selected=${phoneNumberId === this.#number}>${name}</option>`,
      )}
    </select>`;
  }

  get #number(): string | undefined {
    return this.number ?? this.numbers[0]?.phoneNumberId;
  }

  #messages(): ThreadMessage[] {
    const { thread } = this;
    return thread?.messages.filter(({ phoneNumberId }) => phoneNumberId === this.#number) ?? [];
  }

  #renderMessage(message: ThreadMessage) {
    const { direction, at, content, status, wamid, quoted } = message;
    const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(at);
    const mark = { sent: '✓', delivered: '✓✓', read: '✓✓ read', failed: '' }[status];
    const hasArrived = status === 'delivered' || status === 'read';
    if ((direction === 'out' && !hasArrived) || content.type === 'reaction') return nothing;
    const original = this.thread?.messages.find((one) => one.wamid === quoted);
    const reactions = this.#reactionsTo(wamid);
    return html`<li class=${direction === 'in' ? 'mine' : ''} data-wamid=${wamid}>
      ${original ? html`<p class="quote">${summaryOf(original)}</p>` : nothing}
      ${renderPhoneContent(message, (answer) => void this.#answer(message, answer))}
      ${reactions.length > 0 ? html`<span aria-label="Reactions">${reactions}</span>` : nothing}
      <small>${time} ${direction === 'in' ? mark : nothing}</small>
      ${direction === 'out' ? this.#renderActs(message) : nothing}
    </li>`;
  }

  #renderActs(message: ThreadMessage) {
    const mine = this.#reactionsTo(message.wamid, 'in')[0];
    return html`<div class="acts">
      ${['👍', '❤️', '😂'].map(
        (emoji) => html`<button
          aria-label="React with ${emoji} as the customer"
          aria-pressed=${emoji === mine ? 'true' : 'false'}
          @click=${() =>
            this.#say({ reaction: { wamid: message.wamid, emoji: emoji === mine ? '' : emoji } })}
        >
          ${emoji}
        </button>`,
      )}<button
        @click=${() => {
          this.quoted = message;
        }}
      >
        Reply
      </button>
    </div>`;
  }

  #renderQuoting() {
    if (!this.quoted) return nothing;
    return html`<div class="quoting">
      ${summaryOf(this.quoted)}
      <button
        aria-label="Do not reply to it"
        @click=${() => {
          this.quoted = null;
        }}
      >
        ×
      </button>
    </div>`;
  }

  #renderAdding() {
    if (!this.isAdding) return nothing;
    return html`<div class="adding">
      <button @click=${() => this.renderRoot.querySelector<HTMLInputElement>('[type=file]')?.click()}>File</button>
      <button @click=${() => this.#say({ content: place })}>Place</button>
      <button @click=${() => this.#say({ content: card })}>Contact</button>
      <input type="file" tabindex="-1" aria-hidden="true" @change=${this.#picked} />
    </div>`;
  }

  /** The newest emoji of each side. */
  #reactionsTo(wamid: string, side?: 'in' | 'out'): string[] {
    const newest = new Map<string, string>();
    for (const { content, direction } of this.thread?.messages ?? []) {
      if (content.type !== 'reaction' || content.reaction.message_id !== wamid) continue;
      if (side === undefined || side === direction) newest.set(direction, content.reaction.emoji ?? '');
    }
    return [...newest.values()].filter((emoji) => emoji !== '');
  }

  #renderSwitch(label: string, isOn: boolean, change: (isOn: boolean) => Promise<void>) {
    return html`<label
      ><input
        type="checkbox"
        .checked=${isOn}
        @change=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) void change(event.target.checked);
        }}
      />${label}</label
    >`;
  }

  async #write(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { text, quoted } = this;
    if (text.trim() === '') return;
    this.text = '';
    this.quoted = null;
    await this.#say({ text, ...(quoted && { replyTo: quoted.wamid }) });
  }

  async #say(message: object): Promise<void> {
    const { customer, name } = this;
    this.isAdding = false;
    this.daysLater = 0;
    const phoneNumberId = this.#number;
    await control('POST', '/messages', {
      customer,
      name,
      ...(phoneNumberId && { phoneNumberId }),
      ...message,
    });
  }

  /** Sends the reply to a tapped button. */
  async #answer({ wamid }: ThreadMessage, content: object | 'share'): Promise<void> {
    const { customer } = this;
    const phoneNumberId = this.#number;
    if (content === 'share') {
      await control('POST', '/events', {
        type: 'contact_shared',
        customer,
        replyTo: wamid,
        ...(phoneNumberId && { phoneNumberId }),
      } satisfies MetaEvent);
    } else await this.#say({ content, replyTo: wamid });
  }

  async #picked({ target }: Event): Promise<void> {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file) return;
    const kind = /^(image|video|audio)\//.exec(file.type)?.[1] ?? 'document';
    const answer = await fetch(`/control/media?filename=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'Content-Type': file.type || 'application/octet-stream' },
      body: file,
    });
    const { id }: CustomerFile = await answer.json();
    await this.#say({ content: { type: kind, [kind]: { id } } });
  }

  async #set(state: Partial<PhoneState>): Promise<void> {
    await control('PUT', `/customers/${this.customer}`, state);
  }

  async #setFaults(isTwice: boolean): Promise<void> {
    this.isTwice = isTwice;
    await control('PUT', '/faults', { duplicate: isTwice, reorder: isTwice, delay: isTwice ? 2_000 : 0 });
  }

  async #advance(): Promise<void> {
    await control('POST', '/clock', { advance: day });
    this.daysLater += 1;
  }

  async #load(): Promise<void> {
    const { customer } = this;
    const thread: CustomerThread = await (await fetch(`/control/customers/${customer}`)).json();
    // The customer was changed meanwhile.
    if (customer !== this.customer) return;
    this.thread = thread;
    clearTimeout(this.#typing);
    if (thread.typingFor > 0 && this.isConnected) {
      this.#typing = setTimeout(() => void this.#load(), thread.typingFor);
    }
  }

  #listen(): void {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/control/live`);
    this.#socket = socket;
    socket.onmessage = () => void this.#load();
    socket.onclose = () => {
      if (this.#socket === socket) setTimeout(() => this.isConnected && this.#listen(), 1_000);
    };
  }
}

const place = {
  type: 'location',
  location: { latitude: 52.5163, longitude: 13.3777, name: 'Pariser Platz', address: '10117 Berlin' },
};
const card = {
  type: 'contacts',
  contacts: [
    {
      name: { formatted_name: 'Grace Hopper', first_name: 'Grace', last_name: 'Hopper' },
      phones: [{ phone: '+1 555 010 0042', wa_id: '15550100042', type: 'CELL' }],
    },
  ],
};

async function control(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
  const answer = await fetch(`/control${path}`, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-phone': DemoPhone;
  }
}

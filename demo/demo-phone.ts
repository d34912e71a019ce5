import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CustomerThread, PhoneState, ThreadMessage } from './cloud-api/control.ts';

const day = 24 * 60 * 60 * 1000;

/** The customer's side of the chat, played through the stand-in's control surface. */
@customElement('demo-phone')
export class DemoPhone extends LitElement {
  /** Digits of the customer's number. */
  @property() customer = '';
  @property() name = '';
  @state() private thread: CustomerThread | null = null;
  @state() private text = '';
  @state() private isTwice = false;

  #socket: WebSocket | null = null;

  static override readonly styles = css`
    :host {
      color-scheme: light dark;
      --ink: light-dark(#14201d, #e9edef);
      --quiet: light-dark(#556560, #a9b5b0);
      display: block;
      color: var(--ink);
      font: 400 0.9375rem / 1.4 system-ui, sans-serif;
    }
    .phone {
      display: grid;
      grid-template: auto 1fr auto / 100%;
      block-size: 34rem;
      overflow: hidden;
      border: 9px solid #1b1f1e;
      border-radius: 36px;
      background: light-dark(#efe9df, #0d1513);
    }
    header {
      padding: 0.7rem 1rem;
      background: light-dark(#0b5d50, #12352e);
      color: #fff;
    }
    header small {
      display: block;
      min-block-size: 1.2em;
    }
    ol {
      display: flex;
      flex-direction: column;
      gap: 0.35rem;
      margin: 0;
      padding: 0.75rem;
      overflow-y: auto;
      list-style: none;
    }
    li {
      max-inline-size: 84%;
      padding: 0.4rem 0.65rem;
      border-radius: 14px;
      background: light-dark(#fff, #223330);
      overflow-wrap: anywhere;
    }
    li span {
      white-space: pre-wrap;
    }
    li.mine {
      align-self: flex-end;
      background: light-dark(#d9f7c9, #0f5146);
    }
    li small {
      display: block;
      color: var(--quiet);
      text-align: end;
    }
    form {
      min-inline-size: 0;
      display: flex;
      gap: 0.4rem;
      padding: 0.6rem;
    }
    input[type="text"] {
      flex: 1;
      min-inline-size: 0;
      min-block-size: 44px;
      padding: 0 0.9rem;
      border: 1px solid light-dark(#c9c3b6, #33413d);
      border-radius: 999px;
      background: light-dark(#fff, #18221f);
      color: inherit;
      font: inherit;
    }
    button {
      min-block-size: 44px;
      padding: 0 0.9rem;
      border: 1px solid light-dark(#c9c3b6, #33413d);
      border-radius: 999px;
      background: light-dark(#fff, #18221f);
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    .settings {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem 1rem;
      align-items: center;
      margin: 0.75rem 0 0;
      padding: 0;
      border: 0;
    }
    label {
      display: flex;
      gap: 0.35rem;
      align-items: center;
      min-block-size: 32px;
    }
    :focus-visible {
      outline: 2px solid light-dark(#0b6e5f, #3ecfb2);
      outline-offset: 2px;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#socket?.close();
    this.#socket = null;
  }

  /** Opens the chat with a text that is ready to be sent, as the link of the button does. */
  openWith(text: string): void {
    this.text = text;
    void this.#set({ chatOpen: true });
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('#text')?.focus());
  }

  protected override render() {
    const { thread } = this;
    return html`
      <div class="phone" role="region" aria-label="Customer's phone">
        <header><strong>Lumen &amp; Clay</strong><small>${thread?.typing ? 'typing …' : nothing}</small></header>
        <ol tabindex="0" aria-label="Chat">
          ${thread?.messages.map((message) => this.#renderMessage(message))}
        </ol>
        <form @submit=${this.#write}>
          <input
            id="text"
            type="text"
            aria-label="Write as the customer"
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
        ${this.#renderSwitch('Deliver twice and late', this.isTwice, (isTwice) => this.#setFaults(isTwice))}
        <button @click=${this.#advance}>24 hours pass</button>
      </fieldset>
    `;
  }

  #renderMessage({ direction, at, content, status, wamid }: ThreadMessage) {
    const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(at);
    const mark = { sent: '✓', delivered: '✓✓', read: '✓✓ read', failed: '' }[status];
    if (direction === 'out' && status === 'failed') return nothing;
    if (direction === 'out' && status === 'sent') return nothing;
    return html`<li class=${direction === 'in' ? 'mine' : ''} data-wamid=${wamid}>
      <span>${content.type === 'text' ? content.text.body : `(${content.type})`}</span>
      <small>${time} ${direction === 'in' ? mark : nothing}</small>
    </li>`;
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
    const { text, customer, name } = this;
    if (text.trim() === '') return;
    this.text = '';
    await control('POST', '/messages', { customer, name, text });
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
  }

  async #load(): Promise<void> {
    this.thread = await (await fetch(`/control/customers/${this.customer}`)).json();
    await this.updateComplete;
    const list = this.renderRoot.querySelector('ol');
    if (list) list.scrollTop = list.scrollHeight;
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

async function control(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
  const answer = await fetch(`/control${path}`, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-phone': DemoPhone;
  }
}

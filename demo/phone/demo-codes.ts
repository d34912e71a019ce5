import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { VerificationCode } from '../cloud-api/control/control.ts';

/** The code that Meta has sent to a number that is being verified: at Meta's, the business reads it on its own phone. */
@customElement('demo-codes')
export class DemoCodes extends LitElement {
  @state() private codes: readonly VerificationCode[] = [];
  #socket: WebSocket | null = null;

  static override readonly styles = css`
    :host {
      color-scheme: light dark;
      display: block;
      max-inline-size: 26rem;
      color: light-dark(#14201d, #e9edef);
      font: 400 0.9375rem / 1.4 system-ui, sans-serif;
    }
    p {
      margin: 0 0 0.75rem;
      padding: 0.6rem 0.9rem;
      border: 1px solid light-dark(#c9c3b6, #33413d);
      border-radius: 14px;
      background: light-dark(#fff, #18221f);
    }
    code {
      font: 600 1.125rem ui-monospace, monospace;
      letter-spacing: 0.08em;
    }
    small {
      display: block;
      color: light-dark(#556560, #a9b5b0);
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

  protected override render() {
    return html`<div role="status">
      ${this.codes.map(
        ({ displayPhoneNumber, code, method, language }) => html`<p>
          <small>${method === 'SMS' ? 'SMS' : 'Voice call'} to ${displayPhoneNumber}, ${language}</small>
          <code>${code}</code>
        </p>`,
      )}
    </div>`;
  }

  async #load(): Promise<void> {
    this.codes = await (await fetch('/control/codes')).json();
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

declare global {
  interface HTMLElementTagNameMap {
    'demo-codes': DemoCodes;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Session } from '../../worker/api.ts';
import { ApiClient, ApiFailure } from '../client/api-client.ts';
import { strings } from '../locales/console-en.ts';
import { tokens } from './styles.ts';

/** Somebody has signed in. */
export class SignedInEvent extends Event {
  constructor(readonly session: Session) {
    super('signed-in', { bubbles: true, composed: true });
  }
}

@customElement('agent-console-sign-in')
export class ConsoleSignIn extends LitElement {
  /** Origin of the Worker. */
  @property() worker = '';
  @state() private problem: string | null = null;
  @state() private isBusy = false;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: grid;
        place-items: center;
        padding: 1.5rem;
        background: var(--sunken);
      }
      form {
        display: grid;
        gap: 0.75rem;
        inline-size: min(24rem, 100%);
        padding: 1.75rem;
        border-radius: 18px;
        background: var(--surface);
        box-shadow: 0 8px 30px rgb(0 0 0 / 12%);
      }
      h2,
      p {
        margin: 0;
      }
      label {
        display: grid;
        gap: 0.3rem;
        font-weight: 600;
      }
      input {
        min-block-size: 44px;
        padding: 0.5rem 0.8rem;
        border: 1px solid var(--quiet);
        border-radius: 12px;
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
      .problem {
        color: var(--alarm);
      }
    `,
  ];

  protected override render() {
    return html`<form @submit=${this.#submit}>
      <h2>${strings.teamInbox}</h2>
      <label>${strings.setupToken} <input name="token" type="password" autocomplete="current-password" required /></label>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <button class="primary" ?disabled=${this.isBusy}>${strings.signIn}</button>
    </form>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const token = new FormData(target).get('token');
    if (typeof token !== 'string') return;
    this.isBusy = true;
    this.problem = null;
    try {
      this.dispatchEvent(new SignedInEvent(await ApiClient.signIn(this.worker, token.trim())));
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.problem = error.message;
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-sign-in': ConsoleSignIn;
  }
}

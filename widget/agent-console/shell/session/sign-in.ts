import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Session } from '../../../../worker/api/people/sessions.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { getPasskeyOptions, signIn } from '../../../client/api/people/sign-in.ts';
import { openSignInWindow } from '../../../client/signing-in/sign-in-window.ts';
import { mayShowHere } from '../../../client/signing-in/site-access.ts';
import { strings } from '../../../locales/strings.ts';
import { cardStyles } from '../../../theme/card.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';

/** An agent has signed in. */
export class SignedInEvent extends Event {
  constructor(readonly session: Session) {
    super('signed-in', { bubbles: true, composed: true });
  }
}

/** Sign-in with a passkey: here at the Worker's own origin, in a window of the Worker's on every other page. */
@customElement('agent-console-sign-in')
export class ConsoleSignIn extends LitElement {
  /** Origin of the Worker. */
  @property() worker = '';
  @state() private problem: string | null = null;
  @state() private isBusy = false;

  #gone = new AbortController();

  static override readonly styles = [tokens, settingsStyles, cardStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#gone = new AbortController();
    // The property that names the Worker is set by then.
    queueMicrotask(() => void this.#look());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#gone.abort();
  }

  protected override render() {
    const isOwn = this.worker === location.origin;
    return html`<section>
      <h2>${strings.teamInbox}</h2>
      <p class="quiet">${isOwn ? strings.signInHint : strings.signInWindow}</p>
      <button class="primary" ?disabled=${this.isBusy} @click=${isOwn ? this.#usePasskey : this.#openWindow}>
        ${isOwn ? strings.signInWithPasskey : strings.signIn}
      </button>
      ${isOwn ? this.#renderSetupToken() : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
    </section>`;
  }

  /** The token must not be typed into another site's page. */
  #renderSetupToken() {
    return html`<details ?open=${location.hash === '#setup'}>
      <summary>${strings.withSetupToken}</summary>
      <form @submit=${this.#claim}>
        <label>${strings.setupToken}
          <input name="token" type="password" autocomplete="current-password" required />
        </label>
        <button class="plain" ?disabled=${this.isBusy}>${strings.signIn}</button>
      </form>
    </details>`;
  }

  /** Explains who can help if an agent cannot sign in here. */
  async #look(): Promise<void> {
    if (this.worker === location.origin) return;
    if ((await mayShowHere(this.worker)) === false) this.problem = strings.siteNotAllowed(location.origin);
  }

  #usePasskey(): void {
    void this.#try(async () => {
      const { usePasskey } = await import('../../../client/signing-in/passkey.ts');
      const passkey = await usePasskey(await getPasskeyOptions(this.worker));
      return signIn(this.worker, { passkey });
    });
  }

  /** Pressed again, it opens another window, because the first one may have been closed. */
  #openWindow(): void {
    void (async () => {
      // Statically imported: a browser lets a window open only while the press is being handled.
      const session = openSignInWindow(this.worker, this.#gone.signal);
      this.problem = session === null ? strings.windowBlocked : null;
      if (!session) return;
      void this.#look();
      this.dispatchEvent(new SignedInEvent(await session));
    })();
  }

  #claim(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    const token = target instanceof HTMLFormElement ? new FormData(target).get('token') : null;
    if (typeof token !== 'string') return;
    void this.#try(() => signIn(this.worker, { setupToken: token.trim() }));
  }

  async #try(command: () => Promise<Session>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    const failure = await failureOf(async () =>
      this.dispatchEvent(new SignedInEvent(await command())),
    ).finally(() => {
      this.isBusy = false;
    });
    this.problem = failure?.message ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-sign-in': ConsoleSignIn;
  }
}

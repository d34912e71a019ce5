import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Session } from '../../../../worker/api/people/sessions.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { getPasskeyOptions, getSignInWays, signIn } from '../../../client/api/people/sign-in.ts';
import { openSignInWindow } from '../../../client/signing-in/sign-in-window.ts';
import { mayShowHere } from '../../../client/signing-in/site-access.ts';
import { strings } from '../../../locales/strings.ts';
import { cardStyles } from '../../../theme/card.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { renderTokenForm } from './setup-token-form.ts';

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
  /** Whether anyone has a passkey; null until the Worker has said so. */
  @state() private hasPasskeys: boolean | null = null;

  #gone = new AbortController();

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles, cardStyles];

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
    return html`<section aria-busy=${this.hasPasskeys === null && isOwn ? 'true' : nothing}>
      <h2>${strings.teamInbox}</h2>
      ${isOwn ? this.#renderOwn() : this.#renderElsewhere()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
    </section>`;
  }

  #renderElsewhere() {
    return html`<p class="quiet">${strings.signInWindow}</p>
      <button class="primary" ?disabled=${this.isBusy} @click=${this.#openWindow}>${strings.signIn}</button>`;
  }

  /** The token must not be typed into another site's page, so it is only requested here. */
  #renderOwn() {
    if (this.hasPasskeys === null) return html`<p class="quiet" role="status">${strings.opening}</p>`;
    const { isBusy } = this;
    if (!this.hasPasskeys) {
      return html`<p class="quiet">${strings.firstSignIn}</p>
        ${renderTokenForm({ isBusy, isMain: true, claim: this.#claim })}`;
    }
    return html`<p class="quiet">${strings.signInHint}</p>
      <button class="primary" ?disabled=${isBusy} @click=${this.#usePasskey}>${strings.signInWithPasskey}</button>
      <details ?open=${location.hash === '#setup'}>
        <summary>${strings.withSetupToken}</summary>
        ${renderTokenForm({ isBusy, isMain: false, claim: this.#claim })}
      </details>`;
  }

  /** Finds out how to sign in here, or who can help if an agent cannot. */
  async #look(): Promise<void> {
    if (this.worker === location.origin) {
      const ways = await getSignInWays(this.worker).catch(() => null);
      // Both ways are offered if the Worker cannot be reached now.
      this.hasPasskeys = ways?.passkey ?? true;
      return;
    }
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

  #claim = (setupToken: string): void => {
    void this.#try(() => signIn(this.worker, { setupToken }));
  };

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

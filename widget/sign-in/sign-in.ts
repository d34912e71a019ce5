/**
 * The Worker's own sign-in page. It is opened in three ways: `#for={origin}` by a console on another site, which gets
 * the session when an admin has allowed that origin, and adds the language that it speaks; `#invitation={token}` by
 * a new agent; and directly.
 */
import '../console/page-language.ts';
import { css, html, LitElement, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Session } from '../../worker/api/people/sessions.ts';
import { SpokenLanguage } from '../agent-console/shell/session/spoken-language.ts';
import { customElement } from '../agent-console/ui/custom-element.ts';
import { settingsStyles } from '../agent-console/ui/form-styles.ts';
import { tokens } from '../agent-console/ui/tokens.ts';
import { failureOf } from '../client/api/api-failure.ts';
import {
  getJoinOptions,
  getPasskeyOptions,
  isAllowedSite,
  join,
  signIn,
} from '../client/api/people/sign-in.ts';
import { makePasskey, usePasskey } from '../client/signing-in/passkey.ts';
import { SessionStore } from '../client/signing-in/session-store.ts';
import { handOver } from '../client/signing-in/sign-in-window.ts';
import { strings } from '../locales/strings.ts';
import { cardStyles } from '../theme/card.ts';

const worker = location.origin;

@customElement('sign-in-page')
export class SignInPage extends LitElement {
  /** The page that gets the session; null: this one. */
  #for: string | null = null;
  #invitation: string | null = null;
  #language = new SpokenLanguage(this, () => ({}));
  @state() private phase: 'loading' | 'sign-in' | 'join' | 'done' | 'stopped' = 'loading';
  @state() private guest = '';
  @state() private problem: string | null = null;
  @state() private isBusy = false;

  static override readonly styles = [
    tokens,
    settingsStyles,
    cardStyles,
    css`
      :host {
        min-block-size: 100dvh;
      }
      a.primary {
        display: grid;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const asked = new URLSearchParams(location.hash.slice(1));
    this.#for = asked.get('for');
    this.#invitation = asked.get('invitation');
    // Keeps the token out of the address bar and the history.
    history.replaceState(null, '', location.pathname);
    void this.#try(() => this.#open());
  }

  protected override render() {
    if (this.#language.speech === null) return nothing;
    return keyed(
      this.#language.speech,
      html`<section>${this.#renderPhase()}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      </section>`,
    );
  }

  #renderPhase() {
    switch (this.phase) {
      case 'loading':
        return html`<p role="status">${strings.opening}</p>`;
      case 'sign-in':
        return html`<h1>${strings.teamInbox}</h1>
          ${this.#for === null ? nothing : html`<p class="quiet"><bdi>${this.#for}</bdi></p>`}
          <p class="quiet">${strings.signInHint}</p>
          <button class="primary" ?disabled=${this.isBusy} @click=${() => void this.#try(() => this.#signIn())}>
            ${strings.signInWithPasskey}
          </button>
          ${
            this.#for === null
              ? html`<details>
                  <summary>${strings.withSetupToken}</summary>
                  <form @submit=${this.#claim}>
                    <label>${strings.setupToken}
                      <input name="token" type="password" autocomplete="current-password" required />
                    </label>
                    <button class="plain" ?disabled=${this.isBusy}>${strings.signIn}</button>
                  </form>
                </details>`
              : nothing
          }`;
      case 'join':
        return html`<h1>${strings.welcome(this.guest)}</h1>
          <p>${strings.joinHint}</p>
          <button class="primary" ?disabled=${this.isBusy} @click=${() => void this.#try(() => this.#join())}>
            ${strings.createPasskey}
          </button>`;
      case 'done':
        return html`<h1>${strings.signedIn}</h1>
          <a class="primary" href="/console/">${strings.toInbox}</a>`;
      case 'stopped':
        return html`<h1>${strings.teamInbox}</h1>`;
    }
  }

  async #open(): Promise<void> {
    if (this.#invitation !== null) {
      const { name } = await getJoinOptions(worker, this.#invitation);
      this.guest = name;
      this.phase = 'join';
    } else if (this.#for !== null && !(await isAllowedSite(worker, this.#for))) {
      this.phase = 'stopped';
      this.problem = strings.siteNotAllowed(this.#for);
    } else this.phase = 'sign-in';
  }

  async #signIn(): Promise<void> {
    const passkey = await usePasskey(await getPasskeyOptions(worker));
    const forOrigin = this.#for === null || this.#for === worker ? {} : { forOrigin: this.#for };
    this.#finish(await signIn(worker, { passkey, ...forOrigin }));
  }

  async #join(): Promise<void> {
    const token = this.#invitation ?? '';
    const { options } = await getJoinOptions(worker, token);
    this.#finish(await join(worker, token, await makePasskey(options)));
  }

  #claim(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    const setupToken = target instanceof HTMLFormElement ? new FormData(target).get('token') : null;
    if (typeof setupToken !== 'string') return;
    void this.#try(async () => this.#finish(await signIn(worker, { setupToken: setupToken.trim() })));
  }

  #finish(session: Session): void {
    if (this.#for !== null && this.#for !== worker) {
      if (handOver(session, this.#for)) window.close();
      else {
        this.phase = 'stopped';
        this.problem = strings.noOpener;
      }
      return;
    }
    new SessionStore(worker).keep(session.token);
    if (this.#for === null && handOver(session, worker)) window.close();
    this.phase = 'done';
  }

  async #try(command: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    const failure = await failureOf(command).finally(() => {
      this.isBusy = false;
    });
    if (!failure) return;
    this.problem = failure.message;
    if (this.phase === 'loading') this.phase = 'stopped';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sign-in-page': SignInPage;
  }
}

/**
 * The Worker's own sign-in page. It is opened in three ways: `#for={origin}` by a console on another site, which gets
 * the session when an admin has allowed that origin, and adds the language that it speaks; `#invitation={token}` by
 * a new agent, who goes on to the inbox, which asks for a picture; and directly.
 */
import '../console/page-language.ts';
import { css, html, LitElement, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Session } from '../../worker/api/people/sessions.ts';
import { renderTokenForm } from '../agent-console/shell/session/setup-token-form.ts';
import { SpokenLanguage } from '../agent-console/shell/session/spoken-language.ts';
import { controlStyles } from '../agent-console/ui/controls/control-styles.ts';
import { renderField } from '../agent-console/ui/controls/field.ts';
import { fieldStyles } from '../agent-console/ui/controls/field-styles.ts';
import { FormCheck } from '../agent-console/ui/controls/form-check.ts';
import { customElement } from '../agent-console/ui/custom-element.ts';
import { settingsStyles } from '../agent-console/ui/form-styles.ts';
import { tokens } from '../agent-console/ui/tokens.ts';
import { failureOf } from '../client/api/api-failure.ts';
import {
  getJoinOptions,
  getPasskeyOptions,
  getSignInWays,
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
  #check = new FormCheck(this);
  @state() private phase: 'loading' | 'sign-in' | 'join' | 'stopped' = 'loading';
  @state() private guest: { name: string; isNew: boolean } = { name: '', isNew: false };
  @state() private hasPasskeys = true;
  @state() private problem: string | null = null;
  @state() private isBusy = false;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    cardStyles,
    css`
      :host {
        min-block-size: 100dvh;
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
          ${this.hasPasskeys ? this.#renderWays() : this.#renderFirst()}`;
      case 'join':
        return html`<h1>${strings.welcome(this.guest.name)}</h1>
          <p>${strings.joinHint}</p>
          <form novalidate @input=${this.#check.typed} @submit=${this.#join}>
            ${
              this.guest.isNew
                ? renderField({
                    name: 'name',
                    label: strings.yourName,
                    value: this.guest.name,
                    check: this.#check,
                    isRequired: true,
                    max: 128,
                    autocomplete: 'name',
                    words: { missing: strings.enterName },
                    hint: strings.yourNameHint,
                  })
                : nothing
            }
            <button class="primary" ?disabled=${this.isBusy}>${strings.createPasskey}</button>
          </form>`;
      case 'stopped':
        return html`<h1>${strings.teamInbox}</h1>`;
    }
  }

  #renderWays() {
    const { isBusy } = this;
    return html`<p class="quiet">${strings.signInHint}</p>
      <button class="primary" ?disabled=${isBusy} @click=${() => void this.#try(() => this.#signIn())}>
        ${strings.signInWithPasskey}
      </button>
      ${
        this.#for === null
          ? html`<details>
              <summary>${strings.withSetupToken}</summary>
              ${renderTokenForm({ isBusy, isMain: false, claim: this.#claim })}
            </details>`
          : nothing
      }`;
  }

  /** Before anyone has a passkey. The setup token gives a session of this page only, not of another site's. */
  #renderFirst() {
    return this.#for === null
      ? html`<p class="quiet">${strings.firstSignIn}</p>
          ${renderTokenForm({ isBusy: this.isBusy, isMain: true, claim: this.#claim })}`
      : html`<p>${strings.noPasskeyYet(`${worker}/console/`)}</p>`;
  }

  async #open(): Promise<void> {
    if (this.#invitation !== null) {
      const { name, isNew } = await getJoinOptions(worker, this.#invitation);
      this.guest = { name, isNew };
      this.phase = 'join';
    } else if (this.#for !== null && !(await isAllowedSite(worker, this.#for))) {
      this.phase = 'stopped';
      this.problem = strings.siteNotAllowed(this.#for);
    } else {
      this.hasPasskeys = (await getSignInWays(worker)).passkey;
      this.phase = 'sign-in';
    }
  }

  async #signIn(): Promise<void> {
    const passkey = await usePasskey(await getPasskeyOptions(worker));
    const forOrigin = this.#for === null || this.#for === worker ? {} : { forOrigin: this.#for };
    this.#finish(await signIn(worker, { passkey, ...forOrigin }));
  }

  #join(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
    const name = new FormData(target).get('name');
    void this.#try(async () => {
      const token = this.#invitation ?? '';
      const { options } = await getJoinOptions(worker, token);
      const response = await makePasskey(options);
      const own = typeof name === 'string' ? { name: name.trim() } : {};
      this.#finish(await join(worker, { token, response, ...own }));
    });
  }

  #claim = (setupToken: string): void => {
    void this.#try(async () => this.#finish(await signIn(worker, { setupToken })));
  };

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
    // A console that has opened this window continues automatically. Otherwise this page becomes the inbox.
    if (this.#for === null && handOver(session, worker)) window.close();
    location.replace(this.guest.isNew ? '/console/#joined' : '/console/');
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

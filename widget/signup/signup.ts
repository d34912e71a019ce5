/** The page of Embedded Signup, the only one of ours that loads Meta's script, when the button is pressed. */
import '../console/page-language.ts';
import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Setup, Signup, SignupNumber } from '../../worker/api/numbers/connections.ts';
import type { InboxSummary } from '../../worker/api/numbers/numbers.ts';
import { customElement } from '../agent-console/ui/custom-element.ts';
import { settingsStyles } from '../agent-console/ui/form-styles.ts';
import '../agent-console/settings/setup/connection-steps.ts';
import { renderProblem } from '../agent-console/settings/setup/setup-problem.ts';
import { setupStyles } from '../agent-console/settings/setup/setup-styles.ts';
import { SpokenLanguage } from '../agent-console/shell/session/spoken-language.ts';
import { tokens } from '../agent-console/ui/tokens.ts';
import { WordedElement } from '../agent-console/ui/worded-element.ts';
import { ApiClient } from '../client/api/api-client.ts';
import { failureOf } from '../client/api/api-failure.ts';
import {
  beginSignup,
  connectSignup,
  getSetup,
  problemsIn,
  repeatSignup,
} from '../client/api/numbers/setup.ts';
import { SessionStore } from '../client/signing-in/session-store.ts';
import { setupBook, setupWords as words } from '../locales/setup.ts';
import { cardStyles } from '../theme/card.ts';
import { openMetaWindow } from './meta-window.ts';

const worker = location.origin;

@customElement('signup-page')
export class SignupPage extends WordedElement {
  protected override readonly book = setupBook;
  @state() private app: Setup['signup'] = null;
  @state() private isSignedIn = new SessionStore(worker).token !== null;
  @state() private isOnPhone = false;
  @state() private signup: Signup | null = null;
  @state() private number: InboxSummary | null = null;
  @state() private isBusy = false;
  @state() private failure: string | null = null;

  #language = new SpokenLanguage(this, () => ({}));
  #api = new ApiClient(worker, async () => new SessionStore(worker).token ?? '');

  static override readonly styles = [
    tokens,
    settingsStyles,
    cardStyles,
    setupStyles,
    css`
      :host {
        place-items: start center;
        min-block-size: 100dvh;
        padding-inline: 1rem;
      }
      section {
        inline-size: min(40rem, 100%);
      }
      a {
        min-block-size: 44px;
        align-content: center;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.isSignedIn) void this.#try(async () => this.#load());
  }

  protected override render() {
    return keyed(
      this.#language.speech,
      html`<section>
      <h1>${words.signupTitle}</h1>
      ${this.isSignedIn ? this.#renderSignup() : html`<p>${words.signInFirst}</p>`}
      ${this.failure === null ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}
      <div class="end">
        <a class=${this.number ? 'primary' : ''} href="/console/"
          >${this.number ? words.toNextStep : words.toInbox}</a
        >
        <span role="status" class="quiet">${this.isBusy ? words.working : ''}</span>
      </div>
    </section>`,
    );
  }

  protected override updated(): void {
    document.title = words.signupTitle;
  }

  #renderSignup() {
    const { number, signup } = this;
    if (number) {
      return html`<p>${words.connected(number.name, number.displayPhoneNumber)}</p>
        <agent-console-connection-steps
          automatic
          .api=${this.#api}
          .inbox=${number.id}
        ></agent-console-connection-steps>`;
    }
    return html`<p>${words.signupHint}</p>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${this.isOnPhone}
          @change=${({ target }: Event) => {
            this.isOnPhone = target instanceof HTMLInputElement && target.checked;
          }}
        />${words.onPhone}</label
      >
      <div class="end">
        <button class="primary" ?disabled=${this.isBusy || !this.app} @click=${this.#open}>
          ${words.continueWithFacebook}
        </button>
      </div>
      ${signup ? this.#renderSteps(signup) : nothing}`;
  }

  #renderSteps({ id, steps, numbers }: Signup) {
    return html`<ul>
        ${steps.map(
          ({ name, state, problem }) => html`<li data-step=${name} data-state=${state}>
            <span class="end"
              ><span class="mark ${state === 'done' ? 'done' : ''}" aria-hidden="true"
                >${state === 'done' ? '✓' : state === 'failed' ? '!' : ''}</span
              >${words.signupSteps[name]}</span
            >
            ${
              state === 'failed' && id !== null
                ? html`<button
                    class="plain"
                    @click=${() =>
                      void this.#try(async () => {
                        this.signup = await repeatSignup(this.#api, id);
                      })}
                  >
                    ${words.retry}
                  </button>`
                : nothing
            }
            ${problem ? html`<div role="alert">${renderProblem(problem)}</div>` : nothing}
          </li>`,
        )}
      </ul>
      ${
        id !== null && numbers.length > 0
          ? html`<strong>${words.chooseNumberToConnect}</strong>
              <ul>
                ${numbers.map(
                  (one) => html`<li>
                    <span><bdi>${one.verifiedName ?? ''}</bdi> <bdi>${one.displayPhoneNumber}</bdi></span>
                    <button
                      class="plain"
                      ?disabled=${this.isBusy}
                      aria-label=${words.connectThis(one.displayPhoneNumber)}
                      @click=${() => void this.#try(() => this.#connect(id, one))}
                    >
                      ${words.connectNumber}
                    </button>
                  </li>`,
                )}
              </ul>`
          : nothing
      }`;
  }

  async #load(): Promise<void> {
    ({ signup: this.app } = await getSetup(this.#api));
  }

  #open(): void {
    const { app, isOnPhone } = this;
    if (!app) return;
    void this.#try(async () => {
      const outcome = await openMetaWindow(app, isOnPhone);
      if (outcome.type === 'no-script') this.failure = words.noScript;
      else if (outcome.type === 'closed') this.failure = words.windowClosed(outcome.step);
      else {
        const { code, wabaId, phoneNumberId } = outcome;
        this.signup = await beginSignup(this.#api, {
          code,
          isOnPhone: outcome.isOnPhone,
          ...(wabaId !== null && { wabaId }),
          ...(phoneNumberId !== null && { phoneNumberId }),
        });
        const { id, numbers } = this.signup;
        const [only] = numbers;
        if (id !== null && only && numbers.length === 1) await this.#connect(id, only);
      }
    });
  }

  async #connect(id: string, { id: phoneNumberId, wabaId }: SignupNumber): Promise<void> {
    this.number = await connectSignup(this.#api, id, { phoneNumberId, wabaId });
  }

  async #try(command: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.failure = null;
    const failure = await failureOf(command).finally(() => {
      this.isBusy = false;
    });
    if (failure) {
      if (failure.status === 401) this.isSignedIn = false;
      this.failure = problemsIn(failure)[0]?.details ?? failure.message;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'signup-page': SignupPage;
  }
}

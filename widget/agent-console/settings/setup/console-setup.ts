import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConnectionState, Setup } from '../../../../worker/api/numbers/connections.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changeSetup, getConnection, getSetup, getSetupTest } from '../../../client/api/numbers/setup.ts';
import { addPasskey, getMe, getNewPasskeyOptions, listPasskeys } from '../../../client/api/people/account.ts';
import { setupBook, setupWords as words } from '../../../locales/setup.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import './connect-form.ts';
import type { NumberConnected } from './connect-form.ts';
import './connection-steps.ts';
import type { ConnectionChange } from './connection-steps.ts';
import './copy-field.ts';
import { isAnswered } from './first-message.ts';
import { setupStyles } from './setup-styles.ts';
import './share-step.ts';

/** The setup was finished or skipped. */
export class SetupEnd extends Event {
  constructor() {
    super('setup-end', { bubbles: true, composed: true });
  }
}

type Step = 'claim' | 'connect' | 'webhook' | 'trial' | 'share';
const steps: readonly Step[] = ['claim', 'connect', 'webhook', 'trial', 'share'];
const lookEvery = 2_500;

/** From a new deployment to the first answered message. The server knows what is done, so any device can continue. */
@customElement('agent-console-setup')
export class ConsoleSetup extends WordedElement {
  protected override readonly book = setupBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() worker = '';
  /** The number that is set up; null: none is connected yet. */
  @state() private number: InboxSummary | null = null;
  @state() private known: Setup | null = null;
  @state() private hasPasskey = false;
  @state() private connection: ConnectionState | null = null;
  @state() private isTried = false;
  /** The open step; null until it is known which are done. */
  @state() private at: Step | null = null;
  @state() private failure: string | null = null;

  #timer: ReturnType<typeof setInterval> | undefined;

  static override readonly styles = [
    tokens,
    settingsStyles,
    setupStyles,
    css`
      :host {
        display: block;
        block-size: 100%;
        overflow-y: auto;
        background: var(--sunken);
      }
      .page {
        display: grid;
        gap: 16px;
        inline-size: min(736px, 100%);
        margin-inline: auto;
        padding: 24px 16px 48px;
      }
      h1 {
        margin: 0;
        font-size: 24px;
      }
      .step {
        display: grid;
        gap: 16px;
        padding: 16px 20px;
        border-radius: 16px;
        background: var(--surface);
        box-shadow: 0 1px 3px rgb(0 0 0 / 10%);
      }
      .head {
        display: flex;
        gap: 14.4px;
        align-items: center;
        inline-size: 100%;
        min-block-size: 44px;
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        text-align: start;
      }
      h2 {
        flex: 1;
        min-inline-size: 0;
        margin: 0;
        font-size: 16px;
      }
      .body {
        display: grid;
        gap: 16px;
      }
      .verified {
        display: flex;
        gap: 12px;
        align-items: center;
      }
      .body[hidden] {
        display: none;
      }
      a.primary {
        display: inline-grid;
        place-items: center;
        text-decoration: none;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        justify-content: space-between;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      if (this.at === 'webhook' && !document.hidden) void this.#look();
    }, lookEvery);
    queueMicrotask(() => void this.#begin());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render() {
    return html`<div class="page">
      <div class="title">
        <h1>${words.title}</h1>
        ${this.known || this.failure !== null ? this.#renderWayOut() : nothing}
      </div>
      <p class="quiet">${words.intro}</p>
      ${this.known ? steps.map((step, index) => this.#renderStep(step, index)) : nothing}
      ${this.failure === null ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}
    </div>`;
  }

  /**
   * Its label depends on the finished steps, so it is rendered once they are known: it must not change while it is
   * pressed.
   */
  #renderWayOut() {
    return html`<button class="plain" @click=${() => void this.#finish()}>
      ${steps.every((step) => this.#isDone(step)) ? words.toInbox : words.skipAll}
    </button>`;
  }

  #renderStep(step: Step, index: number) {
    const isOpen = this.at === step;
    const isDone = this.#isDone(step);
    return html`<section class="step" aria-labelledby="${step}-title" data-step=${step} data-done=${isDone}>
      <button
        class="head"
        aria-expanded=${isOpen}
        aria-controls="${step}-body"
        @click=${() => {
          this.at = isOpen ? null : step;
        }}
      >
        <span class="mark ${isDone ? 'done' : ''}" aria-hidden="true">${isDone ? '✓' : index + 1}</span>
        <h2 id="${step}-title">${words[step]}</h2>
        <small>${isDone ? words.done : ''}</small>
      </button>
      <div class="body" id="${step}-body" ?hidden=${!isOpen}>
        ${isOpen ? html`${this.#renderBody(step)} ${this.#renderEnd(step)}` : nothing}
      </div>
    </section>`;
  }

  #renderEnd(step: Step) {
    const isDone = this.#isDone(step);
    const isOffering = step === 'claim' && !this.hasPasskey;
    const next = steps[steps.indexOf(step) + 1];
    return html`<div class="end">
      ${
        next === undefined
          ? html`<button class="primary" @click=${() => void this.#finish()}>${words.finish}</button>`
          : html`<button
              class=${isDone && !isOffering ? 'primary' : 'plain'}
              @click=${() => {
                this.at = next;
              }}
            >
              ${isDone ? words.next : words.skip}
            </button>`
      }
    </div>`;
  }

  #renderBody(step: Step): TemplateResult {
    switch (step) {
      case 'claim':
        return this.#renderClaim();
      case 'connect':
        return this.#renderConnect();
      case 'webhook':
        return this.#renderWebhook();
      case 'trial':
        return html`<agent-console-first-message
          .api=${this.api}
          .number=${this.number}
          @trial-done=${() => {
            this.isTried = true;
          }}
        ></agent-console-first-message>`;
      case 'share':
        return html`<p>${words.shareHint}</p>
          <agent-console-share-step
            .api=${this.api}
            .number=${this.number}
            .worker=${this.worker}
            @text-copied=${() => void this.#share()}
            @share-change=${() => void this.#look()}
          ></agent-console-share-step>`;
    }
  }

  #renderClaim() {
    return this.hasPasskey
      ? html`<p>${words.hasPasskey}</p>`
      : html`<p>${words.secureAccountHint}</p>
          <div class="end">
            <button class="primary" @click=${() => void this.#makePasskey()}>${words.createPasskey}</button>
          </div>`;
  }

  #renderConnect() {
    const { number, known } = this;
    if (number) return html`<p>${words.connected(number.name, number.displayPhoneNumber)}</p>`;
    return html`${
      known?.signup
        ? html`<div class="card">
              <p>${words.withFacebook}</p>
              <div class="end"><a class="primary" href="/signup/">${words.toSignup}</a></div>
            </div>`
        : nothing
    }
      <p>${words.connectHint}</p>
      <small>${words.createApp}</small>
      <agent-console-connect-form
        .api=${this.api}
        @number-connected=${({ number: connected }: NumberConnected) => {
          this.number = connected;
          this.at = 'webhook';
        }}
      ></agent-console-connect-form>`;
  }

  #renderWebhook() {
    const { known, number } = this;
    const at = known?.webhook.handshakeAt ?? null;
    return html`<p>${words.webhookHint}</p>
      <agent-console-copy .label=${words.callbackUrl} .text=${known?.webhook.url ?? ''}></agent-console-copy>
      <agent-console-copy .label=${words.verifyToken} .text=${known?.webhook.verifyToken ?? ''}></agent-console-copy>
      ${
        // Meta already sends webhooks to this address, so there is nothing to wait for.
        at === null && this.#isDone('webhook')
          ? nothing
          : html`<p class="verified" role="status" data-verified=${at !== null}>
              <span class="mark ${at === null ? '' : 'done'}" aria-hidden="true">${at === null ? '' : '✓'}</span>
              <span>${at === null ? words.waitingForMeta : words.verified(momentText(at))}</span>
            </p>`
      }
      ${
        number
          ? html`<agent-console-connection-steps
              automatic
              .api=${this.api}
              .inbox=${number.id}
              @connection-change=${({ state }: ConnectionChange) => {
                this.connection = state;
                void this.#look();
              }}
            ></agent-console-connection-steps>`
          : nothing
      }`;
  }

  #isDone(step: Step): boolean {
    switch (step) {
      case 'claim':
        // This page is shown after sign-in. A passkey is only offered.
        return true;
      case 'connect':
        return this.number !== null;
      case 'webhook':
        // A step whose state Meta does not show does not block the setup.
        return this.connection?.steps.every(({ state }) => state !== 'open') ?? false;
      case 'trial':
        return this.isTried;
      case 'share':
        return this.known?.isShared ?? false;
    }
  }

  async #begin(): Promise<void> {
    await this.#try(async (api) => {
      const [known, passkeys, { inboxes }] = await Promise.all([
        getSetup(api),
        listPasskeys(api),
        getMe(api),
      ]);
      const trials = await Promise.all(inboxes.map(({ id }) => getSetupTest(api, id)));
      // Of several numbers, the one that got furthest.
      const tried = trials.findIndex(isAnswered);
      const number = this.number ?? inboxes[Math.max(tried, 0)] ?? null;
      const connection = number && (await getConnection(api, number.id));
      this.known = known;
      this.hasPasskey = passkeys.length > 0;
      this.isTried = tried >= 0;
      this.number = number;
      this.connection = connection;
      this.at =
        !known.isDone && !this.hasPasskey ? 'claim' : (steps.find((step) => !this.#isDone(step)) ?? null);
    });
  }

  async #share(): Promise<void> {
    await this.#try(async (api) => {
      await changeSetup(api, { isShared: true });
      this.known = await getSetup(api);
    });
  }

  async #look(): Promise<void> {
    await this.#try(async (api) => {
      this.known = await getSetup(api);
    });
  }

  async #makePasskey(): Promise<void> {
    await this.#try(async (api) => {
      const { makePasskey } = await import('../../../client/signing-in/passkey.ts');
      await addPasskey(api, await makePasskey(await getNewPasskeyOptions(api)));
      this.hasPasskey = true;
      this.at = this.number ? 'webhook' : 'connect';
    });
  }

  async #finish(): Promise<void> {
    await this.#try(async (api) => {
      await changeSetup(api, { isDone: true });
      this.dispatchEvent(new SetupEnd());
    });
  }

  async #try(command: (api: ApiClient) => Promise<void>): Promise<void> {
    const { api } = this;
    if (!api) return;
    this.failure = (await failureOf(() => command(api)))?.message ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-setup': ConsoleSetup;
  }
}

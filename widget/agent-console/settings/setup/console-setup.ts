import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConnectionState, Setup } from '../../../../worker/api/numbers/connections.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changeSetup, getConnection, getSetup, getSetupTest } from '../../../client/api/numbers/setup.ts';
import { addPasskey, getMe, getNewPasskeyOptions, listPasskeys } from '../../../client/api/people/account.ts';
import { listAgents } from '../../../client/api/people/team.ts';
import { setupBook, setupWords as words } from '../../../locales/setup.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import type { ProfileChanged } from '../account/own-picture.ts';
import './connect-form.ts';
import type { NumberConnected } from './connect-form.ts';
import './connection-steps.ts';
import type { ConnectionChange } from './connection-steps.ts';
import { isAnswered } from './first-message.ts';
import { linked } from './linked.ts';
import './name-step.ts';
import { renderByHand } from './callback-by-hand.ts';
import { setupPageStyles } from './setup-page-styles.ts';
import { setupStyles } from './setup-styles.ts';
import './share-step.ts';

/** The setup was finished or skipped. */
export class SetupEnd extends Event {
  constructor() {
    super('setup-end', { bubbles: true, composed: true });
  }
}

const steps = ['name', 'passkey', 'connect', 'webhook', 'trial', 'share'] as const;
type Step = (typeof steps)[number];
const lookEvery = 2_500;
/** The name that the Worker gives its first admin. */
const unnamed = 'Admin';

/** From a new deployment to the first answered message. The server knows what is done, so any device can continue. */
@customElement('agent-console-setup')
export class ConsoleSetup extends WordedElement {
  protected override readonly book = setupBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() worker = '';
  /** The number that is set up; null: none is connected yet. */
  @state() private number: InboxSummary | null = null;
  @state() private known: Setup | null = null;
  @state() private member: TeamMember | null = null;
  @state() private hasPasskey = false;
  @state() private connection: ConnectionState | null = null;
  /** The steps at Meta have run; what is still open needs a person. */
  @state() private hasRun = false;
  @state() private isTried = false;
  /** The open step; null until it is known which are done. */
  @state() private at: Step | null = null;
  @state() private failure: string | null = null;
  @state() private isBusy = false;
  /** The name was confirmed on this page, even if it is the one that the Worker gives. */
  #isNamed = false;

  #timer: ReturnType<typeof setInterval> | undefined;

  static override readonly styles = [tokens, settingsStyles, setupStyles, setupPageStyles];

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
        <span class="mark ${isDone ? 'done' : ''}" aria-hidden="true">${isDone ? icons.check : index + 1}</span>
        <h2 id="${step}-title">${step === 'name' ? strings.yourName : words[step]}</h2>
        <small>${isDone ? words.done : ''}</small>
      </button>
      <div class="body" id="${step}-body" ?hidden=${!isOpen}>
        ${isOpen ? html`${this.#renderBody(step)} ${this.#renderEnd(step)}` : nothing}
      </div>
    </section>`;
  }

  /** What happens without the step is told beside the button that skips it. */
  #renderEnd(step: Step) {
    const isDone = this.#isDone(step);
    const next = steps[steps.indexOf(step) + 1];
    if (step === 'share' || next === undefined) {
      return html`<div class="end">
        <button class="primary" @click=${() => void this.#finish()}>${words.finish}</button>
      </div>`;
    }
    const hint = step === 'name' ? words.skipped.name(this.member?.name ?? unnamed) : words.skipped[step];
    return html`<div class="end">
      <button class=${isDone ? 'primary' : 'plain'} @click=${() => void this.#open(next)}>
        ${isDone ? words.next : words.skip}
      </button>
      ${isDone ? nothing : html`<small class="consequence">${hint}</small>`}
    </div>`;
  }

  #renderBody(step: Step): TemplateResult {
    switch (step) {
      case 'name':
        return this.#renderName();
      case 'passkey':
        return this.#renderPasskey();
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
            this.#moveOn('trial');
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

  #renderName() {
    return html`<agent-console-name-step
      .api=${this.api}
      .member=${this.member}
      .isGiven=${!this.#isDone('name')}
      @profile-change=${({ member }: ProfileChanged) => {
        this.member = member;
      }}
      @name-save=${() => {
        this.#isNamed = true;
        this.requestUpdate();
        this.#moveOn('name');
      }}
    ></agent-console-name-step>`;
  }

  /** A passkey belongs to the Worker's own pages, so it cannot be created in a console on another site. */
  #renderPasskey() {
    if (this.hasPasskey) return html`<p>${words.hasPasskey}</p>`;
    return html`<p>${words.secureAccountHint}</p>
      <div class="end">
        ${
          this.worker === location.origin
            ? html`<button class="primary" ?disabled=${this.isBusy} @click=${() => void this.#makePasskey()}>
                ${words.createPasskey}
              </button>`
            : html`<a class="primary" href="${this.worker}/console/" target="_blank" rel="noopener">${words.createPasskey}</a>`
        }
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
      <small>${linked(words.createApp)}</small>
      <small><a href="${this.worker}/docs/meta.md" target="_blank" rel="noopener">${words.aboutMeta}</a></small>
      <agent-console-connect-form
        .api=${this.api}
        .isOther=${Boolean(known?.signup)}
        @number-connected=${({ number: connected }: NumberConnected) => {
          this.number = connected;
          this.#moveOn('connect');
        }}
      ></agent-console-connect-form>`;
  }

  #renderWebhook() {
    const { number } = this;
    if (!number) return html`<p>${words.skipped.connect}</p>`;
    return html`${this.hasRun ? nothing : html`<p>${words.webhookHint}</p>`}
      <agent-console-connection-steps
        automatic
        only-open
        .api=${this.api}
        .inbox=${number.id}
        @connection-change=${({ state }: ConnectionChange) => {
          const wasDone = this.#isDone('webhook');
          this.connection = state;
          void this.#look();
          if (!wasDone && this.#isDone('webhook')) this.#moveOn('webhook');
        }}
        @steps-run=${() => {
          this.hasRun = true;
        }}
      ></agent-console-connection-steps>
      ${
        this.known && this.hasRun && this.#isLeft('callback')
          ? renderByHand(this.known.webhook, this.connection?.token?.appId ?? null)
          : nothing
      }`;
  }

  #isLeft(name: ConnectionState['steps'][number]['name']): boolean {
    return this.connection?.steps.some((step) => step.name === name && step.state === 'open') ?? false;
  }

  #isDone(step: Step): boolean {
    switch (step) {
      case 'name':
        return this.#isNamed || (this.member !== null && this.member.name !== unnamed);
      case 'passkey':
        return this.hasPasskey;
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
      const [known, passkeys, { agent, inboxes }, team] = await Promise.all([
        getSetup(api),
        listPasskeys(api),
        getMe(api),
        listAgents(api),
      ]);
      const trials = await Promise.all(inboxes.map(({ id }) => getSetupTest(api, id)));
      // The one of several numbers that got furthest.
      const tried = trials.findIndex(isAnswered);
      const number = this.number ?? inboxes[Math.max(tried, 0)] ?? null;
      const connection = number && (await getConnection(api, number.id));
      this.known = known;
      this.member = team.find(({ id }) => id === agent.id) ?? null;
      this.hasPasskey = passkeys.length > 0;
      this.isTried = tried >= 0;
      this.number = number;
      this.connection = connection;
      this.at = steps.find((step) => !this.#isDone(step)) ?? null;
    });
  }

  /** Goes on to the first step after this one that is not done; without one, the next. */
  #moveOn(from: Step): void {
    const later = steps.slice(steps.indexOf(from) + 1);
    const next = later.find((step) => !this.#isDone(step)) ?? later[0];
    if (this.at === from && next !== undefined) void this.#open(next);
  }

  async #open(step: Step): Promise<void> {
    this.at = step;
    await this.updateComplete;
    // The step that had the focus is closed.
    this.renderRoot.querySelector<HTMLElement>(`[aria-controls="${step}-body"]`)?.focus();
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
      this.#moveOn('passkey');
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
    this.isBusy = true;
    this.failure = (await failureOf(() => command(api)))?.message ?? null;
    this.isBusy = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-setup': ConsoleSetup;
  }
}

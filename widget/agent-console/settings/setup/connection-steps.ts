import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConnectionState, SetupProblem } from '../../../../worker/api/numbers/connections.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { getConnection, runStep, type StepName } from '../../../client/api/numbers/setup.ts';
import { setupWords as words } from '../../../locales/setup.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { linked } from './linked.ts';
import { renderProblem } from './setup-problem.ts';
import { setupStyles } from './setup-styles.ts';
import './verify-number.ts';
import type { CodeEntered } from './verify-number.ts';

/** The state of a number's connection was loaded from Meta. */
export class ConnectionChange extends Event {
  constructor(readonly state: ConnectionState) {
    super('connection-change', { bubbles: true, composed: true });
  }
}

/** The steps that need no input have run. */
export class StepsRun extends Event {
  constructor() {
    super('steps-run', { bubbles: true, composed: true });
  }
}

/** The steps that register a connected number with Meta. Each can be repeated. */
@customElement('agent-console-connection-steps')
export class ConnectionSteps extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() inbox = '';
  /** Carries out the open steps automatically, if nothing has to be typed. */
  @property({ type: Boolean }) automatic = false;
  /** Shows the steps that are left, and all of them when none is. */
  @property({ type: Boolean, attribute: 'only-open' }) onlyOpen = false;
  @state() private failed: ReadonlyMap<StepName, SetupProblem> = new Map();
  #task = new SettingsTask<ConnectionState>(this, async (api) =>
    this.inbox === '' ? null : this.#announced(await getConnection(api, this.inbox)),
  );

  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    setupStyles,
    css`
      ol {
        display: grid;
        margin: 0;
        padding: 0;
      }
      ol > li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 4px 12px;
        align-items: start;
        padding-block: 8px;
      }
      .more {
        display: grid;
        grid-column: 2 / -1;
        gap: 8px;
      }
      .mark svg {
        inline-size: 16px;
        block-size: 16px;
      }
      .title small {
        display: block;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // The properties of the element are set after it is connected.
    queueMicrotask(() => {
      if (this.automatic) void this.#runOpenSteps();
    });
  }

  protected override render() {
    const known = this.#task.shown;
    const steps = known?.steps ?? [];
    const left = steps.filter(({ name, state }) => state !== 'done' || this.failed.has(name));
    return html`<ol>
        ${(this.onlyOpen && left.length > 0 ? left : steps).map((step) => this.#renderStep(step))}
      </ol>
      ${known?.problems.filter(({ code }) => code !== 'app_not_subscribed').map((one) => renderProblem(one, { appId: this.#appId }))}
      ${
        known?.appCallback != null && known.appCallback !== known.expectedCallback
          ? html`<p class="warning">${words.appCallback(known.appCallback)}</p>`
          : nothing
      }
      ${this.#task.outcome ? this.#task.renderProblem() : nothing}
      <div class="end">
        <button class="plain" ?disabled=${this.#task.isBusy} @click=${() => void this.#task.reload()}>
          ${words.refresh}
        </button>
        <span role="status" class="quiet">${this.#task.isBusy ? words.working : ''}</span>
      </div>`;
  }

  #renderStep({ name, state }: ConnectionState['steps'][number]) {
    const title = words.stepTitles[name];
    const failed = this.failed.get(name);
    const isDone = state === 'done' && !failed;
    return html`<li data-step=${name} data-state=${failed ? 'failed' : state}>
      <span class="mark ${isDone ? 'done' : ''}" aria-hidden="true">${isDone ? icons.check : failed ? icons.wrong : nothing}</span>
      <span class="title"
        ><strong>${title}</strong> <small>${isDone ? words.done : state === 'unknown' ? words.unknown : linked(words.stepHints[name], this.#appId)}</small></span
      >
      ${
        isDone || name === 'register' || name === 'verify'
          ? html`<span></span>`
          : html`<button
              class="plain"
              aria-label="${failed ? words.retry : words.doStep}: ${title}"
              ?disabled=${this.#task.isBusy}
              @click=${() => void this.#run(name)}
            >
              ${failed ? words.retry : words.doStep}
            </button>`
      }
      <div class="more">
        ${failed && name !== 'verify' ? html`<div role="alert">${renderProblem(failed, { appId: this.#appId })}</div>` : nothing}
        ${this.#renderMore(name, isDone)}
      </div>
    </li>`;
  }

  get #appId(): string | null {
    return this.#task.shown?.token?.appId ?? null;
  }

  #renderMore(name: StepName, isDone: boolean): TemplateResult | typeof nothing {
    const known = this.#task.shown;
    switch (name) {
      case 'subscribe':
        return nothing;
      case 'fields':
        return known?.fields && known.fields.missing.length > 0
          ? html`<small>${words.missingFields} ${known.fields.missing.join(', ')}</small>
              ${
                isDone && known.appCallback === known.expectedCallback
                  ? html`<span
                      ><button
                        class="plain"
                        ?disabled=${this.#task.isBusy}
                        @click=${() => void this.#run('fields')}
                      >
                        ${words.subscribeMissing}
                      </button></span
                    >`
                  : nothing
              }`
          : nothing;
      case 'callback':
        return isDone || !known
          ? nothing
          : html`<dl>
              <dt>${words.expectedCallback}</dt>
              <dd><bdi>${known.expectedCallback}</bdi></dd>
              <dt>${words.actualCallback}</dt>
              <dd><bdi>${known.number?.callbackUrl ?? words.nowhere}</bdi></dd>
            </dl>`;
      case 'verify':
        return isDone || !known
          ? nothing
          : html`<agent-console-verify-number
              .api=${this.api}
              .inbox=${this.inbox}
              .displayNumber=${known.number?.displayPhoneNumber ?? null}
              .isBusy=${this.#task.isBusy}
              .refused=${this.failed.get('verify') ?? null}
              @code-enter=${({ code }: CodeEntered) => void this.#run('verify', { code })}
            ></agent-console-verify-number>`;
      case 'register':
        // A number is registered once it is verified.
        return isDone || this.#isOpen('verify')
          ? nothing
          : html`<form novalidate @input=${this.#check.typed} @submit=${this.#register}>
              ${renderField({
                name: 'pin',
                label: words.pin,
                check: this.#check,
                isRequired: true,
                inputmode: 'numeric',
                pattern: '\\s*[0-9]{6}\\s*',
                words: { missing: strings.enterPin, mismatch: strings.enterPin },
                dir: 'ltr',
                hint: words.pinHint,
              })}
              <div class="end">
                <button class="primary" ?disabled=${this.#task.isBusy}>${words.registerNow}</button>
              </div>
            </form>`;
    }
  }

  #isOpen(name: StepName): boolean {
    return this.#task.shown?.steps.some((step) => step.name === name && step.state === 'open') ?? false;
  }

  /** Loads the state again, and carries out the open steps for which nothing has to be typed. */
  async runOpen(): Promise<void> {
    void this.#task.reload();
    await this.#runOpenSteps();
  }

  async #runOpenSteps(): Promise<void> {
    // Waits until the state is loaded.
    await this.#task.run(async () => {});
    for (const name of ['subscribe', 'fields', 'callback'] as const) {
      const step = this.#task.shown?.steps.find((one) => one.name === name);
      // A step whose state is unknown is attempted, because the attempt says why.
      if (step && step.state !== 'done') await this.#run(name);
    }
    this.dispatchEvent(new StepsRun());
  }

  async #run(name: StepName, typed: { pin?: string; code?: string } = {}): Promise<void> {
    await this.#task.show(async (api) => {
      const { problem, state } = await runStep(api, this.inbox, name, typed);
      const failed = new Map(this.failed);
      if (problem) failed.set(name, problem);
      else failed.delete(name);
      this.failed = failed;
      return this.#announced(state);
    });
  }

  #register(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
    void this.#run('register', { pin: String(new FormData(target).get('pin')).trim() });
  }

  #announced(state: ConnectionState): ConnectionState {
    this.dispatchEvent(new ConnectionChange(state));
    return state;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-connection-steps': ConnectionSteps;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ConnectionState, SetupProblem } from '../../../../worker/api.ts';
import { type ApiClient, ApiFailure } from '../../../client/api-client.ts';
import { connectionState, runStep, type StepName } from '../../../client/setup-client.ts';
import { setupWords as words } from '../../../locales/setup.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { renderProblem } from './setup-problem.ts';
import { setupStyles } from './setup-styles.ts';

/** How a number's connection stands with Meta, asked anew. */
export class ConnectionChange extends Event {
  constructor(readonly state: ConnectionState) {
    super('connection-change', { bubbles: true, composed: true });
  }
}

/** What Meta has to be told of a connected number: a list of steps, each of which can be done again by itself. */
@customElement('agent-console-connection-steps')
export class ConnectionSteps extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() inbox = '';
  /** Does what is open without being asked, as far as nobody has to type. */
  @property({ type: Boolean }) automatic = false;
  @state() private known: ConnectionState | null = null;
  @state() private failed: ReadonlyMap<StepName, SetupProblem> = new Map();
  @state() private busy: StepName | 'state' | null = null;
  @state() private failure: string | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
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
      .title small {
        display: block;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    queueMicrotask(() => void this.#begin());
  }

  protected override render() {
    const { known } = this;
    return html`<ol>
        ${(known?.steps ?? []).map((step) => this.#renderStep(step))}
      </ol>
      ${known?.problems.filter(({ code }) => code !== 'app_not_subscribed').map((one) => renderProblem(one))}
      ${
        known?.appCallback != null && known.appCallback !== known.expectedCallback
          ? html`<p class="warning">${words.appCallback(known.appCallback)}</p>`
          : nothing
      }
      ${this.failure === null ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}
      <div class="end">
        <button class="plain" ?disabled=${this.busy !== null} @click=${() => void this.refresh()}>
          ${words.refresh}
        </button>
        <span role="status" class="quiet">${this.busy === null ? '' : words.working}</span>
      </div>`;
  }

  #renderStep({ name, state }: ConnectionState['steps'][number]) {
    const title = words.stepTitles[name];
    const failed = this.failed.get(name);
    const isDone = state === 'done' && !failed;
    return html`<li data-step=${name} data-state=${failed ? 'failed' : state}>
      <span class="mark ${isDone ? 'done' : ''}" aria-hidden="true">${isDone ? '✓' : failed ? '!' : ''}</span>
      <span class="title"
        ><strong>${title}</strong> <small>${isDone ? words.done : state === 'unknown' ? words.unknown : words.stepHints[name]}</small></span
      >
      ${
        isDone || name === 'register'
          ? html`<span></span>`
          : html`<button
              class="plain"
              aria-label="${failed ? words.retry : words.doStep}: ${title}"
              ?disabled=${this.busy !== null}
              @click=${() => void this.#run(name, null)}
            >
              ${failed ? words.retry : words.doStep}
            </button>`
      }
      <div class="more">
        ${failed ? html`<div role="alert">${renderProblem(failed)}</div>` : nothing} ${this.#renderMore(name, isDone)}
      </div>
    </li>`;
  }

  #renderMore(name: StepName, isDone: boolean) {
    const { known } = this;
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
                        ?disabled=${this.busy !== null}
                        @click=${() => void this.#run('fields', null)}
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
      case 'register':
        return isDone
          ? nothing
          : html`<form @submit=${this.#register}>
              <label
                >${words.pin}
                <input
                  name="pin"
                  inputmode="numeric"
                  autocomplete="off"
                  required
                  pattern="\\d{6}"
                  maxlength="6"
                  dir="ltr"
                />
                <small>${words.pinHint}</small>
              </label>
              <div class="end">
                <button class="primary" ?disabled=${this.busy !== null}>${words.registerNow}</button>
              </div>
            </form>`;
    }
  }

  async refresh(): Promise<void> {
    const { api } = this;
    if (!api || this.inbox === '') return;
    await this.#try('state', async () => this.#show(await connectionState(api, this.inbox)));
  }

  async #begin(): Promise<void> {
    await (this.automatic ? this.runOpen() : this.refresh());
  }

  /** Does what is open, as far as nobody has to type. */
  async runOpen(): Promise<void> {
    await this.refresh();
    for (const name of ['subscribe', 'fields', 'callback'] as const) {
      const step = this.known?.steps.find((one) => one.name === name);
      // What cannot be known is tried: it is the trying that says why.
      if (step && step.state !== 'done') await this.#run(name, null);
    }
  }

  async #run(name: StepName, pin: string | null): Promise<void> {
    const { api } = this;
    if (!api) return;
    await this.#try(name, async () => {
      const { problem, state } = await runStep(api, this.inbox, name, pin);
      const failed = new Map(this.failed);
      if (problem) failed.set(name, problem);
      else failed.delete(name);
      this.failed = failed;
      this.#show(state);
    });
  }

  #register(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    void this.#run('register', String(new FormData(target).get('pin')));
  }

  #show(state: ConnectionState): void {
    this.known = state;
    this.dispatchEvent(new ConnectionChange(state));
  }

  async #try(busy: StepName | 'state', command: () => Promise<void>): Promise<void> {
    this.busy = busy;
    this.failure = null;
    try {
      await command();
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.failure = error.message;
    } finally {
      this.busy = null;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-connection-steps': ConnectionSteps;
  }
}

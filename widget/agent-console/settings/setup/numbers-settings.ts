import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import type { SetupProblem } from '../../../../worker/api/numbers/connections.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeStatus, deleteNumber } from '../../../client/api/numbers/setup.ts';
import { getMe } from '../../../client/api/people/account.ts';
import { setupBook, setupWords as words } from '../../../locales/setup.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';
import './connect-form.ts';
import './connection-steps.ts';
import { renderProblem } from './setup-problem.ts';
import { setupStyles } from './setup-styles.ts';

/** A number was added, changed or deleted. */
export class NumbersChange extends Event {
  constructor() {
    super('numbers-change', { bubbles: true, composed: true });
  }
}

/** An admin wants to see the setup again. */
export class SetupOpen extends Event {
  constructor() {
    super('setup-open', { bubbles: true, composed: true });
  }
}

/** The connected numbers: turn off, disconnect, change ids, delete. For admins. */
@customElement('agent-console-numbers-settings')
export class NumbersSettings extends WordedElement {
  protected override readonly book = setupBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) worker = '';
  @state() private opened: string | null = null;
  @state() private isAdding = false;
  @state() private left: SetupProblem | null = null;
  #task = new SettingsTask<readonly InboxSummary[]>(this, async (api) => (await getMe(api)).inboxes, {
    of: ['numbers'],
  });

  static override readonly styles = [
    tokens,
    settingsStyles,
    setupStyles,
    css`
      .number {
        display: grid;
        gap: 24px;
        padding: 16px;
        border: 1px solid var(--line);
        border-radius: 12px;
      }
      li > .number {
        flex-basis: 100%;
      }
      summary {
        min-block-size: 44px;
        align-content: center;
        cursor: pointer;
        font-weight: 600;
      }
      .danger {
        min-block-size: var(--control);
        padding-inline: 16px;
        border: 1px solid var(--alarm);
        border-radius: var(--radius-m);
        background: none;
        color: var(--alarm);
        font-weight: 600;
      }
      details[open] > :not(summary) {
        margin-block-start: 8px;
      }
    `,
  ];

  protected override render() {
    const { outcome } = this.#task;
    return html`<div class="top">
        <h3>${words.numbers}</h3>
        <div class="end">
          <button class="plain" @click=${() => this.dispatchEvent(new SetupOpen())}>${words.openSetup}</button>
          <button
            class="primary"
            aria-expanded=${this.isAdding}
            @click=${() => {
              this.isAdding = !this.isAdding;
            }}
          >
            ${words.connectAnother}
          </button>
        </div>
      </div>
      <ul aria-label=${words.numbers}>
        ${this.#task.shown?.map((number) => this.#renderNumber(number))}
      </ul>
      ${
        this.isAdding
          ? html`<agent-console-connect-form .api=${this.api} @number-connected=${this.#added}></agent-console-connect-form>`
          : nothing
      }
      ${this.left ? html`<div role="alert"><p>${words.leftProblem}</p>${renderProblem(this.left)}</div>` : nothing}
      <p role="status" class=${outcome?.isGood === false ? 'problem' : 'quiet'} ?hidden=${outcome === null}>
        ${outcome?.text ?? ''}
      </p>`;
  }

  #renderNumber(number: InboxSummary) {
    const { id, name, displayPhoneNumber, enabled, disconnectedAt } = number;
    const isOpen = this.opened === id;
    const life = disconnectedAt !== null ? 'disconnected' : enabled ? 'on' : 'off';
    return html`<li data-number=${id} data-life=${life}>
      <span
        ><bdi>${name}</bdi> <small><bdi>${displayPhoneNumber}</bdi> · ${words.numberState[life]}</small></span
      >
      <button
        class="plain"
        aria-expanded=${isOpen}
        aria-label=${words.manageNumber(name)}
        @click=${() => {
          this.opened = isOpen ? null : id;
          this.left = null;
        }}
      >
        ${words.manage}
      </button>
      ${isOpen ? keyed(id, this.#renderOpened(number, life)) : nothing}
    </li>`;
  }

  #renderOpened(number: InboxSummary, life: 'on' | 'off' | 'disconnected') {
    const { id, displayPhoneNumber } = number;
    return html`<div class="number">
      ${
        life === 'disconnected'
          ? html`<div class="end">
              <button class="primary" @click=${() => void this.#setLife(number, 'enabled')}>${words.reconnect}</button>
            </div>`
          : html`<label class="check"
                ><input
                  type="checkbox"
                  .checked=${live(life === 'on')}
                  @change=${({ target }: Event) =>
                    void this.#setLife(
                      number,
                      target instanceof HTMLInputElement && target.checked ? 'enabled' : 'disabled',
                    )}
                />${words.takeMessages}</label
              >
              <small>${words.takeMessagesHint}</small>
              <agent-console-connection-steps .api=${this.api} .inbox=${id}></agent-console-connection-steps>`
      }
      <details>
        <summary>${words.replaceTitle}</summary>
        <p>${words.replaceHint}</p>
        <agent-console-connect-form
          .api=${this.api}
          .number=${number}
          @number-connected=${() => void this.#replaced()}
        ></agent-console-connect-form>
      </details>
      ${
        life === 'disconnected'
          ? nothing
          : html`<div>
              <button
                class="plain"
                @click=${() => void this.#disconnect(number)}
              >
                ${words.disconnect}
              </button>
              <small>${words.disconnectHint}</small>
            </div>`
      }
      <details>
        <summary>${words.deleteTitle}</summary>
        <form @submit=${(event: SubmitEvent) => this.#delete(event, number)}>
          <p>${words.deleteHint}</p>
          <label
            >${words.deleteConfirm(displayPhoneNumber)}
            <input name="digits" required autocomplete="off" inputmode="tel" dir="ltr" />
          </label>
          <div class="end"><button class="danger">${words.delete}</button></div>
        </form>
      </details>
    </div>`;
  }

  async #disconnect(number: InboxSummary): Promise<void> {
    const isSure = await confirmed(this, {
      title: words.reallyDisconnect(number.name),
      text: words.disconnectText,
      action: words.disconnect,
      isDangerous: true,
    });
    if (isSure) await this.#setLife(number, 'disconnected');
  }

  /** When a number is reconnected, the steps at Meta are carried out again. */
  async #setLife(number: InboxSummary, life: 'enabled' | 'disabled' | 'disconnected'): Promise<void> {
    this.left = null;
    const enabled = life === 'enabled';
    await this.#task.change(
      async (api) => {
        const { problem } = await changeStatus(api, number.id, life);
        this.left = problem;
        this.#changed();
      },
      {
        preview: (numbers) => numbers.map((one) => (one.id === number.id ? { ...one, enabled } : one)),
      },
    );
    if (number.disconnectedAt !== null && life === 'enabled') await this.#runSteps();
  }

  /** A new number or token may need steps that were already done for the previous one. */
  async #replaced(): Promise<void> {
    await this.#task.change(async () => this.#changed());
    await this.#runSteps();
  }

  async #runSteps(): Promise<void> {
    // The steps are shown once the number is on again in the list.
    await this.#task.reload();
    await this.updateComplete;
    await this.renderRoot.querySelector('agent-console-connection-steps')?.runOpen();
  }

  #added(): void {
    this.isAdding = false;
    void this.#task.change(async () => this.#changed());
  }

  #delete(event: SubmitEvent, number: InboxSummary): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const digits = String(new FormData(target).get('digits'));
    void this.#task.change(
      async (api) => {
        await deleteNumber(api, number.id, digits);
        this.opened = null;
        this.#changed();
      },
      { done: words.deleted(number.name) },
    );
  }

  #changed(): void {
    this.dispatchEvent(new NumbersChange());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-numbers-settings': NumbersSettings;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { WebhookDeliveries, WebhookDelivery, WebhookReplay } from '../../../../worker/api/webhooks.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { listDeliveries, replayWebhook } from '../../../client/api/webhooks.ts';
import { webhookWords as words } from '../../../locales/webhooks.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { momentText, numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

const maxShown = 200;

/** The last deliveries of a webhook, which can be replayed. */
@customElement('agent-console-webhook-log')
export class WebhookLog extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() webhook = '';
  #task = new SettingsTask<WebhookDeliveries>(this, (api) => listDeliveries(api, this.webhook));

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      pre {
        margin: 0;
        padding: 8px;
        max-block-size: 200px;
        overflow: auto;
        border-radius: 8px;
        background: var(--sunken);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override render() {
    const { shown } = this.#task;
    if (!shown) return this.#task.renderOutcome();
    const { deliveries, statuses } = shown;
    const hasFailed = statuses.some(({ failed }) => failed > 0);
    return html`<div class="end">
        <button class="plain" @click=${() => void this.#task.reload()}>${words.refresh}</button>
        ${
          hasFailed
            ? html`<button class="plain" ?disabled=${this.#task.isBusy} @click=${() => this.#replay({ what: 'failed' })}>
                ${words.replayFailed}
              </button>`
            : nothing
        }
        ${this.#task.renderOutcome()}
      </div>
      ${deliveries.length === 0 ? html`<p class="quiet">${words.noLog}</p>` : nothing}
      <ul aria-label=${words.log}>
        ${deliveries.slice(0, maxShown).map((one) => this.#renderDelivery(one))}
      </ul>`;
  }

  #renderDelivery(delivery: WebhookDelivery) {
    const { type, at, ms, attempt, isReplay, outcome, status, error, answer, inbox, seq, eventId } = delivery;
    const parts = [
      `${status ?? error ?? words.noAnswer}`,
      `${numberText(ms)} ms`,
      ...(attempt > 1 ? [words.attempt(numberText(attempt))] : []),
      ...(isReplay ? [words.isReplay] : []),
    ];
    return html`<li>
      <details>
        <summary>
          <code>${type}</code> <span class=${outcome === 'delivered' ? '' : 'problem'}>${words.outcomes[outcome]}</span>
          <small>${momentText(at)} · ${parts.join(' · ')}</small>
        </summary>
        <small><code>${eventId}</code></small>
        ${answer === '' ? html`<p class="quiet">${words.emptyAnswer}</p>` : html`<pre dir="auto">${answer}</pre>`}
      </details>
      <button
        class="plain"
        aria-label=${words.replayEvent(type)}
        ?disabled=${this.#task.isBusy}
        @click=${() => this.#replay({ what: 'event', inbox, seq })}
      >
        ${words.replay}
      </button>
    </li>`;
  }

  #replay(what: WebhookReplay): void {
    let count = 0;
    void this.#task.change(
      async (api) => {
        count = (await replayWebhook(api, this.webhook, what)).events;
      },
      { done: () => words.replaying(numberText(count)) },
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-webhook-log': WebhookLog;
  }
}

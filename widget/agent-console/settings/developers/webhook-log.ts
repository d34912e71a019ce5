import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  WebhookDeliveries,
  WebhookDelivery,
  WebhookReplay,
} from '../../../../worker/api/developers/webhooks.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { listDeliveries, replayWebhook } from '../../../client/api/webhooks.ts';
import { webhookWords as words } from '../../../locales/webhooks.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { Table } from '../../ui/table/table.ts';
import { tableStyles } from '../../ui/table/table-styles.ts';
import { momentText, numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

const maxShown = 50;
/** The period that is suggested for a replay. */
const dayMs = 24 * 60 * 60_000;

type Outcome = WebhookDelivery['outcome'];
const outcomes: readonly Outcome[] = ['delivered', 'refused', 'failed', 'gone', 'expired', 'withheld'];

/** The last deliveries of a webhook, which can be replayed. */
@customElement('agent-console-webhook-log')
export class WebhookLog extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() webhook = '';
  /** Null: all of them. */
  @state() private outcome: Outcome | null = null;
  #table = new Table<WebhookDelivery>(this);
  #task = new SettingsTask<WebhookDeliveries>(this, (api) =>
    listDeliveries(api, this.webhook, {
      limit: maxShown,
      ...(this.outcome !== null && { outcome: this.outcome }),
    }),
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    tableStyles,
    css`
      .end {
        align-items: end;
      }
      .period {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 12px;
        padding-block: 8px 16px;
      }
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
    if (!shown) return this.#task.renderUnloaded();
    const { deliveries, statuses } = shown;
    const hasFailed = statuses.some(({ failed }) => failed > 0);
    return html`<div class="end">
        <label
          >${words.show}
          <select @change=${({ target }: Event) => this.#filter(target)}>
            <option value="">${words.allDeliveries}</option>
            ${outcomes.map((one) => html`<option value=${one} ?selected=${one === this.outcome}>${words.outcomes[one]}</option>`)}
          </select>
        </label>
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
      ${this.#renderPeriod()}
      ${this.#renderDeliveries(deliveries)}`;
  }

  #renderPeriod() {
    const now = Date.now();
    const field = (name: string, label: string, at: number) =>
      html`<label>${label}<input type="datetime-local" required name=${name} value=${fieldTime(at)} /></label>`;
    return html`<details>
      <summary>${words.replayPeriod}</summary>
      <form class="period" @submit=${(event: SubmitEvent) => void this.#replayPeriod(event)}>
        ${field('from', words.from, now - dayMs)} ${field('to', words.until, now)}
        <button class="plain" ?disabled=${this.#task.isBusy}>${words.replay}</button>
      </form>
    </details>`;
  }

  #filter(target: EventTarget | null): void {
    const chosen = target instanceof HTMLSelectElement ? target.value : '';
    this.outcome = outcomes.find((one) => one === chosen) ?? null;
    void this.#task.reload();
  }

  /** Counts first, so that a week of events is not repeated by mistake. */
  async #replayPeriod(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
    const [from, to] = ['from', 'to'].map((name) => new Date(String(data.get(name))).getTime());
    // The end of a minute that was chosen belongs to it.
    const range = { what: 'range', from: from ?? 0, to: (to ?? 0) + 60_000 } as const;
    let count = 0;
    const isCounted = await this.#task.run(async (api) => {
      count = (await replayWebhook(api, this.webhook, { ...range, isDryRun: true })).events;
    });
    if (!isCounted) return;
    if (count === 0) return this.#task.refuse(words.nothingInPeriod);
    const question = { title: words.replayTitle(numberText(count)), text: words.replayText };
    if (await confirmed(this, { ...question, action: words.replay })) this.#replay(range);
  }

  #renderDeliveries(rows: readonly WebhookDelivery[]) {
    const { event, result, response, time } = words.logColumns;
    return this.#table.render({
      label: words.log,
      rows,
      keyOf: ({ id, inbox }) => `${inbox} ${id}`,
      empty: { icon: icons.webhook, text: words.noLog },
      columns: [
        { name: 'event', heading: event, kind: 'long', cell: ({ type }) => html`<code>${type}</code>` },
        { name: 'result', heading: result, cell: renderResult },
        {
          name: 'response',
          heading: response,
          cell: ({ status, error, ms }) => `${status ?? error ?? words.noAnswer} · ${numberText(ms)} ms`,
        },
        { name: 'time', heading: time, kind: 'time', cell: ({ at }) => momentText(at) },
      ],
      details: renderAnswer,
      actions: ({ type, inbox, seq }) => html`<button
        class="plain"
        aria-label=${words.replayEvent(type)}
        ?disabled=${this.#task.isBusy}
        @click=${() => this.#replay({ what: 'event', inbox, seq })}
      >
        ${words.replay}
      </button>`,
    });
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

function renderResult({ outcome, attempt, isReplay }: WebhookDelivery) {
  const more = [
    ...(attempt > 1 ? [words.attempt(numberText(attempt))] : []),
    ...(isReplay ? [words.isReplay] : []),
  ];
  return html`<span class=${outcome === 'delivered' ? '' : 'problem'}>${words.outcomes[outcome]}</span>
    ${more.length > 0 ? html`<br /><small>${more.join(' · ')}</small>` : nothing}`;
}

function renderAnswer({ eventId, answer }: WebhookDelivery) {
  return html`<small><code>${eventId}</code></small>
    ${answer === '' ? html`<p class="quiet">${words.emptyAnswer}</p>` : html`<pre dir="auto">${answer}</pre>`}`;
}

/** As a `datetime-local` field has it: the reader's own time, to the minute. */
function fieldTime(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, 16);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-webhook-log': WebhookLog;
  }
}

import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { NumberAlert, WebhookProblem } from '../../../../worker/api/numbers/health.ts';
import { strings } from '../../../locales/strings.ts';
import { explanationIn } from '../../../locales/worker-texts/explanations.ts';
import { noticeBook } from '../../../locales/worker-texts/notices.ts';
import { customElement } from '../../ui/custom-element.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';

/** An admin wants to see more of a number: its health, or the templates of its account. */
export class HealthOpen extends Event {
  constructor(
    readonly inbox: string,
    readonly page: 'health' | 'templates',
  ) {
    super('health-open', { bubbles: true, composed: true });
  }
}

export interface InboxAlerts {
  inbox: string;
  /** How the number is called; null when there is only one. */
  name: string | null;
  alerts: readonly NumberAlert[];
}

interface ShownAlert {
  inbox: string;
  name: string | null;
  text: string;
  /** The page that says more. */
  page: HealthOpen['page'];
}

/** One banner for everything that an admin should see at once, above the list. */
@customElement('agent-console-alerts')
export class NumberAlerts extends WordedElement {
  protected override readonly book = noticeBook;
  @property({ attribute: false }) numbers: readonly InboxAlerts[] = [];
  @property({ attribute: false }) isAdmin = false;
  /** An agent can have this permission. */
  @property({ attribute: false }) managesTemplates = false;

  static override readonly styles = [
    tokens,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
        padding: 8px 16px;
        border-block-end: 1px solid var(--line);
        background: var(--alarm-surface);
        color: var(--alarm);
      }
      span {
        flex: 1 1 144px;
        min-inline-size: 0;
      }
      .plain {
        min-block-size: 44px;
      }
    `,
  ];

  protected override render() {
    return [
      ...this.numbers.flatMap(({ inbox, name, alerts }) =>
        alerts
          .filter(({ type }) => type !== 'template')
          .map((alert) => this.#renderAlert({ inbox, name, text: alertText(alert), page: 'health' })),
      ),
      ...this.#accounts.map(({ inbox, templates: [first, ...more] }) =>
        this.#renderAlert({
          ...{ inbox, name: null, page: 'templates' },
          text: more.length === 0 ? first : strings.templatesNeedAttention(more.length + 1),
        }),
      ),
    ];
  }

  /** All numbers of an account have the same alerts about its templates, which are shown once. */
  get #accounts(): { inbox: string; templates: [string, ...string[]] }[] {
    const seen = new Set<string>();
    return this.numbers.flatMap(({ inbox, alerts }) => {
      const added = alerts.filter((alert) => alert.type === 'template' && !seen.has(JSON.stringify(alert)));
      for (const alert of added) seen.add(JSON.stringify(alert));
      const [first, ...more] = added.map(alertText);
      return first === undefined ? [] : [{ inbox, templates: [first, ...more] }];
    });
  }

  #renderAlert({ inbox, name, text, page }: ShownAlert) {
    return html`<div role="alert">
      <span dir="auto">${name === null ? nothing : html`<bdi>${name}:</bdi>`} ${text}</span>
      ${
        this.isAdmin || (page === 'templates' && this.managesTemplates)
          ? html`<button class="plain" @click=${() => this.dispatchEvent(new HealthOpen(inbox, page))}>
              ${page === 'health' ? strings.health : strings.templatesTitle}
            </button>`
          : nothing
      }
    </div>`;
  }
}

export const webhookTexts = {
  'not-subscribed': 'webhookNotSubscribed',
  'no-field': 'webhookNoField',
  elsewhere: 'webhookElsewhere',
  silent: 'webhookSilent',
} as const satisfies Record<WebhookProblem, keyof typeof strings>;

export function alertText(alert: NumberAlert): string {
  switch (alert.type) {
    case 'token-refused':
      return strings.tokenRejected;
    case 'token-expires':
      return strings.tokenExpires(momentText(alert.at));
    case 'webhook':
      return strings[webhookTexts[alert.problem]];
    case 'number-status':
      return strings.numberStatus(alert.status);
    case 'endpoint':
      return strings.endpointFailing(alert.name, momentText(alert.since));
    case 'bot-loop':
      return strings.botStoppedLooping(alert.name, momentText(alert.at));
    case 'notice':
    case 'bot-hook':
    case 'assistant-budget':
    case 'free-messages':
    case 'template':
      return explanationIn(noticeBook.words, alert).summary;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-alerts': NumberAlerts;
  }
}

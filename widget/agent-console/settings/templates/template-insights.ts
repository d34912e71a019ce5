import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { TemplateInsights } from '../../../../worker/api/analytics/template-insights.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { enableTemplateInsights, getTemplateInsights } from '../../../client/api/numbers/analytics.ts';
import { analyticsBook, analyticsWords as words } from '../../../locales/analytics.ts';
import { averageText } from '../../analytics/figure-text.ts';
import { datesOf, todayIn } from '../../analytics/period.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { SettingsTask } from '../settings-task.ts';

/**
 * Meta's own figures of a template: clicks on its links, and what was spent. Meta is asked when they are opened, and counts
 * them only after an admin has turned them on, for good.
 */
@customElement('agent-console-template-insights')
export class TemplateInsightsView extends WordedElement {
  protected override readonly book = analyticsBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Meta's id. */
  @property() template = '';
  @state() private isOpen = false;
  #task: SettingsTask<TemplateInsights> = new SettingsTask<TemplateInsights>(this, async (api) =>
    this.isOpen && this.number ? this.#ask(api, this.number.id) : null,
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    skeletonStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px 16px;
        margin: 8px 0;
      }
      dt {
        color: var(--quiet);
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override render() {
    const { shown, isBusy } = this.#task;
    return html`<details @toggle=${this.#toggled}>
      <summary>${words.insights.title}</summary>
      ${shown ? this.#renderShown(shown) : isBusy ? renderSkeleton(1) : nothing} ${this.#task.renderProblem()}
    </details>`;
  }

  #renderShown({ isEnabled, rows }: TemplateInsights) {
    if (!isEnabled) {
      return html`<p class="quiet">${words.insights.off}</p>
        <button class="button" ?disabled=${this.#task.isBusy} @click=${() => void this.#enable()}>
          ${words.insights.turnOn}
        </button>`;
    }
    const row = rows.find(({ id }) => id === this.template);
    if (!row) return html`<p class="quiet">${words.nothing}</p>`;
    const { figures } = words;
    return html`<p class="quiet">${words.periods['30']}</p>
      <dl>
        ${(
          [
            [figures.sent, numberText(row.sent)],
            [figures.delivered, numberText(row.delivered)],
            [figures.read, numberText(row.read)],
            ...row.clicks.map(({ text, type, count }) => [text || type, numberText(count)] as const),
            ...(row.spent === null ? [] : [[words.insights.spent, averageText(row.spent)] as const]),
          ] as const
        ).map(([name, value]) => html`<dt><bdi>${name}</bdi></dt><dd>${value}</dd>`)}
      </dl>`;
  }

  /** Meta's days are those of UTC. */
  #ask(api: ApiClient, inbox: string): Promise<TemplateInsights> {
    const period = datesOf('30', todayIn('UTC', Date.now()), { from: '', to: '' });
    return getTemplateInsights(api, inbox, { ...period, templates: this.template });
  }

  #toggled({ target }: Event): void {
    if (!(target instanceof HTMLDetailsElement) || !target.open || this.isOpen) return;
    this.isOpen = true;
    void this.#task.reload();
  }

  async #enable(): Promise<void> {
    const { number } = this;
    if (!number) return;
    const isSure = await confirmed(this, {
      ...{ title: words.insights.sure, text: words.insights.sureText, action: words.insights.turnOn },
      isDangerous: true,
    });
    if (isSure)
      await this.#task.change((api) =>
        enableTemplateInsights(api, number.id, { confirm: 'cannot-be-undone' }),
      );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-insights': TemplateInsightsView;
  }
}

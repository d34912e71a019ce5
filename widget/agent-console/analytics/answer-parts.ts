/** Parts of the page about answers: how long customers waited, how satisfied they were, and what the assistant did. */
import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { AssistantFigures, Figure, LengthsByClock } from '../../../worker/api/analytics/analytics.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import { icons } from '../../theme/icons.ts';
import { faultText } from '../settings/assistant/fault-text.ts';
import { Table } from '../ui/table/table.ts';
import { numberText } from '../ui/time/times.ts';
import {
  type AnalyticsContext,
  type Clock,
  renderBar,
  renderFigure,
  renderPart,
  renderSince,
} from './analytics-context.ts';
import type { FigureChoice } from './figure-choice.ts';
import { averageText, countChange, meanText, rateText, waitText } from './figure-text.ts';

interface LengthRow {
  /** In seconds; 0 and null: there is no bound. */
  above: number;
  upTo: number | null;
  waits: number;
  firstResponses: number;
}

/** A count with the conversations that it counts; without a figure, it has none. */
interface ListedRow {
  name: string;
  count: number;
  choice: Pick<FigureChoice, 'figure' | 'reason' | 'score'> | null;
  /** Length of the bar, 0 to 1; null draws none. */
  share: number | null;
}

const lengthsIn = (clock: Clock, { wall, open }: LengthsByClock) =>
  clock === 'open' ? (open ?? wall) : wall;

export class AnswerParts {
  #lengths: Table<LengthRow>;
  #satisfaction: Table<ListedRow>;
  #assistant: Table<ListedRow>;
  #reasons: Table<ListedRow>;
  #consent: Table<ListedRow>;

  constructor(host: ReactiveControllerHost) {
    this.#lengths = new Table(host);
    this.#satisfaction = new Table(host);
    this.#assistant = new Table(host);
    this.#reasons = new Table(host);
    this.#consent = new Table(host);
  }

  renderLengths(context: AnalyticsContext) {
    const { clock, report } = context;
    const waits = lengthsIn(clock, report.waitLengths.waits);
    const first = lengthsIn(clock, report.waitLengths.firstResponses);
    const rows = waits.map(({ upTo, count }, at): LengthRow => {
      const above = waits[at - 1]?.upTo ?? 0;
      return { above, upTo, waits: count, firstResponses: first[at]?.count ?? 0 };
    });
    const most = Math.max(1, ...rows.map((row) => row.waits));
    const isAny = rows.some((row) => row.waits > 0);
    return renderPart(
      context,
      { name: 'lengths', help: words.help.lengths, table: 'waits' },
      this.#lengths.render({
        label: words.parts.lengths,
        // Nobody waited so long: those rows say nothing.
        rows: isAny ? rows.slice(0, rows.findLastIndex((row) => row.waits > 0) + 1) : [],
        keyOf: ({ above }) => above,
        empty: { icon: icons.clock, text: words.empty.waits },
        columns: [
          { name: 'length', heading: words.figures.wait, cell: lengthText },
          ...(
            [
              ['waits', 'answered', words.figures.answered],
              ['firstResponses', 'first-responses', words.figures.firstResponse],
            ] as const
          ).map(([name, figure, heading]) => ({
            ...{ name, heading, kind: 'number' as const },
            cell: (row: LengthRow) => html`${name === 'waits' ? renderBar(row.waits / most) : nothing}
              ${renderFigure(context, choiceOf(row, figure, heading, row[name], clock), row[name] > 0)}`,
          })),
        ],
      }),
    );
  }

  renderSatisfaction(context: AnalyticsContext) {
    const { satisfaction } = context.report.current;
    const before = context.report.previous?.satisfaction;
    const { asked, answered, average, scores, comments } = satisfaction;
    if (asked === 0 && answered === 0 && !before?.answered) return nothing;
    const most = Math.max(1, ...scores.map(({ count }) => count));
    const rows: ListedRow[] = [
      ...scores.map(
        ({ score, count }): ListedRow => ({
          ...{ name: words.scoreOf(numberText(score)), count, share: count / most },
          choice: { figure: 'rated', score: String(score) },
        }),
      ),
      { name: words.figures.comments, count: comments, share: null, choice: { figure: 'commented' } },
      { name: words.figures.asked, count: asked, share: null, choice: { figure: 'asked' } },
    ];
    const change = countChange(answered, before?.answered);
    return renderPart(
      context,
      { name: 'satisfaction', help: words.help.satisfaction, table: 'satisfaction' },
      html`<p>
          <span class="value">${averageText(average)}</span>
          <span class="quiet"
            >${words.ofAnswers(answered)}${change === '' ? nothing : html`. ${change}`}${
              before?.average ? html`. ${words.averageBefore(averageText(before.average))}` : nothing
            }</span
          >
        </p>
        ${this.#satisfaction.render(this.#listed(context, words.parts.satisfaction, rows))}
        ${renderSince(context, 'satisfaction')}`,
    );
  }

  renderAssistant(context: AnalyticsContext) {
    const { assistant } = context.report.current;
    if (!assistant || !hasWorked(assistant)) return nothing;
    const { figures } = words;
    const bursts = assistant.answered + assistant.closed + assistant.handedOver + assistant.failed;
    const row = (name: keyof typeof figures, figure: Figure, count: number, ofAll = 0): ListedRow => ({
      ...{ name: figures[name], count, share: ofAll > 0 ? count / ofAll : null, choice: { figure } },
    });
    const rows = [
      row('burstsAnswered', 'assistant-answered', assistant.answered, bursts),
      row('burstsClosed', 'assistant-closed', assistant.closed, bursts),
      row('handedOver', 'assistant-handed-over', assistant.handedOver, bursts),
      row('unanswerable', 'assistant-failed', assistant.failed, bursts),
      row('withdrawn', 'assistant-withdrawn', assistant.withdrawn),
      row('saved', 'assistant-saved', assistant.saved, assistant.episodes),
      row('suggested', 'assistant-suggested', assistant.suggested),
      row('calledGood', 'assistant-good', assistant.good, assistant.good + assistant.bad),
      row('calledBad', 'assistant-bad', assistant.bad, assistant.good + assistant.bad),
    ];
    const reasons = assistant.handOverReasons.map(
      ({ reason, count }): ListedRow => ({
        ...{ name: faultText(reason === '' ? null : reason), count },
        ...{ share: count / Math.max(1, assistant.handedOver) },
        choice: { figure: 'assistant-handed-over', reason },
      }),
    );
    return renderPart(
      context,
      { name: 'assistant', help: words.help.assistant, table: 'assistant' },
      html`${this.#assistant.render(this.#listed(context, words.parts.assistant, rows))}
        ${
          reasons.length === 0
            ? nothing
            : this.#reasons.render(this.#listed(context, words.figures.handedOver, reasons))
        }
        ${usedText(assistant)} ${renderSince(context, 'assistant')}`,
    );
  }

  renderConsent(context: AnalyticsContext) {
    const { consent } = context.report.current;
    if (!consent || (consent.optedOut === 0 && consent.optedIn === 0)) return nothing;
    const marketing = context.report.costs
      .filter(({ category }) => category.startsWith('marketing'))
      .reduce((sum, { delivered }) => sum + delivered, 0);
    return renderPart(
      context,
      { name: 'consent', help: words.help.consent },
      html`${this.#consent.render(
        this.#listed(context, words.parts.consent, [
          {
            ...{ name: words.figures.optedOut, count: consent.optedOut, share: null },
            choice: { figure: 'opted-out' },
          },
          {
            ...{ name: words.figures.optedIn, count: consent.optedIn, share: null },
            choice: { figure: 'opted-in' },
          },
        ]),
      )}
      ${renderSince(context, 'consent')}
      ${
        marketing === 0
          ? nothing
          : html`<p class="quiet">
              ${words.optOutsPerThousand(meanText((consent.optedOut / marketing) * 1_000))}
            </p>`
      }`,
    );
  }

  #listed(context: AnalyticsContext, label: string, rows: readonly ListedRow[]) {
    return {
      ...{ label, rows, empty: { icon: icons.analytics, text: words.nothing } },
      keyOf: ({ name }: ListedRow) => name,
      columns: [
        { name: 'name', heading: label, cell: ({ name }: ListedRow) => name },
        {
          ...{ name: 'count', heading: words.figures.count, kind: 'number' as const },
          cell: ({
            name,
            count,
            share,
            choice,
          }: ListedRow) => html`${share === null ? nothing : renderBar(share)}
            ${
              choice === null
                ? numberText(count)
                : renderFigure(context, { ...choice, title: name, count }, count > 0)
            }`,
        },
      ],
    };
  }
}

function choiceOf(
  { above, upTo }: LengthRow,
  figure: 'answered' | 'first-responses',
  heading: string,
  count: number,
  clock: Clock,
): FigureChoice {
  return {
    ...{ figure, title: `${heading}, ${lengthText({ above, upTo })}`, count },
    ...(above > 0 && { above: String(above) }),
    ...(upTo !== null && { upTo: String(upTo) }),
    ...(clock === 'open' && { clock }),
  };
}

function lengthText({ above, upTo }: Pick<LengthRow, 'above' | 'upTo'>): string {
  return upTo === null ? words.longerThan(waitText(above)) : words.upTo(waitText(upTo));
}

function hasWorked({
  answered,
  closed,
  handedOver,
  failed,
  suggested,
  withdrawn,
}: AssistantFigures): boolean {
  return answered + closed + handedOver + failed + suggested + withdrawn > 0;
}

/** What its models have used: no count of conversations. */
function usedText({ used, episodes, saved }: AssistantFigures) {
  const tokens = used === null ? 0 : used.inputTokens + used.outputTokens;
  return html`<p class="quiet">
    ${episodes === 0 ? nothing : html`${words.savedOf(rateText(saved / episodes))} `}
    ${tokens === 0 ? nothing : words.usedTokens(numberText(tokens))}
    ${used && used.neurons > 0 ? words.usedNeurons(numberText(Math.round(used.neurons))) : nothing}
  </p>`;
}

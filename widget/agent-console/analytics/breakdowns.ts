/** The tables of the page: what became of messages, and what they were about. */
import { html, nothing } from 'lit';
import type { AgentFigures, Figure, Report, Waits } from '../../../worker/api/analytics/analytics.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import { errorText } from '../../locales/worker-texts/errors.ts';
import { icons } from '../../theme/icons.ts';
import { renderLabel } from '../ui/labels/label-mark.ts';
import type { Column, TableContent } from '../ui/table/table.ts';
import { numberText } from '../ui/time/times.ts';
import { type AnalyticsContext, renderBar, renderFigure, waitsIn } from './analytics-context.ts';
import type { FigureChoice } from './figure-choice.ts';
import { averageText, rateText, waitText } from './figure-text.ts';

/** What Meta's codes mean in English, which the console has no words of its own for. */
export type EnglishErrors = Readonly<Record<number, { title: string; advice: string }>>;

export function numbers<Row>(
  name: string,
  heading: string,
  of: (row: Row) => number,
  cell: (row: Row) => unknown = (row) => numberText(of(row)),
): Column<Row> {
  return { name, heading, kind: 'number', sortBy: of, cell };
}

export interface WaitRow {
  name: 'wait' | 'firstResponse' | 'automaticResponse';
  waits: Waits;
  figure: Figure;
}

export function waitsTable(context: AnalyticsContext): TableContent<WaitRow> {
  const { current } = context.report;
  const { automaticResponses } = current;
  const rows: WaitRow[] = [
    { name: 'wait', waits: waitsIn(context.clock, current.waits), figure: 'answered' },
    {
      name: 'firstResponse',
      waits: waitsIn(context.clock, current.firstResponses),
      figure: 'first-responses',
    },
    ...(automaticResponses && automaticResponses.count > 0
      ? [{ name: 'automaticResponse', waits: automaticResponses, figure: 'automatic-responses' } as const]
      : []),
  ];
  return {
    label: words.parts.waits,
    rows: rows.some(({ waits }) => waits.count > 0) ? rows : [],
    keyOf: ({ name }) => name,
    empty: { icon: icons.clock, text: words.empty.waits },
    columns: [
      { name: 'name', heading: words.parts.waits, cell: ({ name }) => words.figures[name] },
      {
        ...{ name: 'count', heading: words.figures.answered, kind: 'number' },
        cell: ({ name, waits, figure }) =>
          renderFigure(context, { figure, title: words.figures[name], count: waits.count }, waits.count > 0),
      },
      { name: 'half', heading: words.figures.half, kind: 'number', cell: ({ waits }) => waitText(waits.p50) },
      { name: 'nine', heading: words.figures.nine, kind: 'number', cell: ({ waits }) => waitText(waits.p90) },
      {
        ...{ name: 'goal', kind: 'number' },
        heading: words.figures.withinGoal,
        cell: ({ name, waits }) =>
          waits.count === 0 || name === 'automaticResponse'
            ? '–'
            : html`${renderBar(waits.withinGoal / waits.count)}${rateText(waits.withinGoal / waits.count)}`,
      },
    ],
  };
}

export interface CountRow {
  name: string;
  count: number;
  choice: Pick<FigureChoice, 'figure' | 'sender' | 'reason'>;
  /** The share of the total that the bar shows. */
  share?: number | null;
}

const countTable = (
  context: AnalyticsContext,
  label: string,
  rows: readonly CountRow[],
  text: string,
): TableContent<CountRow> => ({
  label,
  rows,
  keyOf: ({ name }) => name,
  empty: { icon: icons.analytics, text },
  columns: [
    { name: 'name', heading: label, cell: ({ name }) => name },
    {
      ...{ name: 'count', heading: words.figures.count, kind: 'number' },
      cell: ({
        name: title,
        count,
        choice,
        share = null,
      }) => html`${share === null ? nothing : renderBar(share)}
        ${renderFigure(context, { ...choice, title, count }, count > 0)}`,
    },
  ],
});

export function deliveryTable(context: AnalyticsContext): TableContent<CountRow> {
  const { delivery } = context.report.current;
  const all = Math.max(1, delivery?.accepted ?? 0);
  const row = (name: keyof typeof words.figures, figure: Figure, count: number): CountRow => ({
    ...{ name: words.figures[name], count, choice: { figure }, share: count / all },
  });
  const rows = delivery
    ? [
        row('accepted', 'accepted', delivery.accepted),
        row('delivered', 'delivered', delivery.delivered),
        row('read', 'read', delivery.read),
        row('pending', 'pending', delivery.pending),
        row('undelivered', 'undelivered', delivery.undelivered),
        row('failed', 'failed', delivery.failed),
      ]
    : [];
  return countTable(context, words.parts.delivery, rows, words.nothing);
}

/** What answered automatically, and who took over. Null: nothing did. */
export function automationTable(context: AnalyticsContext): TableContent<CountRow> | null {
  const { episodes, modes, sent } = context.report.current;
  const { automationEntered, automationOnly } = episodes;
  if (!automationEntered && sent.automatic === 0 && Object.keys(modes).length === 0) return null;
  const rows: CountRow[] = [
    {
      ...{ name: words.senders.automatic, count: sent.automatic },
      choice: { figure: 'sent', sender: 'automatic' },
    },
    {
      ...{ name: words.figures.automationEntered, count: automationEntered ?? 0 },
      choice: { figure: 'automation-entered' },
    },
    {
      ...{ name: words.figures.automationOnly, count: automationOnly ?? 0 },
      choice: { figure: 'automation-only' },
      share: automationEntered ? (automationOnly ?? 0) / automationEntered : null,
    },
    ...Object.entries(modes).map(
      ([reason, count]): CountRow => ({
        name: isNamed(words.modes, reason) ? words.modes[reason] : reason,
        ...{ count, choice: { figure: 'mode', reason } },
      }),
    ),
  ];
  return countTable(context, words.parts.automation, rows, words.nothing);
}

/** Who began the episodes of the period. */
export function episodesTable(context: AnalyticsContext): TableContent<CountRow> {
  const { begun, begunByCustomer } = context.report.current.episodes;
  const all = begun ?? 0;
  const byCustomer = begunByCustomer ?? 0;
  const row = (name: 'begunByCustomer' | 'begunByTeam', figure: Figure, count: number): CountRow => ({
    ...{ name: words.figures[name], count, choice: { figure }, share: count / Math.max(1, all) },
  });
  const rows = [
    row('begunByCustomer', 'begun-by-customer', byCustomer),
    row('begunByTeam', 'begun-by-team', all - byCustomer),
  ];
  return countTable(context, words.parts.episodes, rows, words.nothing);
}

export function failuresTable(
  context: AnalyticsContext,
  english: EnglishErrors | null,
): TableContent<Report['failures'][number]> {
  return {
    label: words.parts.failures,
    rows: context.report.failures,
    keyOf: ({ code }) => code,
    empty: { icon: icons.check, text: words.empty.failures },
    columns: [
      {
        ...{ name: 'reason', heading: words.reason },
        cell: ({ code }) => {
          const { title, advice } = reasonOf(code, english);
          return html`${title}${advice === '' ? nothing : html`<small>${advice}</small>`}
            ${code === '' ? nothing : html`<small>${words.code(code)}</small>`}`;
        },
      },
      numbers(
        'count',
        words.figures.count,
        ({ count }) => count,
        ({ code, count }) =>
          renderFigure(
            context,
            {
              ...{ figure: 'failed', title: reasonOf(code, english).title, count },
              ...(code !== '' && { code }),
            },
            code !== '',
          ),
      ),
    ],
  };
}

function reasonOf(code: string, english: EnglishErrors | null): { title: string; advice: string } {
  const known = english?.[Number(code)] ?? { title: words.unknownReason, advice: '' };
  if (code === '') return known;
  return errorText({ code: /^\d+$/.test(code) ? Number(code) : code, ...known });
}

export function templatesTable(context: AnalyticsContext): TableContent<Report['templates'][number]> {
  const of = (figure: 'sent' | 'delivered' | 'read' | 'failed' | 'replied') =>
    numbers<Report['templates'][number]>(
      figure,
      words.figures[figure],
      (row) => row[figure],
      (row) => {
        const { name, language } = row;
        const title = `${name}, ${words.figures[figure]}`;
        const choice = { figure, title, count: row[figure], template: `${name}/${language}` };
        return renderFigure(context, choice, row[figure] > 0);
      },
    );
  return {
    label: words.parts.templates,
    rows: context.report.templates,
    keyOf: ({ name, language }) => `${name}/${language}`,
    empty: { icon: icons.template, text: words.empty.templates },
    columns: [
      {
        ...{ name: 'name', heading: words.template, kind: 'long', sortBy: ({ name }) => name },
        cell: ({ name, language }) => html`<bdi>${name}</bdi> <small><bdi>${language}</bdi></small>`,
      },
      ...(['sent', 'delivered', 'read', 'failed', 'replied'] as const).map(of),
      {
        ...{ name: 'presses', heading: words.figures.presses },
        cell: ({ name, language, presses }) =>
          Object.entries(presses).map(([button, count]) => {
            const title = `${name}, ${button}`;
            const choice = { figure: 'pressed', title, count, button } as const;
            return html`<small
              ><bdi>${button}</bdi>:
              ${renderFigure(context, { ...choice, template: `${name}/${language}` }, true)}</small
            >`;
          }),
      },
    ],
  };
}

export function sourcesTable(context: AnalyticsContext): TableContent<Report['sources'][number]> {
  type Row = Report['sources'][number];
  const { report } = context;
  const of = (name: 'conversations' | 'answered' | 'resolved') =>
    numbers<Row>(
      name,
      words.figures[name],
      (row) => row[name],
      (row) => {
        const title = `${words.figures[name]}, ${row.page}`;
        const only = { page: row.page, campaign: row.campaign ?? '' };
        const choice = { figure: `click-${name}`, title, count: row[name], ...only } as const;
        return html`${renderBar(row[name] / Math.max(1, row.clicks))}${renderFigure(context, choice, row[name] > 0)}`;
      },
    );
  return {
    label: words.parts.sources,
    rows: report.sources,
    keyOf: ({ page, campaign }) => `${page} ${campaign ?? ''}`,
    empty: { icon: icons.button, text: words.empty.sources },
    columns: [
      {
        ...{ name: 'page', heading: words.page, kind: 'long', sortBy: ({ page }) => page },
        cell: ({ page, campaign }) =>
          html`<bdi>${page}</bdi>${campaign === null ? nothing : html`<small>${words.campaign}: <bdi>${campaign}</bdi></small>`}`,
      },
      numbers<Row>('clicks', words.figures.clicks, ({ clicks }) => clicks),
      ...(['conversations', 'answered', 'resolved'] as const).map(of),
    ],
  };
}

export function agentsTable(context: AnalyticsContext): TableContent<AgentFigures> {
  const waitsOf = (row: AgentFigures) => waitsIn(context.clock, row.waits);
  const nameOf = ({ id, name }: AgentFigures) => (id === 'phone-app' ? words.senders.phoneApp : name || id);
  const of = (
    figure: 'sent' | 'answered' | 'resolved' | 'notes',
    name: keyof typeof words.figures,
    count: (row: AgentFigures) => number,
  ) =>
    numbers<AgentFigures>(figure, words.figures[name], count, (row) => {
      const title = `${words.figures[name]}, ${nameOf(row)}`;
      const choice = { figure, title, count: count(row), agent: row.id };
      return renderFigure(context, choice, count(row) > 0);
    });
  return {
    label: words.parts.agents,
    rows: context.report.agents,
    keyOf: ({ id }) => id,
    empty: { icon: icons.team, text: words.empty.agents },
    columns: [
      { name: 'name', heading: words.agent, sortBy: nameOf, cell: (row) => html`<bdi>${nameOf(row)}</bdi>` },
      of('sent', 'sent', ({ sent }) => sent),
      of('answered', 'answered', (row) => waitsOf(row).count),
      numbers(
        'half',
        words.figures.half,
        (row) => waitsOf(row).p50 ?? 0,
        (row) => waitText(waitsOf(row).p50),
      ),
      numbers('goal', words.figures.withinGoal, rateIn(waitsOf), (row) => {
        const { count, withinGoal } = waitsOf(row);
        return count === 0 ? '–' : html`${renderBar(withinGoal / count)}${rateText(withinGoal / count)}`;
      }),
      of('resolved', 'resolved', ({ resolved }) => resolved),
      of('notes', 'notes', ({ notes }) => notes),
      ...(context.report.current.satisfaction.answered === 0
        ? []
        : [
            numbers<AgentFigures>(
              'satisfaction',
              words.parts.satisfaction,
              ({ satisfaction }) => satisfaction.average ?? 0,
              ({ satisfaction }) => averageText(satisfaction.average),
            ),
          ]),
    ],
  };
}

const rateIn = (waitsOf: (row: AgentFigures) => Waits) => (row: AgentFigures) => {
  const { count, withinGoal } = waitsOf(row);
  return count === 0 ? 0 : withinGoal / count;
};

export function labelsTable(context: AnalyticsContext): TableContent<Report['labels'][number]> {
  const { report, labels } = context;
  const most = Math.max(1, ...report.labels.map(({ resolved }) => resolved));
  const labelOf = (id: string) => labels.find((label) => label.id === id);
  return {
    label: words.parts.labels,
    rows: report.labels,
    keyOf: ({ id }) => id,
    empty: { icon: icons.tag, text: words.empty.labels },
    columns: [
      {
        ...{ name: 'name', heading: words.label },
        cell: ({ id }) => {
          const label = labelOf(id);
          return label ? renderLabel(label) : words.deletedLabel;
        },
      },
      numbers(
        'resolved',
        words.figures.resolved,
        ({ resolved }) => resolved,
        ({ id, resolved }) => {
          const title = `${words.figures.resolved}, ${labelOf(id)?.name ?? words.deletedLabel}`;
          const choice = { figure: 'resolved', title, count: resolved, endLabel: id } as const;
          return html`${renderBar(resolved / most)}${renderFigure(context, choice, resolved > 0)}`;
        },
      ),
    ],
  };
}

function isNamed<Texts extends object>(texts: Texts, word: string): word is Extract<keyof Texts, string> {
  return word in texts;
}

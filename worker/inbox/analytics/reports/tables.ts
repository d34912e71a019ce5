/** The tables of a report, with exactly the figures that are on the screen. */
import type {
  AgentFigures,
  CsvTable,
  LengthsByClock,
  Report,
  Summary,
  Waits,
} from '../../../api/analytics/analytics.ts';
import type { Cell, Rows } from './csv.ts';

export function tableOf(report: Report, table: Exclude<CsvTable, 'episodes'>): Rows {
  switch (table) {
    case 'summary':
      return summaryTable(report);
    case 'days':
      return [
        ...[
          [
            'date',
            'received',
            'sent',
            'delivered',
            'read',
            'failed',
            'active_conversations',
            'new_customers',
          ],
        ].map((names) => [
          ...names,
          'answered',
          'wait_p50_seconds',
          'wait_p90_seconds',
          'resolved',
          'provisional',
          'wait_open_hours_p50_seconds',
          'wait_open_hours_p90_seconds',
        ]),
        ...report.days.map((day) => [
          ...[
            day.date,
            day.received,
            day.sent,
            day.delivered,
            day.read,
            day.failed,
            day.active,
            day.newCustomers,
          ],
          ...[day.answered, day.waitP50, day.waitP90, day.resolved, day.isProvisional ? 'yes' : 'no'],
          ...[day.openWaitP50, day.openWaitP90],
        ]),
      ];
    case 'waits':
      return waitLengthsTable(report);
    case 'hours':
      return [
        [
          ...['weekday', 'hour', 'occurrences', 'received', 'answered', 'wait_p50_seconds'],
          'wait_open_hours_p50_seconds',
        ],
        ...report.hours.map((one) => [
          ...[one.weekday, one.hour, one.occurrences, one.received, one.answered, one.waitP50],
          one.openWaitP50,
        ]),
      ];
    case 'failures':
      return [['code', 'messages'], ...report.failures.map(({ code, count }) => [code, count])];
    case 'templates':
      return [
        ['name', 'language', 'sent', 'delivered', 'read', 'failed', 'replied_within_24_hours', 'presses'],
        ...report.templates.map((one) => [
          ...[one.name, one.language, one.sent, one.delivered, one.read, one.failed, one.replied],
          Object.entries(one.presses)
            .map(([text, count]) => `${text}: ${count}`)
            .join('; '),
        ]),
      ];
    case 'agents':
      return [
        [
          ...[
            'id',
            'name',
            'sent',
            'notes',
            'resolved',
            ...waitNames('wait'),
            ...waitNames('first_response'),
          ],
          ...['satisfaction_asked', 'satisfaction_answered', 'satisfaction_average'],
        ],
        ...(report.agents ?? []).map((one: AgentFigures) => [
          ...[one.id, one.name, one.sent, one.notes, one.resolved],
          ...waitCells(one.waits),
          ...waitCells(one.firstResponses),
          ...[one.satisfaction.asked, one.satisfaction.answered, one.satisfaction.average],
        ]),
      ];
    case 'labels':
      return [['label', 'resolved'], ...report.labels.map(({ id, resolved }) => [id, resolved])];
    case 'sources':
      return [
        ['page', 'campaign', 'clicks', 'conversations', 'answered', 'resolved'],
        ...report.sources.map((one) => [
          ...[one.page, one.campaign, one.clicks, one.conversations, one.answered, one.resolved],
        ]),
      ];
    case 'costs':
      return [
        ['category', 'type', 'country', 'delivered', 'amount', 'currency'],
        ...report.costs.map((one) => [
          ...[one.category, one.type, one.country, one.delivered, one.amount],
          report.money?.currency ?? null,
        ]),
      ];
    case 'satisfaction':
      return [
        ['score', 'answers'],
        ...report.current.satisfaction.scores.map(({ score, count }) => [score, count]),
      ];
    case 'assistant':
      return [['figure', 'value'], ...assistantLines(report.current)];
  }
}

function waitLengthsTable({ waitLengths: { waits, firstResponses } }: Report): Rows {
  const countsOf = ({ wall, open }: LengthsByClock, row: number) => [
    wall[row]?.count ?? 0,
    open?.[row]?.count ?? null,
  ];
  return [
    [...['up_to_seconds', 'waits', 'waits_open_hours', 'first_responses', 'first_responses_open_hours']],
    ...waits.wall.map(({ upTo }, row) => [upTo, ...countsOf(waits, row), ...countsOf(firstResponses, row)]),
  ];
}

function assistantLines({ assistant }: Summary): [string, Cell][] {
  if (!assistant) return [];
  const { handOverReasons, used, ...counts } = assistant;
  return [
    ['assistant_answered', counts.answered],
    ['assistant_closed', counts.closed],
    ['assistant_handed_over', counts.handedOver],
    ...handOverReasons.map(({ reason, count }): [string, Cell] => [
      `assistant_handed_over_${reason || 'other'}`,
      count,
    ]),
    ['assistant_withdrawn', counts.withdrawn],
    ['assistant_failed', counts.failed],
    ['assistant_suggested', counts.suggested],
    ['assistant_good', counts.good],
    ['assistant_bad', counts.bad],
    ['assistant_episodes', counts.episodes],
    ['assistant_saved_first_responses', counts.saved],
    ['assistant_input_tokens', used?.inputTokens ?? null],
    ['assistant_output_tokens', used?.outputTokens ?? null],
    ['assistant_neurons', used?.neurons ?? null],
  ];
}

function waitNames(name: string): string[] {
  const of = (clock: string) =>
    ['count', 'p50_seconds', 'p90_seconds', 'within_goal'].map((one) => `${name}_${clock}${one}`);
  return [...of(''), ...of('open_hours_')];
}

function waitCells({ wall, open }: { wall: Waits; open: Waits | null }): Cell[] {
  const cells = (one: Waits | null) => [
    one?.count ?? null,
    one?.p50 ?? null,
    one?.p90 ?? null,
    one?.withinGoal ?? null,
  ];
  return [...cells(wall), ...cells(open)];
}

function summaryTable({ current, previous }: Report): Rows {
  const [now, before] = [linesOf(current), previous && new Map(linesOf(previous))];
  return [
    ['figure', 'value', ...(before ? ['period_before'] : [])],
    ...now.map(([name, value]) => [name, value, ...(before ? [before.get(name) ?? null] : [])]),
  ];
}

function linesOf(summary: Summary): [string, Cell][] {
  const { sent, delivery, waits, firstResponses, automaticResponses, episodes, modes, satisfaction } =
    summary;
  const named = (prefix: string, one: Waits | null): [string, Cell][] => [
    [`${prefix}_count`, one?.count ?? null],
    [`${prefix}_p50_seconds`, one?.p50 ?? null],
    [`${prefix}_p90_seconds`, one?.p90 ?? null],
    [`${prefix}_within_goal`, one?.withinGoal ?? null],
  ];
  return [
    ['received', summary.received],
    ['sent', sent.total],
    ['sent_by_agents', sent.agents],
    ['sent_by_api', sent.api],
    ['sent_by_phone_app', sent.phoneApp],
    ['sent_automatically', sent.automatic],
    ['accepted', delivery?.accepted ?? null],
    ['delivered', delivery?.delivered ?? null],
    ['read', delivery?.read ?? null],
    ['failed', delivery?.failed ?? null],
    ['pending', delivery?.pending ?? null],
    ['undelivered', delivery?.undelivered ?? null],
    ['delivery_rate', delivery?.deliveryRate ?? null],
    ['read_rate', delivery?.readRate ?? null],
    ['active_conversations', summary.active],
    ['new_customers', summary.newCustomers],
    ...named('wait', waits.wall),
    ...named('wait_open_hours', waits.open),
    ...named('first_response', firstResponses.wall),
    ...named('first_response_open_hours', firstResponses.open),
    ...named('automatic_response', automaticResponses),
    ['episodes_begun', episodes.begun],
    ['episodes_begun_by_customer', episodes.begunByCustomer],
    ['episodes_automation_entered', episodes.automationEntered],
    ['episodes_automation_only', episodes.automationOnly],
    ['resolved', episodes.resolved],
    ['resolved_customers', episodes.resolvedCustomers],
    ['reopened_within_72_hours', episodes.reopened],
    ['resolution_p50_seconds', episodes.duration?.p50 ?? null],
    ['resolution_p90_seconds', episodes.duration?.p90 ?? null],
    ['satisfaction_asked', satisfaction.asked],
    ['satisfaction_answered', satisfaction.answered],
    ['satisfaction_average', satisfaction.average],
    ['satisfaction_comments', satisfaction.comments],
    ...assistantLines(summary),
    ['opted_out', summary.consent?.optedOut ?? null],
    ['opted_in', summary.consent?.optedIn ?? null],
    ...Object.entries(modes).map(([reason, count]): [string, Cell] => [
      `mode_${reason.replaceAll('-', '_')}`,
      count,
    ]),
  ];
}

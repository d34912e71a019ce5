/** Analytics: what was counted of this number. */
import type { AnalyticsSettings, CsvTable, Report } from '../../api/analytics/analytics.ts';
import type { CountedConversations, FigureQuery } from '../../api/analytics/counted.ts';
import type { MetaCosts } from '../../api/analytics/meta-costs.ts';
import type { Rates } from '../../api/analytics/rates.ts';
import { ApiError } from '../../errors.ts';
import { csvOf } from '../analytics/reports/csv.ts';
import { conversationsOf } from '../analytics/reports/drill-down.ts';
import { episodeRows } from '../analytics/reports/episode-list.ts';
import { changeRates, ratesOf } from '../analytics/reports/money.ts';
import { periodIn, type Question, reportOf } from '../analytics/reports/report.ts';
import { tableOf } from '../analytics/reports/tables.ts';
import type { Context } from '../context.ts';

export class AnalyticsReports {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  report(question: Question): Report {
    this.#check(question.agent);
    return reportOf(this.#context.sql, this.#context.parts.analytics, question, Date.now());
  }

  /** A table of the report, or the episodes, as CSV. */
  csv(question: Question, table: CsvTable): string {
    this.#check(question.agent);
    const { sql, parts } = this.#context;
    if (table === 'episodes') return csvOf(episodeRows(sql, parts.analytics, periodIn(question), question));
    return csvOf(tableOf(reportOf(sql, parts.analytics, question, Date.now()), table));
  }

  /** As `agentId` sees them. */
  conversations(query: FigureQuery, agentId: string): CountedConversations {
    this.#check(query.agent);
    return conversationsOf(this.#context.sql, this.#context.parts.analytics, query, agentId, Date.now());
  }

  settings(): AnalyticsSettings {
    return this.#context.parts.analytics.settings.now;
  }

  changeSettings(settings: AnalyticsSettings): AnalyticsSettings {
    const { changes, analytics } = this.#context.parts;
    return changes.transaction(() => analytics.change(settings, Date.now()));
  }

  /** What Meta counts and charges itself. */
  metaCosts({ from, to }: { from: string; to: string }): MetaCosts {
    periodIn({ from, to });
    return this.#context.parts.charges.between(from, to);
  }

  rates(): Rates {
    return ratesOf(this.#context.sql);
  }

  changeRates(rates: Rates): Rates {
    changeRates(this.#context.sql, rates);
    return this.rates();
  }

  #check(agent: string | undefined): void {
    if (agent === undefined || this.#context.parts.analytics.settings.now.showsAgents) return;
    throw new ApiError(
      409,
      'agent_figures_off',
      'Figures of agents are turned off for this number. An admin can turn them on in the settings of its analytics.',
    );
  }
}

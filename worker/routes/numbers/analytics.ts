/** Analytics of a number. Agents see what the number did, and of agents only themselves. */
import type { CsvTable, ReportQuery } from '../../api/analytics/analytics.ts';
import { ApiError } from '../../errors.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { changedKeys, inboxIn, recordSettings } from '../guard.ts';

export const analytics = {
  'GET /api/inboxes/:inbox/analytics': (call) => {
    const { query } = call;
    return inboxIn(call).analytics.report(questionOf(call, query));
  },

  'GET /api/inboxes/:inbox/analytics/csv': async (call) => {
    const { query, params } = call;
    const text = await inboxIn(call).analytics.csv(questionOf(call, query), query.table);
    return csvAnswer(text, nameOf(params.inbox ?? '', query, query.table));
  },

  'GET /api/inboxes/:inbox/analytics/conversations': (call) => {
    const { query, session } = call;
    onlyAgentOf(call, query.agent);
    return inboxIn(call).analytics.conversations(query, session.agent.id);
  },

  'GET /api/inboxes/:inbox/analytics/meta-costs': (call) => inboxIn(call).analytics.metaCosts(call.query),

  'GET /api/inboxes/:inbox/analytics/rates': (call) => inboxIn(call).analytics.rates(),

  'PUT /api/inboxes/:inbox/analytics/rates': async (call) => {
    const changed = await inboxIn(call).analytics.changeRates(call.body);
    await recordSettings(call, 'number.analytics', ['rates']);
    return changed;
  },

  'GET /api/inboxes/:inbox/analytics/settings': (call) => inboxIn(call).analytics.settings(),

  'PUT /api/inboxes/:inbox/analytics/settings': async (call) => {
    const inbox = inboxIn(call);
    const before = await inbox.analytics.settings();
    const changed = await inbox.analytics.changeSettings(call.body);
    await recordSettings(call, 'number.analytics', changedKeys(before, changed));
    return changed;
  },
} satisfies Partial<ClosedHandlers>;

function questionOf(call: SignedCall, { compare, ...query }: ReportQuery) {
  return { ...query, compares: compare !== undefined, onlyAgent: onlyAgentOf(call, query.agent) };
}

/** The only agent whose figures the caller may see; null for all. */
function onlyAgentOf({ session: { agent } }: SignedCall, wanted: string | undefined): string | null {
  if (agent.role !== 'agent') return null;
  if (wanted !== undefined && wanted !== agent.id) {
    throw new ApiError(403, 'own_figures_only', 'You see your own figures. Those of others are for admins.');
  }
  return agent.id;
}

function nameOf(inbox: string, { from, to }: ReportQuery, table: CsvTable): string {
  return `message-us-${inbox}-${table}-${from}-${to}.csv`;
}

function csvAnswer(text: string, filename: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}

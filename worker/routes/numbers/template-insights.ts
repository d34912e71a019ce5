/** Meta's own figures of templates: read where they are turned on, and turned on only by an admin who confirms it. */
import { ApiError } from '../../errors.ts';
import { enableInsights, fetchInsights, maxInsightDays } from '../../whatsapp/account/template-insights.ts';
import type { ClosedHandlers } from '../call.ts';
import { recordSettings } from '../guard.ts';
import { failureAtMeta, graphFor, patience } from '../http/meta-error.ts';

const dayMs = 24 * 60 * 60_000;

export const templateInsights = {
  'GET /api/inboxes/:inbox/analytics/template-insights': async (call) => {
    const { from, to, templates } = call.query;
    const ids = [...new Set(templates.split(','))];
    const period = { from: Date.parse(from), to: Date.parse(to) + dayMs };
    if (period.to <= period.from || period.to - period.from > maxInsightDays * dayMs) {
      throw new ApiError(
        422,
        'period_invalid',
        `Choose a first and a last day, at most ${maxInsightDays} days apart.`,
      );
    }
    const { graph, wabaId } = await graphFor(call);
    const found = await fetchInsights(graph, { wabaId, ids }, period, patience());
    if (found.outcome !== 'found') throw failureAtMeta(found);
    return { isEnabled: found.insights !== null, rows: found.insights ?? [] };
  },

  'POST /api/inboxes/:inbox/analytics/template-insights': async (call) => {
    const { graph, wabaId } = await graphFor(call);
    const enabled = await enableInsights(graph, wabaId, patience());
    if (enabled.outcome !== 'accepted') throw failureAtMeta(enabled);
    await recordSettings(call, 'number.analytics', ['template insights']);
    return { isEnabled: true };
  },
} satisfies Partial<ClosedHandlers>;

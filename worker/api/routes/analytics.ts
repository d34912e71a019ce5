/** Routes about what was counted of a number. */
import { analyticsSettings, csvQuery, report, reportQuery } from '../analytics/analytics.ts';
import { countedConversations, figureQuery } from '../analytics/counted.ts';
import { metaCosts, metaCostsQuery } from '../analytics/meta-costs.ts';
import { rates } from '../analytics/rates.ts';
import {
  enabledTemplateInsights,
  enableTemplateInsights,
  templateInsights,
  templateInsightsQuery,
} from '../analytics/template-insights.ts';
import { forAdmins, forAgents, type Routes, response } from './route.ts';

export const analytics = {
  'GET /api/inboxes/:inbox/analytics': forAgents({
    summary: 'Returns what was counted in a period',
    scope: 'conversations:read',
    hasTag: true,
    query: reportQuery,
    answer: report,
  }),
  'GET /api/inboxes/:inbox/analytics/csv': forAgents({
    summary: 'Returns a table of the analytics as CSV',
    scope: 'conversations:read',
    query: csvQuery,
    answer: response,
    contentType: 'text/csv',
  }),
  'GET /api/inboxes/:inbox/analytics/conversations': forAgents({
    summary: 'Lists the conversations that a figure counts',
    scope: 'conversations:read',
    hasTag: true,
    query: figureQuery,
    pagedBy: 'before',
    answer: countedConversations,
  }),
  'GET /api/inboxes/:inbox/analytics/meta-costs': forAgents({
    summary: 'Returns what Meta counts and charges itself',
    scope: 'conversations:read',
    hasTag: true,
    query: metaCostsQuery,
    answer: metaCosts,
  }),
  'GET /api/inboxes/:inbox/analytics/rates': forAgents({
    summary: 'Returns what the owner pays for messages',
    scope: 'numbers:read',
    answer: rates,
  }),
  'PUT /api/inboxes/:inbox/analytics/rates': forAdmins({
    summary: 'Replaces what the owner pays for messages',
    scope: 'numbers:write',
    body: rates,
    answer: rates,
  }),
  'GET /api/inboxes/:inbox/analytics/template-insights': forAgents({
    summary: 'Returns Meta’s own figures of templates',
    scope: 'conversations:read',
    query: templateInsightsQuery,
    answer: templateInsights,
  }),
  'POST /api/inboxes/:inbox/analytics/template-insights': forAdmins({
    summary: 'Turns on Meta’s figures of templates, which cannot be undone',
    scope: 'numbers:write',
    body: enableTemplateInsights,
    answer: enabledTemplateInsights,
  }),
  'GET /api/inboxes/:inbox/analytics/settings': forAgents({
    summary: 'Returns how a number is counted',
    scope: 'numbers:read',
    answer: analyticsSettings,
  }),
  'PUT /api/inboxes/:inbox/analytics/settings': forAdmins({
    summary: 'Changes how a number is counted',
    scope: 'numbers:write',
    body: analyticsSettings,
    answer: analyticsSettings,
  }),
} satisfies Routes;

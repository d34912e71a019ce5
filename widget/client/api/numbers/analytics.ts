/** What was counted of a number. */
import type {
  AnalyticsSettings,
  CsvFilter,
  Report,
  ReportFilter,
} from '../../../../worker/api/analytics/analytics.ts';
import type { CountedConversations, FigureFilter } from '../../../../worker/api/analytics/counted.ts';
import type { MetaCosts, MetaCostsFilter } from '../../../../worker/api/analytics/meta-costs.ts';
import type { Rates, RatesInput } from '../../../../worker/api/analytics/rates.ts';
import type {
  EnabledTemplateInsights,
  EnableTemplateInsights,
  TemplateInsights,
  TemplateInsightsFilter,
} from '../../../../worker/api/analytics/template-insights.ts';
import type { ApiClient } from '../api-client.ts';

export const getAnalytics = (api: ApiClient, inbox: string, query: ReportFilter): Promise<Report> =>
  api.call('GET /inboxes/:inbox/analytics', { inbox, query });

export const downloadAnalytics = (api: ApiClient, inbox: string, query: CsvFilter): Promise<Blob> =>
  api.file('GET /inboxes/:inbox/analytics/csv', { inbox, query });

export const listCounted = (
  api: ApiClient,
  inbox: string,
  query: FigureFilter,
): Promise<CountedConversations> => api.call('GET /inboxes/:inbox/analytics/conversations', { inbox, query });

export const getMetaCosts = (api: ApiClient, inbox: string, query: MetaCostsFilter): Promise<MetaCosts> =>
  api.call('GET /inboxes/:inbox/analytics/meta-costs', { inbox, query });

export const getTemplateInsights = (
  api: ApiClient,
  inbox: string,
  query: TemplateInsightsFilter,
): Promise<TemplateInsights> => api.call('GET /inboxes/:inbox/analytics/template-insights', { inbox, query });

/** It cannot be undone: ask first. */
export const enableTemplateInsights = (
  api: ApiClient,
  inbox: string,
  body: EnableTemplateInsights,
): Promise<EnabledTemplateInsights> =>
  api.call('POST /inboxes/:inbox/analytics/template-insights', { inbox, body });

export const getRates = (api: ApiClient, inbox: string): Promise<Rates> =>
  api.call('GET /inboxes/:inbox/analytics/rates', { inbox });

export const changeRates = (api: ApiClient, inbox: string, rates: RatesInput): Promise<Rates> =>
  api.call('PUT /inboxes/:inbox/analytics/rates', { inbox, body: rates });

export const getAnalyticsSettings = (api: ApiClient, inbox: string): Promise<AnalyticsSettings> =>
  api.call('GET /inboxes/:inbox/analytics/settings', { inbox });

export const changeAnalyticsSettings = (
  api: ApiClient,
  inbox: string,
  settings: AnalyticsSettings,
): Promise<AnalyticsSettings> =>
  api.call('PUT /inboxes/:inbox/analytics/settings', { inbox, body: settings });

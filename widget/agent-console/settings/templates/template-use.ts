/** How often templates were sent in the last 30 days, and what became of them, from the analytics of the number. */
import type { Report } from '../../../../worker/api/analytics/analytics.ts';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { ApiFailure } from '../../../client/api/api-failure.ts';
import { getAnalytics } from '../../../client/api/numbers/analytics.ts';
import { analyticsBook, analyticsWords as words } from '../../../locales/analytics.ts';
import { speakAlso } from '../../../locales/speak.ts';
import { datesOf, todayIn } from '../../analytics/period.ts';
import { numberText } from '../../ui/time/times.ts';

export type TemplateUse = readonly Report['templates'][number][];

/** None if it cannot be counted now, or for an agent, who sees only what they sent themselves. */
export async function loadTemplateUse(api: ApiClient, inbox: string): Promise<TemplateUse> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const period = datesOf('30', todayIn(timeZone, Date.now()), { from: '', to: '' });
  const [report] = await Promise.all([
    getAnalytics(api, inbox, period).catch((error: unknown) => {
      if (error instanceof ApiFailure) return null;
      throw error;
    }),
    speakAlso(analyticsBook),
  ]);
  return report === null || report.current.received === null ? [] : report.templates;
}

/** In all of these languages; empty if it was not sent. */
export function templateUseText(use: TemplateUse, templates: readonly Template[]): string {
  const rows = use.filter((row) =>
    templates.some(({ name, language }) => name === row.name && language === row.language),
  );
  const sum = (figure: 'sent' | 'read' | 'replied') => rows.reduce((all, row) => all + row[figure], 0);
  if (sum('sent') === 0) return '';
  const counts = (['sent', 'read', 'replied'] as const).map(
    (figure) => `${words.figures[figure]} ${numberText(sum(figure))}`,
  );
  return `${words.periods['30']}: ${counts.join(' · ')}`;
}

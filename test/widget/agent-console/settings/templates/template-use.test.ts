/** A template's use in the list of templates. */
import { afterEach, expect, it, vi } from 'vitest';
import {
  loadTemplateUse,
  templateUseText,
} from '../../../../../widget/agent-console/settings/templates/template-use.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { Report } from '../../../../../worker/api/analytics/analytics.ts';
import { readTemplate, type Template } from '../../../../../worker/whatsapp/sending/templates/template.ts';
import { reportOf } from '../../../../fixtures/analytics-report.ts';

function template(name: string, language: string): Template {
  const read = readTemplate({
    ...{ id: `${name}/${language}`, name, language, status: 'APPROVED', category: 'UTILITY' },
    components: [{ type: 'BODY', text: 'On its way.' }],
  });
  if (!read) throw new Error('It is no template.');
  return read;
}

async function useIn(report: Report) {
  vi.stubGlobal('fetch', async () => Response.json(report));
  return loadTemplateUse(new ApiClient('https://inbox.example', async () => 'token'), '1');
}
afterEach(() => {
  vi.unstubAllGlobals();
});

it('says what became of a template in all its languages', async () => {
  const use = await useIn(reportOf(30));
  expect(templateUseText(use, [template('order_shipped', 'en_US'), template('order_shipped', 'de')])).toBe(
    'Last 30 days: Sent 212 · Read 171 · Replied 38',
  );
  expect(templateUseText(use, [template('order_shipped', 'de')])).toBe('');
});

it('says nothing to an agent, whose figures are only their own', async () => {
  const report = reportOf(30);
  expect(await useIn({ ...report, current: { ...report.current, received: null } })).toEqual([]);
});

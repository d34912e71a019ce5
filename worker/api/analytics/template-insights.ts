/** Meta’s own figures of templates, which it counts only for accounts that have turned them on. */
import * as v from 'valibot';
import { whole } from '../values.ts';
import { filters } from './analytics.ts';

export const templateInsightsQuery = v.object({
  /** At most 90 days, and those of UTC. */
  from: filters.from,
  to: filters.to,
  /** Ids of at most ten templates at Meta, with commas between them. */
  templates: v.pipe(
    v.string(),
    v.regex(/^\d{1,20}(,\d{1,20}){0,9}$/, 'Write the ids of at most ten templates with commas between them.'),
  ),
});
export type TemplateInsightsFilter = v.InferInput<typeof templateInsightsQuery>;

export const templateInsights = v.object({
  /** False: they are turned off, and there are no rows. */
  isEnabled: v.boolean(),
  rows: v.array(
    v.object({
      /** The template's id at Meta. */
      id: v.string(),
      sent: whole,
      delivered: whole,
      read: whole,
      /** Clicks by button, up to seven days after a message was sent. */
      clicks: v.array(v.object({ type: v.string(), text: v.string(), count: whole })),
      /** In the currency of the account; null if Meta does not say. */
      spent: v.nullable(v.number()),
    }),
  ),
});
export type TemplateInsights = v.InferOutput<typeof templateInsights>;

/** Turns them on for the whole account, for good: Meta has no way to turn them off. It then tracks clicks on links. */
export const enableTemplateInsights = v.strictObject({
  confirm: v.literal('cannot-be-undone', 'Write “cannot-be-undone”: Meta cannot turn insights off again.'),
});
export type EnableTemplateInsights = v.InferInput<typeof enableTemplateInsights>;
export const enabledTemplateInsights = v.object({ isEnabled: v.literal(true) });
export type EnabledTemplateInsights = v.InferOutput<typeof enabledTemplateInsights>;

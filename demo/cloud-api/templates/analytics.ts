/** Numbers about templates, counted from the messages that were sent here. */
import * as v from 'valibot';
import { GraphApiError } from '../graph/graph-error.ts';
import { parameterError } from './template-error.ts';
import type { OwnedTemplate } from './template-store.ts';

const daySeconds = 24 * 60 * 60;
const maxIds = 10;
const maxDays = 90;
const minSendsToCompare = 1_000;
const compareDays = [7, 30, 60, 90];

interface Count extends Record<string, SqlStorageValue> {
  sent: number;
  delivered: number;
  read: number;
}

export interface Insights {
  isEnabled: boolean;
}

/** `GET /{waba-id}/template_analytics`: one point for each template and day. */
export function templateAnalytics(
  { searchParams }: URL,
  wabaId: string,
  sql: SqlStorage,
  { isEnabled }: Insights,
): Response {
  if (!isEnabled)
    throw new GraphApiError(200007, '', { message: '(#200007) Template insights are not enabled' });
  const [start, end] = ['start', 'end'].map((name) => Number(searchParams.get(name)));
  const isPeriod = start !== undefined && end !== undefined && start > 0 && end > start;
  if (!isPeriod || end - start > maxDays * daySeconds)
    throw parameterError(`Params start and end must describe a period of at most ${maxDays} days.`);
  if (searchParams.get('granularity')?.toUpperCase() !== 'DAILY')
    throw parameterError('Param granularity must be DAILY.');
  const ids = idsIn(searchParams.get('template_ids'));
  const points = [];
  for (let from = start; from < end; from += daySeconds) {
    for (const id of ids) {
      const count = counted(sql, wabaId, id, from * 1000, Math.min(from + daySeconds, end) * 1000);
      if (count.sent > 0) points.push({ template_id: id, start: from, end: from + daySeconds, ...count });
    }
  }
  return Response.json({
    data: [{ granularity: 'DAILY', product_type: 'cloud_api', data_points: points }],
    paging: { cursors: { before: 'MAZDZD', after: 'MjQZD' } },
  });
}

/** `GET /{template-id}/compare`: two templates of an account with at least 1,000 messages each. */
export function compareTemplates(
  { searchParams }: URL,
  { wabaId, template }: OwnedTemplate,
  sql: SqlStorage,
  find: (id: string) => OwnedTemplate | null,
): Response {
  const [other, ...more] = idsIn(searchParams.get('template_ids'));
  if (other === undefined || more.length > 0 || !find(other))
    throw parameterError('Param template_ids must have the id of one other template of this account.');
  const [start = 0, end = 0] = ['start', 'end'].map((name) => Number(searchParams.get(name)));
  if (!compareDays.includes((end - start) / daySeconds))
    throw parameterError(`Params start and end must be ${compareDays.join(', ')} days apart.`);
  const counts = [template.id, other].map((id) => ({
    id,
    ...counted(sql, wabaId, id, start * 1000, end * 1000),
  }));
  if (counts.some(({ sent }) => sent < minSendsToCompare))
    throw parameterError(`Each template needs at least ${minSendsToCompare} messages in this period.`);
  return Response.json({
    data: [
      {
        metric: 'MESSAGE_SENDS',
        type: 'NUMBER_VALUES',
        number_values: counts.map(({ id, sent }) => ({ key: id, value: sent })),
      },
    ],
  });
}

function counted(sql: SqlStorage, wabaId: string, id: string, from: number, to: number): Count {
  return sql
    .exec<Count>(
      `SELECT count(*) AS sent, coalesce(sum(status IN ('delivered', 'read')), 0) AS delivered,
         coalesce(sum(status = 'read'), 0) AS read
       FROM sent_template JOIN message USING (wamid)
       WHERE waba_id = ? AND template_id = ? AND at >= ? AND at < ? AND status <> 'failed'`,
      ...[wabaId, id, from, to],
    )
    .one();
}

function idsIn(given: string | null): string[] {
  const list = given?.startsWith('[') ? given : JSON.stringify(given?.split(',') ?? []);
  const read = v.safeParse(
    v.pipe(
      v.string(),
      v.parseJson(),
      v.array(v.union([v.string(), v.pipe(v.number(), v.toString())])),
      v.minLength(1),
      v.maxLength(maxIds),
    ),
    list,
  );
  if (!read.success) throw parameterError(`Param template_ids must be an array of 1 to ${maxIds} ids.`);
  return read.output;
}

/** The delivery details of a message, from its attempts and statuses. */
import * as v from 'valibot';
import type { MessageEvent, MessageHistory, Pricing } from '../../api/conversations/messages.ts';
import { messageError } from '../../api/errors.ts';
import { ApiError } from '../../errors.ts';
import { compareWords } from '../../whatsapp/receiving/status.ts';
import { jsonOf, wholeReportsOf } from '../records/messages/reports.ts';
import { statusError } from '../records/messages/statuses.ts';
import { messageRow, stored } from '../records/rows.ts';
import { messageOf } from '../records/wire.ts';

export function historyOf(sql: SqlStorage, messageId: number): MessageHistory {
  const row = messageRow(sql, messageId);
  if (!row) throw new ApiError(404, 'message_not_found', 'There is no message with this id.');
  const attempts = sql
    .exec<{ state: string; started_at: number; ended_at: number | null; error: string | null }>(
      'SELECT state, started_at, ended_at, error FROM message_attempt WHERE message_id = ? ORDER BY started_at',
      messageId,
    )
    .toArray();
  const statuses = wholeReportsOf(sql, row).sort((a, b) => a.at - b.at || compareWords(a.status, b.status));
  const events: MessageEvent[] = [
    ...(row.origin === 'send' ? [{ at: row.sent_at, type: 'queued', error: null, pricing: null }] : []),
    ...attempts.flatMap(({ state, started_at, ended_at, error }): MessageEvent[] => [
      { at: started_at, type: 'sending', error: null, pricing: null },
      ...(ended_at === null
        ? []
        : [{ at: ended_at, type: state, error: stored(messageError, error), pricing: null }]),
    ]),
    ...statuses.map(
      (report): MessageEvent => ({
        at: report.at,
        type: report.status,
        error: report.status === 'failed' ? statusError(report.errors) : null,
        pricing: pricingIn(jsonOf(report)),
      }),
    ),
  ];
  // WhatsApp's times are whole seconds. Within one second, our actions come before its statuses.
  const second = ({ at }: MessageEvent) => Math.floor(at / 1000);
  return { message: messageOf(sql, row), events: events.toSorted((a, b) => second(a) - second(b)) };
}

const priced = v.object({
  pricing: v.object({
    billable: v.fallback(v.nullish(v.boolean(), null), null),
    category: v.fallback(v.nullish(v.string(), null), null),
    type: v.fallback(v.nullish(v.string(), null), null),
  }),
});

function pricingIn(body: string): Pricing | null {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), priced), body);
  return read.success ? read.output.pricing : null;
}

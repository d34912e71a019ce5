/** Counts one message in its day. */
import * as v from 'valibot';
import { answersNothing, senderOf } from '../episodes/sender.ts';
import {
  type Episode,
  episodeAt,
  firstAutomatic,
  firstOfAssistant,
  firstOfPerson,
  firstReceived,
  hasEarlier,
  repliesTo,
  waitingSince,
} from '../episodes/thread-reads.ts';
import { emptyWaits, type Figures, increase, keyOf, noCounts, under } from '../figures/day-figures.ts';
import type { Count } from './count.ts';
import { priceIn } from './price.ts';

export interface CountedMessage extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  direction: 'in' | 'out';
  sent_at: number;
  status: string | null;
  wamid: string | null;
  author: string | null;
  failure: string | number | null;
  reports: string | null;
  template: string | null;
  language: string | null;
  begins: number;
}

/** SQL: the columns of {@link CountedMessage}. */
export const countedColumns = `message.id, message.conversation_id, direction, sent_at, status, wamid, author,
  iif(status = 'failed', error ->> 'code', NULL) AS failure, reports,
  iif(origin = 'send' AND instr(body, '"template"') > 0, body ->> '$.template.name', NULL) AS template,
  iif(origin = 'send' AND instr(body, '"template"') > 0, body ->> '$.template.language.code', NULL) AS language,
  episode.id IS NOT NULL AS begins`;
export const countedTable =
  'message LEFT JOIN episode ON episode.conversation_id = message.conversation_id AND episode.id = message.id';
/** SQL: no imports, notices, reactions, edits, scheduled messages, and none that were withdrawn before they were sent. */
export const isCounted = `origin NOT IN ('history', 'notice') AND target IS NULL AND send_at IS NULL
  AND (status IS NOT 'failed' OR coalesce(error ->> 'code', '') NOT IN ('cancelled', 'no_longer_needed'))`;

export function countMessage(count: Count, row: CountedMessage): void {
  count.active(row.conversation_id);
  if (row.begins === 1) countBegin(count, row);
  if (row.direction === 'in') countReceived(count, row);
  else countSent(count, row);
}

function countReceived(count: Count, { conversation_id: conversation, id }: CountedMessage): void {
  increase(count.figures.received, count.hour);
  count.tell('received', conversation);
  const first = count.once(`received/${conversation}`, () => firstReceived(count.sql, conversation));
  if (first !== id || hasEarlier(count.sql, conversation, id)) return;
  count.figures.newCustomers += 1;
  count.tell('new-customers', conversation);
}

function countSent(count: Count, row: CountedMessage): void {
  const { conversation_id: conversation, failure } = row;
  const { figures } = count;
  const sender = senderOf(row.author);
  if (!count.isOf(sender.id)) return;
  const status = statusOf(row);
  increase(under(figures.sent, sender.kind, noCounts), count.hour);
  increase(under(figures.status, status, noCounts), count.hour);
  const template = row.template === null ? null : keyOf(row.template, row.language ?? '');
  count.tell('sent', conversation, { template, sender: sender.kind });
  if (status !== 'underway' && status !== 'rejected') count.tell('accepted', conversation, { template });
  if (isFailed(status)) {
    increase(figures.failures, String(failure ?? ''));
    count.tell('failed', conversation, { code: String(failure ?? ''), template });
  } else if (status === 'delivered' || status === 'read') countArrival(count, row, status, template);
  else if (status !== 'underway') count.tell('awaited', conversation, { template });
  if (template !== null) countTemplate(count, row, template);
  const own = sender.id === '' ? null : count.answering(sender.id, sender.name);
  if (own) own.sent += 1;
  if (!isFailed(status) && !answersNothing(row.author)) countAnswer(count, row, sender.id);
}

function isFailed(status: string): boolean {
  return status === 'failed' || status === 'rejected';
}

/** `rejected`: it failed before WhatsApp accepted it. */
function statusOf({ status, wamid }: CountedMessage): string {
  switch (status) {
    case 'accepted':
    case 'sent':
    case 'delivered':
    case 'read':
      return status;
    case 'failed':
      return wamid === null ? 'rejected' : 'failed';
    default:
      return 'underway';
  }
}

function countArrival(count: Count, row: CountedMessage, status: string, template: string | null): void {
  const { figures } = count;
  count.tell('delivered', row.conversation_id, { template });
  if (status === 'read') count.tell('read', row.conversation_id, { template });
  const price = priceIn(row.reports ?? count.reportsOf(row.id));
  if (!price) return;
  increase(figures.costs, keyOf(price.category, price.type, price.country));
  count.tell('charged', row.conversation_id, { price });
}

const pressed = v.object({
  type: v.literal('button'),
  button: v.object({ text: v.string() }),
  context: v.object({ id: v.string() }),
});

const noMessages = (): Figures['templates'][string] => ({
  ...{ sent: 0, delivered: 0, read: 0, failed: 0, replied: 0 },
  presses: {},
});

function countTemplate(count: Count, row: CountedMessage, key: string): void {
  const own = under(count.figures.templates, key, noMessages);
  const status = statusOf(row);
  own.sent += 1;
  if (status === 'delivered' || status === 'read') own.delivered += 1;
  if (status === 'read') own.read += 1;
  if (isFailed(status)) own.failed += 1;
  const replies = repliesTo(count.sql, row);
  if (replies.length === 0) return;
  own.replied += 1;
  count.tell('replied', row.conversation_id, { template: key });
  for (const { body } of replies) {
    if (body === null) continue;
    const press = v.safeParse(v.pipe(v.string(), v.parseJson(), pressed), body);
    if (!press.success || press.output.context.id !== row.wamid) continue;
    const { text } = press.output.button;
    increase(own.presses, text);
    count.tell('pressed', row.conversation_id, { template: key, button: text });
  }
}

/** The wait that a message ended. */
function countAnswer(count: Count, row: CountedMessage, agent: string): void {
  const { sql, figures, exact } = count;
  const episode = episodeAt(sql, row.conversation_id, row.id);
  const since = episode && waitingSince(sql, row, episode);
  if (!episode || since === null) return;
  const to = row.sent_at;
  if (to < since) return;
  const waited = Math.round((to - since) / 1_000);
  if (agent === '') {
    count.addWait(figures.automaticWaits, exact.automatic, waited);
    count.tell('automatic-responses', row.conversation_id);
    return;
  }
  const own = count.answering(agent, '');
  const all = under(exact.agents, agent, emptyWaits);
  const open = count.openSeconds(since, to);
  count.addWait(own.waits, all.waits, waited);
  count.addWait(under(figures.waitsByHour, count.hour, noCounts), null, waited);
  if (open !== null) {
    count.addWait(own.openWaits, all.openWaits, open);
    count.addWait(under(figures.openWaitsByHour, count.hour, noCounts), null, open);
  }
  const told = { seconds: waited, openSeconds: open };
  count.tell('answered', row.conversation_id, told);
  if (episode.began_by !== 'customer') return;
  if (count.once(`person/${episode.id}`, () => firstOfPerson(sql, episode)) !== row.id) return;
  count.addWait(own.first, all.first, waited);
  if (open !== null) count.addWait(own.openFirst, all.openFirst, open);
  count.tell('first-responses', row.conversation_id, told);
}

function countBegin(count: Count, { conversation_id: conversation, id }: CountedMessage): void {
  const episode = episodeAt(count.sql, conversation, id);
  if (episode) countEpisode(count, episode);
}

/** An episode in the day in which it began. */
export function countEpisode(count: Count, episode: Episode): void {
  const { episodes, assistant } = count.figures;
  const { conversation_id: conversation } = episode;
  const isByCustomer = episode.began_by === 'customer';
  episodes.begun += 1;
  if (isByCustomer) episodes.byCustomer += 1;
  count.tell('begun', conversation);
  count.tell(isByCustomer ? 'begun-by-customer' : 'begun-by-team', conversation);
  if (firstAutomatic(count.sql, episode) === null) return;
  episodes.automationEntered += 1;
  count.tell('automation-entered', conversation);
  const isOfAssistant = firstOfAssistant(count.sql, episode) !== null;
  if (isOfAssistant) {
    assistant.entered += 1;
    count.tell('assistant-entered', conversation);
  }
  if (firstOfPerson(count.sql, episode) !== null) return;
  episodes.automationOnly += 1;
  count.tell('automation-only', conversation);
  if (!isOfAssistant || !isByCustomer) return;
  assistant.saved += 1;
  count.tell('assistant-saved', conversation);
}

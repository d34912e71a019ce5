/** What a program is asked: `turn.started`, in the envelope of events. It is in no log, and is not delivered again. */
import type { EventEnvelope } from '../../../api/developers/events.ts';
import type { Subscriptions } from '../../../workspace/webhooks/subscriptions.ts';
import { fieldValuesOf } from '../../contacts/field-values.ts';
import { fileLink, maxBodyBytes } from '../../events/render.ts';
import { type EventData, messageData } from '../../events/render-data.ts';
import { type MessageRow, messageRow } from '../../records/rows.ts';
import type { TurnRow } from '../../records/turn-rows.ts';
import { sharedConversation } from '../../records/wire.ts';
import type { Burst } from '../turns/source.ts';

/** Messages before the burst, in either direction. */
const maxEarlier = 10;

export interface TurnRequest {
  inbox: string;
  subscriptions: Pick<Subscriptions, 'number' | 'origin'>;
  turn: Pick<TurnRow, 'id' | 'last_id' | 'began_at'>;
  token: string;
  /** Until when an answer counts. */
  expiresAt: number;
  seq: number;
  /** By the hours of the number; null: it has none. */
  isOpen: boolean | null;
}

/** The same for every attempt to answer the same messages. */
export function turnEventId(inbox: string, { id, last_id, began_at }: TurnRequest['turn']): string {
  return `evt_${inbox}_turn_${id}_${last_id}_${Math.floor(began_at / 1_000).toString(36)}`;
}

export function turnStarted(sql: SqlStorage, burst: Burst, request: TurnRequest): EventEnvelope {
  const { inbox, subscriptions, turn, seq } = request;
  return {
    id: turnEventId(inbox, turn),
    type: 'turn.started',
    timestamp: new Date(turn.began_at).toISOString(),
    version: 1,
    seq,
    previous: null,
    inbox: { id: inbox, phoneNumberId: subscriptions.number.phoneNumberId },
    data: dataOf(sql, burst, request),
  };
}

/** Its body, with fewer earlier messages if it is too long, and then without the content of long ones. */
export function bodyOf(envelope: EventEnvelope): string {
  const { history, messages } = envelope.data;
  let earlier = Array.isArray(history) ? history : [];
  const written = () => JSON.stringify({ ...envelope, data: { ...envelope.data, history: earlier } });
  while (earlier.length > 0 && sizeOf(written()) > maxBodyBytes) earlier = earlier.slice(1);
  const body = written();
  if (sizeOf(body) <= maxBodyBytes) return body;
  const short = (Array.isArray(messages) ? messages : []).map((message: EventData) => ({
    ...message,
    content: null,
  }));
  const data = { ...envelope.data, history: [], messages: short, truncated: true };
  return JSON.stringify({ ...envelope, data });
}

function dataOf(sql: SqlStorage, { conversation: row, messages }: Burst, request: TurnRequest): EventData {
  const { inbox, subscriptions, turn, token, expiresAt, isOpen } = request;
  const { origin } = subscriptions;
  const { contact, lastMessage: _, ...conversation } = sharedConversation(sql, row);
  const written = (one: MessageRow) => messageData(sql, one, (id) => fileLink(inbox, origin, id));
  const [first] = messages;
  return {
    turn: {
      id: turn.id,
      token,
      expiresAt,
      answerAt: `${origin ?? ''}/api/v1/inboxes/${inbox}/automation/turns/${turn.id}`,
    },
    conversation,
    contact: { ...contact, fields: fieldValuesOf(sql, row.id) },
    isOpen,
    messages: messages.flatMap(({ row: { id } }) => messageRow(sql, id) ?? []).map(written),
    history: first ? earlierThan(sql, row.id, first.row.id).map(written) : [],
  };
}

/** Oldest first. */
function earlierThan(sql: SqlStorage, conversationId: number, messageId: number): MessageRow[] {
  return sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ? AND id < ? AND target IS NULL AND send_at IS NULL
       ORDER BY id DESC LIMIT ?`,
      ...[conversationId, messageId, maxEarlier],
    )
    .toArray()
    .reverse();
}

function sizeOf(body: string): number {
  return new TextEncoder().encode(body).length;
}

/** A conversation as the model reads it: its last messages, who wrote them, and when a person took over. */
import { author } from '../../../api/conversations/messages.ts';
import type { Speaker, TranscriptLine } from '../../../assistant/prompt/transcript.ts';
import { maxTranscriptLines } from '../../../assistant/prompt/transcript.ts';
import { type Content, textsIn } from '../../../whatsapp/content/content.ts';
import { type MessageRow, messageContent, stored } from '../../records/rows.ts';
import { type EntryRow, entryOf } from '../../records/team-entries.ts';

/** What messages say whose rows do not: the words of a voice message, what a picture shows. By their ids. */
export type Perceived = ReadonlyMap<number, string>;

/** Up to this message, oldest first. */
export function conversationLines(
  sql: SqlStorage,
  conversationId: number,
  lastId: number,
  perceived: Perceived = new Map(),
): TranscriptLine[] {
  const messages = lastMessages(sql, conversationId, lastId, maxTranscriptLines);
  const [first] = messages;
  const lines = messages.map((row) => ({ at: row.sent_at, line: messageLine(sql, row, perceived) }));
  const changes = first ? modesSince(sql, conversationId, first.sent_at) : [];
  return [...lines, ...changes].sort((a, b) => a.at - b.at).map(({ line }) => line);
}

/** Oldest first. Reactions and what WhatsApp reports are left out. */
export function lastMessages(
  sql: SqlStorage,
  conversationId: number,
  lastId: number,
  limit: number,
): MessageRow[] {
  return sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ? AND id <= ? AND target IS NULL AND origin NOT IN ('call', 'notice')
         AND send_at IS NULL AND status IS NOT 'failed' ORDER BY sent_at DESC, id DESC LIMIT ?`,
      ...[conversationId, lastId, limit],
    )
    .toArray()
    .reverse();
}

export function messageLine(
  sql: SqlStorage,
  row: MessageRow,
  perceived: Perceived = new Map(),
): TranscriptLine {
  const { from, name } = speakerOf(row);
  const text = perceived.get(row.id) ?? wordsOf(messageContent(sql, row));
  return { type: 'message', at: row.sent_at, from, name, text };
}

export function speakerOf({ direction, author: json }: MessageRow): { from: Speaker; name: string | null } {
  if (direction === 'in') return { from: 'customer', name: null };
  const by = stored(author, json);
  if (by?.type === 'agent' && !by.isBot) return { from: 'agent', name: by.name };
  return by === null || by.type === 'phone-app' ? { from: 'agent', name: null } : { from: 'bot', name: null };
}

/** The texts of a message, with its type unless it is one that a person types or taps. */
export function wordsOf(content: Content): string {
  const texts = textsIn(content).filter((text) => text !== '');
  if (content.type === 'text' || content.type === 'button' || content.type === 'interactive') {
    return texts.join('\n');
  }
  return texts.length === 0 ? `[${content.type}]` : `[${content.type}: ${texts.join('\n')}]`;
}

function modesSince(
  sql: SqlStorage,
  conversationId: number,
  since: number,
): { at: number; line: TranscriptLine }[] {
  return sql
    .exec<EntryRow>(
      `SELECT * FROM entry WHERE conversation_id = ? AND at >= ? AND body ->> 'type' = 'mode' ORDER BY at, id LIMIT 20`,
      ...[conversationId, since],
    )
    .toArray()
    .map(entryOf)
    .flatMap((entry) =>
      entry.type === 'mode' && entry.mode !== 'off'
        ? [{ at: entry.at, line: { type: 'mode', at: entry.at, mode: entry.mode } as const }]
        : [],
    );
}

/**
 * Asks a customer how satisfied they are when their conversation with a person is resolved, and stores what they answer. It
 * waits a moment, because an agent can undo resolving.
 */

import type { AutomaticText } from '../../../api/automation/settings.ts';
import { author } from '../../../api/conversations/messages.ts';
import type { Person } from '../../../api/values.ts';
import type { Fact } from '../../facts.ts';
import type { ChangeLog, Listener, Write } from '../../records/changes/change-log.ts';
import { type ConversationRow, conversationRow, stored } from '../../records/rows.ts';
import { addEntry } from '../../records/team-entries.ts';
import { isLastSent, lastTurnOf, type TurnRow } from '../../records/turn-rows.ts';
import { tappedId, textOf } from '../rules/said.ts';
import { type AnswerSource, type Burst, type Plan, textContent } from '../turns/source.ts';
import type { FollowUpSettings } from './follow-up-settings.ts';

const day = 24 * 60 * 60_000;
const pauseMs = 30_000;
const everyMs = 30 * day;
/** A person has written within this time: they have helped. */
const helpedMs = 3 * day;
const scores = [5, 4, 3, 2, 1] as const;

interface Parts {
  sql: SqlStorage;
  changes: ChangeLog;
  settings: FollowUpSettings;
  /** Expects a turn without a message of the customer. Call it in a transaction. */
  expect: (conversationId: number, dueAt: number) => void;
  textFor: (row: ConversationRow, texts: AutomaticText) => string;
  resolve: (conversationId: number) => void;
}

export class Satisfaction implements Listener, AnswerSource {
  readonly name = 'satisfaction';
  readonly repair = 'none';
  #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  onFact(fact: Fact): Write | undefined {
    if (fact.type !== 'entry-added' || fact.entry !== 'resolved') return undefined;
    const { settings, expect } = this.#parts;
    if (!settings.now.satisfaction) return undefined;
    const { conversationId } = fact;
    return () => {
      if (this.#isToAsk(conversationId)) expect(conversationId, Date.now() + pauseMs);
    };
  }

  /** The question; null if it is no longer to be asked. */
  question(row: ConversationRow): Plan | null {
    const { satisfaction } = this.#parts.settings.now;
    if (!satisfaction || row.state !== 'resolved' || !this.#isToAsk(row.id)) return null;
    const rows = scores.map((score) => ({ id: `satisfaction/${score}`, title: '★'.repeat(score) }));
    const body = { text: this.#parts.textFor(row, satisfaction.question) };
    const action = { button: satisfaction.button, sections: [{ rows }] };
    const content = { type: 'interactive', interactive: { type: 'list', body, action } };
    const helper = this.#lastPerson(row);
    return {
      source: 'satisfaction',
      subject: null,
      messages: [content],
      answers: true,
      details: { asked: true, agent: helper },
    };
  }

  /** An answer to the question, or a comment after it. */
  decide(burst: Burst): Plan | null {
    const { sql } = this.#parts;
    const { conversation, messages, now } = burst;
    const last = messages.at(-1);
    if (!last) return null;
    const id = tappedId(last.content);
    const turn = lastTurnOf(sql, conversation.id, 'satisfaction');
    if (!turn || (turn.ended_at ?? 0) < now - everyMs) return null;
    const tapped = /^satisfaction\/([1-5])$/.exec(id ?? '')?.[1];
    const typed = isLastSent(sql, turn) ? /^[1-5]$/.exec(textOf(last.content).trim())?.[0] : undefined;
    const score = Number(tapped ?? typed ?? 0);
    if (score > 0) return this.#scored(conversation, score);
    const rated = this.#ratedLately(conversation.id, turn);
    const text = textOf(last.content);
    if (!rated || text === '' || burst.isWithPerson || !isLastSent(sql, turn)) return null;
    return this.#commented(rated, text);
  }

  #scored(row: ConversationRow, score: number): Plan {
    const { sql, changes, settings, textFor, resolve } = this.#parts;
    const thanks = settings.now.satisfaction?.thanks;
    return {
      source: 'satisfaction',
      subject: null,
      messages: thanks ? [textContent(textFor(row, thanks))] : [],
      answers: true,
      details: { score },
      act: (turn) => {
        const by = this.#lastPerson(row);
        sql.exec(
          `INSERT INTO satisfaction (conversation_id, agent, agent_name, score, at, turn_id) VALUES (?, ?, ?, ?, ?, ?)`,
          ...[row.id, by?.id ?? null, by?.name ?? null, score, Date.now(), turn.id],
        );
        addEntry(sql, changes, row.id, { type: 'rated', score, comment: null }, null);
        resolve(row.id);
      },
    };
  }

  /** The team reads it, and so do the sources after this one: it can be another question. */
  #commented(rated: { id: number; conversation_id: number; score: number }, text: string): Plan {
    const { sql, changes } = this.#parts;
    const comment = text.slice(0, 1_000);
    return {
      source: 'satisfaction',
      subject: null,
      messages: [],
      answers: false,
      goesOn: true,
      act: () => {
        sql.exec('UPDATE satisfaction SET comment = ? WHERE id = ?', comment, rated.id);
        const entry = { type: 'rated', score: rated.score, comment } as const;
        addEntry(sql, changes, rated.conversation_id, entry, null);
      },
    };
  }

  #ratedLately(conversationId: number, { ended_at: askedAt }: TurnRow) {
    const [rated] = this.#parts.sql
      .exec<{ id: number; conversation_id: number; score: number }>(
        `SELECT id, conversation_id, score FROM satisfaction WHERE conversation_id = ? AND at >= ? AND comment IS NULL
         ORDER BY id DESC LIMIT 1`,
        ...[conversationId, (askedAt ?? 0) - day],
      )
      .toArray();
    return rated ?? null;
  }

  #isToAsk(conversationId: number): boolean {
    const { sql } = this.#parts;
    const row = conversationRow(sql, conversationId);
    if (!row || row.marketing_stopped === 1 || row.blocked_at !== null || row.mode === 'off') return false;
    const now = Date.now();
    const last = lastTurnOf(sql, conversationId, 'satisfaction');
    if (last && (last.ended_at ?? now) > now - everyMs) return false;
    return this.#lastPerson(row) !== null;
  }

  /** Who has helped: the assignee, or who wrote last. */
  #lastPerson(row: ConversationRow): Person | null {
    const [last] = this.#parts.sql
      .exec<{ author: string }>(
        `SELECT author FROM message WHERE conversation_id = ?1 AND sent_at >= ?2 AND direction = 'out' AND target IS NULL
           AND (author ->> 'type' = 'phone-app' OR (author ->> 'type' = 'agent' AND author ->> 'isBot' IS NULL))
         ORDER BY sent_at DESC, id DESC LIMIT 1`,
        ...[row.id, Date.now() - helpedMs],
      )
      .toArray();
    if (!last) return null;
    if (row.assignee !== null) return { id: row.assignee, name: row.assignee_name ?? '' };
    const by = stored(author, last.author);
    return by?.type === 'agent' ? { id: by.id, name: by.name } : { id: '', name: '' };
  }
}

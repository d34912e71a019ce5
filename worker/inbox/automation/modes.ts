/**
 * Who answers a conversation of a number with a bot. A person who writes takes over, whether in the console, in the phone
 * app or with a token that sends as a person, and from then on the bot is refused. Without a bot nothing happens here.
 */
import type { ConversationMode } from '../../api/conversations/conversations.ts';
import { author } from '../../api/conversations/messages.ts';
import type { ModeReason } from '../../api/conversations/teamwork.ts';
import type { MessageError } from '../../api/errors.ts';
import type { NumberBot } from '../../api/numbers/numbers.ts';
import type { Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import { currentConversation } from '../contacts/identify-contact.ts';
import type { Fact } from '../facts.ts';
import type { ChangeLog, Listener, Write } from '../records/changes/change-log.ts';
import {
  type ConversationRow,
  conversationRow,
  type MessageRow,
  messageRow,
  modeOf,
  stored,
} from '../records/rows.ts';
import { addEntry, entryAt } from '../records/team-entries.ts';
import { isForTeam, refreshWaiting } from '../records/waiting.ts';
import type { Bot } from './bot.ts';
import { botPausedError, botRefusal } from './bot-refusal.ts';
import type { BotTurns } from './bot-turns.ts';
import { LoopGuard } from './loop-guard.ts';

type Stored = Extract<Fact, { type: 'message-stored' }>;

const second = 1_000;
/** Conversations that a person already has when a number gets a bot. */
const maxKept = 300;

export class Modes implements Listener {
  readonly name = 'modes';
  readonly repair = 'job';
  #sql: SqlStorage;
  #changes: ChangeLog;
  #bot: Bot;
  #turns: BotTurns;
  #looping: (name: string) => void;
  #guard = new LoopGuard();

  /** `looping`: a bot with this name was stopped. */
  constructor(
    sql: SqlStorage,
    changes: ChangeLog,
    { bot, turns, looping }: { bot: Bot; turns: BotTurns; looping: (name: string) => void },
  ) {
    this.#sql = sql;
    this.#changes = changes;
    this.#bot = bot;
    this.#turns = turns;
    this.#looping = looping;
  }

  onFact(fact: Fact): Write | undefined {
    const { settings } = this.#bot;
    if (!settings) return undefined;
    if (fact.type === 'message-stored') return this.#ofMessage(fact, settings);
    if (fact.type !== 'entry-added') return undefined;
    const { conversationId, entryId, entry } = fact;
    if (entry === 'resolved') return () => this.#resolved(conversationId);
    if (entry !== 'assigned') return undefined;
    return () => {
      const assigned = entryAt(this.#sql, entryId);
      if (assigned?.type !== 'assigned' || assigned.to === null) return;
      this.#person(conversationId, settings, { at: Date.now(), by: assigned.by, because: 'assigned' });
    };
  }

  /** An agent takes over, resumes the bot or turns it off. */
  change({ id }: ConversationRow, by: Person, mode: ConversationMode): void {
    const settings = this.#required();
    const row = this.#row(id);
    const now = Date.now();
    if (mode === 'person') {
      if (row.mode === 'off') {
        throw new ApiError(
          409,
          'automation_off',
          'Automation is turned off for this conversation, so the team answers already.',
        );
      }
      this.#person(id, settings, { at: now, by: { id: by.id, name: by.name }, because: 'taken-over' });
    } else if (row.mode !== mode) {
      this.#become(row, mode, { because: mode === 'off' ? 'turned-off' : 'resumed', by, until: null });
    }
  }

  /** The bot leaves a conversation to the team: it has to be answered, and is not resumed before a person has. */
  handOver({ id }: ConversationRow, by: Person): void {
    this.#required();
    const row = this.#row(id);
    if (modeOf(row, Date.now()) !== 'automatic') return;
    this.#leaveToTeam(row, 'handed-over', by);
  }

  /** Throws unless a bot may write to this conversation now. A bot that writes too much is stopped. */
  admit(conversationId: number, token: Person): void {
    const { settings } = this.#bot;
    const row = settings && currentConversation(this.#sql, conversationId);
    if (!settings || !row) return;
    const now = Date.now();
    if (settings.isPaused || modeOf(row, now) !== 'automatic') throw botRefusal(this.#sql, row, settings);
    if (!this.#guard.isLoop(row.id, token.id, now)) return;
    this.#changes.transaction(() => this.#leaveToTeam(row, 'looping', token));
    this.#looping(token.name);
    throw botRefusal(this.#sql, this.#row(row.id), settings);
  }

  /** Why a queued message of a bot may no longer be sent. */
  stops(row: ConversationRow, message: MessageRow): MessageError | null {
    const { settings } = this.#bot;
    if (!settings || !isBotMessage(message)) return null;
    return settings.isPaused || modeOf(row, Date.now()) !== 'automatic' ? botPausedError : null;
  }

  /** Whether the bot has still time to answer. */
  isPending(conversationId: number): boolean {
    if (!this.#bot.settings) return false;
    return conversationRow(this.#sql, conversationId)?.bot_state === 'pending';
  }

  /** Call it in the transaction in which the number gets another bot or other settings. */
  botChanged(before: NumberBot | null): void {
    const { settings } = this.#bot;
    const isOther = before?.webhook !== settings?.webhook;
    if (settings && !settings.isPaused && (isOther || before?.isPaused)) this.#bot.begin(this.#changes.last);
    if (isOther) this.#turns.endAll();
    else if (settings?.isPaused) this.#turns.endPending();
    if (settings && !before) this.#keepPersons(settings);
  }

  /** An endpoint has failed. */
  endpointFailed(endpointId: string): void {
    if (this.#bot.settings?.webhook !== endpointId) return;
    this.#changes.transaction(() => this.#turns.endPending());
  }

  #ofMessage(fact: Stored, settings: NumberBot): Write | undefined {
    const { cause, conversationId, messageId, at } = fact;
    switch (cause) {
      case 'message':
      case 'call':
        return () => this.#received(fact, settings);
      case 'echo':
        return () => {
          if (messageRow(this.#sql, messageId)?.target !== null) return;
          this.#person(conversationId, settings, { at, by: null, because: 'replied' });
        };
      case 'send':
        return () => this.#sent(fact, settings);
      case 'history':
      case 'notice':
        return undefined;
    }
  }

  #received({ conversationId, messageId, cause, content }: Stored, settings: NumberBot): void {
    const message = messageRow(this.#sql, messageId);
    if (!message || !isForTeam(message)) return;
    const isForBot = cause === 'message';
    if (isForBot) this.#resumeIfDue(this.#row(conversationId));
    const row = this.#row(conversationId);
    const isWaiting = row.waiting_at !== null || row.bot_state === 'pending';
    // It was stored late, and is answered already.
    if (!isWaiting) return;
    if (isForBot && row.mode === 'automatic' && this.#bot.canTake(content)) {
      this.#turns.begin(row, Date.now() + settings.answerSeconds * second);
    } else if (row.bot_state !== null) this.#turns.end(row);
  }

  #sent({ conversationId, messageId }: Stored, settings: NumberBot): void {
    const message = messageRow(this.#sql, messageId);
    const by = message && stored(author, message.author);
    // A reaction is no answer.
    if (by?.type !== 'agent' || message?.target !== null) return;
    if (!by.isBot) {
      const { id, name } = by;
      this.#person(conversationId, settings, { at: Date.now(), by: { id, name }, because: 'replied' });
      return;
    }
    this.#resumeIfDue(this.#row(conversationId));
    const row = this.#row(conversationId);
    if (row.mode === 'automatic' && row.received_id > 0) this.#turns.answered(row);
  }

  /** A person has acted, possibly earlier than the latest known action. */
  #person(
    conversationId: number,
    { resumeAfterMinutes }: NumberBot,
    { at, by, because }: { at: number; by: Person | null; because: ModeReason },
  ): void {
    const row = this.#row(conversationId);
    const now = Date.now();
    const until = at + resumeAfterMinutes * 60 * second;
    // WhatsApp's times are whole seconds, so a message of the same second counts.
    const isEarlier = at + second <= row.mode_at;
    if (row.mode === 'off' || isEarlier || until <= now) return;
    if (modeOf(row, now) === 'person') {
      this.#sql.exec(
        'UPDATE conversation SET mode_at = ?, mode_until = ? WHERE id = ?',
        ...[Math.max(at, row.mode_at), Math.max(until, row.mode_until ?? 0), row.id],
      );
      this.#changes.touchConversation(row.id);
    } else this.#become(row, 'person', { because, by, until, at });
  }

  #resolved(conversationId: number): void {
    const row = this.#row(conversationId);
    if (row.mode === 'person') {
      this.#become(row, 'automatic', { because: 'resolved', by: null, until: null });
    } else if (row.bot_state !== null) this.#turns.end(row);
  }

  /** The time of the person is over, and the customer or the bot writes. */
  #resumeIfDue(row: ConversationRow): void {
    if (row.mode !== 'person' || modeOf(row, Date.now()) !== 'automatic') return;
    this.#become(row, 'automatic', { because: 'timer', by: null, until: null });
  }

  #leaveToTeam(row: ConversationRow, because: 'handed-over' | 'looping', by: Person): void {
    this.#become(row, 'person', { because, by, until: null });
    if (this.#row(row.id).waiting_at === null) return;
    this.#changes.record({ type: 'team-needed', conversationId: row.id });
  }

  #become(
    { id, bot_seq: botSeq }: ConversationRow,
    mode: ConversationMode,
    change: { because: ModeReason; by: Person | null; until: number | null; at?: number },
  ): void {
    const { because, by, until, at = Date.now() } = change;
    // A resolved conversation says so already.
    const entry =
      because === 'resolved'
        ? null
        : addEntry(this.#sql, this.#changes, id, { type: 'mode', mode, because }, by);
    const isLeft = because === 'handed-over' || because === 'looping';
    this.#sql.exec(
      `UPDATE conversation SET mode = ?, mode_at = ?, mode_until = ?, bot_seq = ?, handed_id = ?,
         bot_state = NULL, bot_until = NULL WHERE id = ?`,
      ...[mode, at, until, mode === 'automatic' ? this.#changes.next() : botSeq, isLeft ? entry : null, id],
    );
    refreshWaiting(this.#sql, this.#changes, id);
    this.#changes.touchConversation(id);
    this.#changes.record({ type: 'mode-changed', conversationId: id, mode, because, by });
  }

  /** When a number gets its first bot, conversations that a person is answering stay with the person. */
  #keepPersons({ resumeAfterMinutes }: NumberBot): void {
    const now = Date.now();
    const timer = resumeAfterMinutes * 60 * second;
    const rows = this.#sql
      .exec<{ id: number; replied_at: number; assignee: string | null }>(
        `SELECT id, replied_at, assignee FROM conversation
         WHERE state = 'open' AND last_message_at IS NOT NULL AND mode = 'automatic'
           AND (assignee IS NOT NULL OR replied_at > ?1) ORDER BY last_message_at DESC LIMIT ?2`,
        ...[now - timer, maxKept],
      )
      .toArray();
    for (const { id, replied_at: repliedAt, assignee } of rows) {
      const at = assignee === null ? repliedAt : now;
      this.#sql.exec(
        "UPDATE conversation SET mode = 'person', mode_at = ?, mode_until = ? WHERE id = ?",
        ...[at, at + timer, id],
      );
      this.#changes.touchConversation(id);
    }
  }

  #required(): NumberBot {
    const { settings } = this.#bot;
    if (settings) return settings;
    throw new ApiError(
      409,
      'no_bot',
      'This number has no bot. An admin can choose one in the settings of the number.',
    );
  }

  #row(id: number): ConversationRow {
    const row = conversationRow(this.#sql, id);
    if (!row) throw new Error('The conversation of a fact or command is missing');
    return row;
  }
}

function isBotMessage({ author: json }: MessageRow): boolean {
  const by = stored(author, json);
  return by?.type === 'agent' && by.isBot === true;
}

/**
 * Who answers a conversation of a number that answers automatically. A person who writes takes over, whether in the console,
 * in the phone app or with a token that sends as a person, and from then on the bot is refused and no turn begins. Without
 * a bot and automation nothing happens here.
 */
import type { TurnSource } from '../../api/automation/turns.ts';
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
import { hasTurn, openTurn, turnOfKey } from '../records/turn-rows.ts';
import { isForTeam, refreshWaiting } from '../records/waiting.ts';
import type { Automation } from './automation-settings.ts';
import type { Bot } from './bot.ts';
import { botPausedError, botRefusal } from './bot-refusal.ts';
import type { BotTurns } from './bot-turns.ts';
import { LoopGuard } from './loop-guard.ts';
import { isAutomaticPerson } from './rules/plan-actions.ts';
import type { Turns } from './turns/turns.ts';
import { personWroteSince } from './turns/usual-sources.ts';

type Stored = Extract<Fact, { type: 'message-stored' }>;

const second = 1_000;
const minute = 60 * second;
/** These are sent whoever answers: they end what automation does, or come after the end. */
const lastWords: ReadonlySet<TurnSource> = new Set(['stop', 'hand-over', 'satisfaction']);

/** How conversations of the number change their mode. */
interface ModeSettings {
  resumeAfterMinutes: number;
  /** Null: the number has no bot. */
  bot: NumberBot | null;
}

/** Conversations that a person already has when a number gets a bot. */
const maxKept = 300;

export class Modes implements Listener {
  readonly name = 'modes';
  readonly repair = 'job';
  #sql: SqlStorage;
  #changes: ChangeLog;
  #bot: Bot;
  #turns: BotTurns;
  #automation: Automation;
  #automatic: () => Turns;
  #looping: (name: string) => void;
  #guard = new LoopGuard();

  /** `looping`: a bot with this name was stopped. */
  constructor(
    sql: SqlStorage,
    changes: ChangeLog,
    parts: {
      bot: Bot;
      turns: BotTurns;
      automation: Automation;
      automatic: () => Turns;
      looping: (name: string) => void;
    },
  ) {
    const { bot, turns, automation, automatic, looping } = parts;
    this.#automation = automation;
    this.#automatic = automatic;
    this.#sql = sql;
    this.#changes = changes;
    this.#bot = bot;
    this.#turns = turns;
    this.#looping = looping;
  }

  /** Null: nothing answers automatically, and conversations have no modes. */
  get #settings(): ModeSettings | null {
    const { settings: bot } = this.#bot;
    if (!bot && !this.#automation.isOn) return null;
    const { resumeAfterMinutes } = bot ?? this.#automation.settings;
    return { resumeAfterMinutes, bot };
  }

  onFact(fact: Fact): Write | undefined {
    const settings = this.#settings;
    if (!settings) return undefined;
    if (fact.type === 'message-stored') return this.#ofMessage(fact, settings);
    if (fact.type !== 'entry-added') return undefined;
    const { conversationId, entryId, entry } = fact;
    if (entry === 'resolved') return () => this.#resolved(conversationId);
    if (entry !== 'assigned') return undefined;
    return () => {
      const assigned = entryAt(this.#sql, entryId);
      if (assigned?.type !== 'assigned' || assigned.to === null) return;
      // Automatically, or only to another team: no person has acted.
      if (assigned.by === null || assigned.to.id === assigned.from?.id) return;
      // A rule leaves it to automation until the agent does something.
      if (isAutomaticPerson(assigned.by)) return;
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

  /** Why a queued message of a bot, or of an automatic turn, may no longer be sent. */
  stops(row: ConversationRow, message: MessageRow): MessageError | null {
    const by = stored(author, message.author);
    if (by?.type === 'automation') return this.#stopsTurn(row, message, by.source) ? botPausedError : null;
    const { settings } = this.#bot;
    if (!settings || by?.type !== 'agent' || !by.isBot) return null;
    const isStopped = settings.isPaused || this.#automation.isPausedForAll;
    return isStopped || modeOf(row, Date.now()) !== 'automatic' ? botPausedError : null;
  }

  #stopsTurn(row: ConversationRow, { key }: MessageRow, source: TurnSource): boolean {
    if (lastWords.has(source)) return false;
    const now = Date.now();
    if (this.#automation.isPaused) return true;
    const turn = key === null ? null : turnOfKey(this.#sql, key);
    // It says that the team will answer, and is sent unless the team already has.
    if (turn?.outcome === 'handed-over') return personWroteSince(this.#sql, row.id, turn.ended_at ?? now);
    if (row.mode === 'off') return true;
    if (source === 'away') return personWroteSince(this.#sql, row.id, now - 15 * minute);
    return modeOf(row, now) !== 'automatic';
  }

  /** An automatic turn has ended without an answer. */
  turnEnded(conversationId: number): void {
    const row = conversationRow(this.#sql, conversationId);
    if (row && row.bot_state !== null) this.#turns.end(row);
  }

  /** An automatic turn leaves a conversation to the team. */
  turnLeaves(conversationId: number, because: 'handed-over' | 'looping'): void {
    const row = this.#row(conversationId);
    if (modeOf(row, Date.now()) === 'automatic') this.#leaveToTeam(row, because, null);
    if (because === 'looping') this.#looping('');
  }

  /** Automation of the number was changed. Call it in the transaction. */
  automationChanged(wasOn: boolean): void {
    const { isOn, isPaused } = this.#automation;
    const settings = this.#settings;
    if (settings && !wasOn && settings.bot === null) this.#keepPersons(settings);
    if ((wasOn && !isOn) || isPaused) this.#turns.endPending();
  }

  /** Whether the bot has still time to answer. */
  isPending(conversationId: number): boolean {
    if (!this.#settings) return false;
    return conversationRow(this.#sql, conversationId)?.bot_state === 'pending';
  }

  /** Call it in the transaction in which the number gets another bot or other settings. */
  botChanged(before: NumberBot | null): void {
    const { settings } = this.#bot;
    const isOther = before?.webhook !== settings?.webhook;
    if (settings && !settings.isPaused && (isOther || before?.isPaused)) this.#bot.begin(this.#changes.last);
    if (isOther) this.#turns.endAll();
    else if (settings?.isPaused) this.#turns.endPending();
    if (settings && !before && !this.#automation.isOn) this.#keepPersons(settings);
  }

  /** An endpoint has failed. */
  endpointFailed(endpointId: string): void {
    if (this.#bot.settings?.webhook !== endpointId) return;
    this.#changes.transaction(() => this.#turns.endPending());
  }

  #ofMessage(fact: Stored, settings: ModeSettings): Write | undefined {
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

  #received({ conversationId, messageId, cause, content, at }: Stored, { bot }: ModeSettings): void {
    const message = messageRow(this.#sql, messageId);
    if (!message || !isForTeam(message)) return;
    const isForBot = cause === 'message';
    if (isForBot) this.#resumeIfDue(this.#row(conversationId));
    const row = this.#row(conversationId);
    const isWaiting = row.waiting_at !== null || row.bot_state === 'pending';
    // It was stored late, and is answered already.
    if (!isWaiting) return;
    const isBotsTurn = row.bot_state === 'pending' && this.#hasBotsTurn(row.id);
    const until = isForBot && !isBotsTurn ? this.#automatic().received(row, message, content, at) : null;
    if (until !== null) {
      this.#turns.begin(row, until, true);
    } else if (bot && isForBot && this.#mayTake(row.id, message.id) && this.#bot.canTake(content)) {
      this.#turns.begin(row, Date.now() + bot.answerSeconds * second);
    } else if (this.#row(conversationId).bot_state !== null) this.#turns.end(this.#row(conversationId));
  }

  /** Whether the message is the bot's: nothing else answers it, and no person does. */
  #mayTake(conversationId: number, messageId: number): boolean {
    const isAutomatic = this.#row(conversationId).mode === 'automatic';
    return isAutomatic && !hasTurn(this.#sql, conversationId, messageId);
  }

  /** Whether the bot, and not an automatic turn, has still to answer. */
  #hasBotsTurn(conversationId: number): boolean {
    return this.#bot.settings !== null && openTurn(this.#sql, conversationId) === null;
  }

  #sent({ conversationId, messageId }: Stored, settings: ModeSettings): void {
    const message = messageRow(this.#sql, messageId);
    const by = message && stored(author, message.author);
    // A reaction is no answer.
    if (message?.target !== null) return;
    if (by?.type === 'automation') {
      const row = this.#row(conversationId);
      if (by.answers && row.mode === 'automatic' && row.received_id > 0) this.#turns.answered(row);
      return;
    }
    if (by?.type !== 'agent') return;
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
    { resumeAfterMinutes }: ModeSettings,
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

  #leaveToTeam(row: ConversationRow, because: 'handed-over' | 'looping', by: Person | null): void {
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
  #keepPersons({ resumeAfterMinutes }: { resumeAfterMinutes: number }): void {
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

  #required(): ModeSettings {
    const settings = this.#settings;
    if (settings) return settings;
    throw new ApiError(
      409,
      'no_bot',
      'This number answers nothing automatically. An admin can add a rule or a bot in the settings of the number.',
    );
  }

  #row(id: number): ConversationRow {
    const row = conversationRow(this.#sql, id);
    if (!row) throw new Error('The conversation of a fact or command is missing');
    return row;
  }
}

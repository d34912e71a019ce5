/** What keeps a turn from being carried out, whichever source wants it: it is checked again right before it sends. */
import type { TurnReason } from '../../../api/automation/turns.ts';
import { withoutShown } from '../../../whatsapp/sending/send.ts';
import { expiryOf, isOpen } from '../../../whatsapp/sending/window.ts';
import { type ConversationRow, isIdentityChanged, modeOf } from '../../records/rows.ts';
import { type TurnRow, turnKey } from '../../records/turn-rows.ts';
import type { Automation } from '../automation-settings.ts';
import { limitReached } from './limits.ts';
import { type Decision, isComposition, isOnTheWay, type Plan } from './source.ts';

export class Obstacles {
  #sql: SqlStorage;
  #automation: Automation;

  constructor(sql: SqlStorage, automation: Automation) {
    this.#sql = sql;
    this.#automation = automation;
  }

  /** Why nothing is answered automatically in this conversation. */
  ofConversation(row: ConversationRow): TurnReason | null {
    if (row.mode === 'off') return 'off';
    if (row.blocked_at !== null) return 'blocked';
    return isIdentityChanged(row) ? 'identity' : null;
  }

  ofFollowUp(row: ConversationRow, source: TurnRow['source']): TurnReason | null {
    if (this.#automation.isPaused) return 'paused';
    return this.ofConversation(row) ?? this.#ofSending(row, source);
  }

  /** Why a turn may not go on, apart from who has the conversation, which every source decides by itself. */
  ofTurn(turn: TurnRow, row: ConversationRow, decision: Decision | null): TurnReason | null {
    if (this.#automation.isPaused) return 'paused';
    const hindrance = this.ofConversation(row);
    if (hindrance !== null) return hindrance;
    // Whatever is said only to the team can be done at any time.
    if (decision && isOnlyForTeam(decision)) return null;
    const refusal = this.#ofSending(row, decision?.source ?? turn.source);
    if (refusal !== null) return refusal;
    const isWithPerson = modeOf(row, Date.now()) === 'person';
    if (isWithPerson && (decision?.source ?? turn.source) !== 'away') return 'person';
    return this.#isAnswered(turn) ? 'answered' : null;
  }

  /** Why the messages of a turn that is carried out may not go out any more. */
  ofPlanned(turn: TurnRow, row: ConversationRow): TurnReason | null {
    if (this.#automation.isPaused) return 'paused';
    const hindrance = this.ofConversation(row) ?? this.#ofSending(row, turn.source);
    if (hindrance !== null) return hindrance;
    // What hands over is said although a person has the conversation since.
    const mayBeWithPerson =
      turn.outcome === 'handed-over' || ['away', 'stop', 'hand-over'].includes(turn.source);
    if (!mayBeWithPerson && modeOf(row, Date.now()) === 'person') return 'person';
    // A follow-up answers no message.
    return turn.last_id > 0 && this.#isAnswered(turn) ? 'answered' : null;
  }

  /** Why what a turn is about to send would be too much. */
  ofMessages(turn: TurnRow, plan: Plan, now: number): TurnReason | null {
    if (plan.messages.length === 0 || plan.source === 'stop' || plan.source === 'hand-over') return null;
    return this.#limitReached(turn, now) ?? (this.#isSameAgain(turn, plan) ? 'same-text' : null);
  }

  /** A model costs money, so it is not asked for what could not be sent. */
  ofAsking(turn: TurnRow, decision: Decision | null, now: number): TurnReason | null {
    return decision?.source === 'assistant' ? this.#limitReached(turn, now) : null;
  }

  #limitReached({ conversation_id: id }: TurnRow, now: number): TurnReason | null {
    return limitReached(this.#sql, id, this.#automation.settings.limits, now);
  }

  #ofSending(row: ConversationRow, source: TurnRow['source']): TurnReason | null {
    const now = Date.now();
    const expiresAt = expiryOf({ openedAt: row.opened_at, refusedAt: row.refused_at }, now);
    if (!isOpen(expiresAt, now)) return 'window-closed';
    return row.marketing_stopped === 1 && source !== 'stop' ? 'opted-out' : null;
  }

  /** Whether the last message to the customer was automatic and the same. */
  #isSameAgain(turn: TurnRow, { messages }: Plan): boolean {
    const [last] = this.#sql
      .exec<{ body: string; type: string | null }>(
        `SELECT body, author ->> 'type' AS type FROM message WHERE conversation_id = ? AND direction = 'out'
           AND target IS NULL ORDER BY sent_at DESC, id DESC LIMIT 1`,
        turn.conversation_id,
      )
      .toArray();
    if (last?.type !== 'automation') return false;
    const body = JSON.stringify(withoutShown(last.body));
    return messages.some((content) => JSON.stringify(content) === body);
  }

  /** Whether anybody has written to the customer since they wrote, apart from this turn. */
  #isAnswered({ id: turnId, conversation_id: id, first_id: firstId }: TurnRow): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM message WHERE conversation_id = ? AND id > ? AND direction = 'out' AND target IS NULL
             AND send_at IS NULL AND status IS NOT 'failed' AND author ->> 'answers' IS NOT 0
             AND substr(coalesce(key, ''), 1, length(?3)) <> ?3 LIMIT 1`,
          ...[id, firstId, turnKey(turnId, '')],
        )
        .toArray().length > 0
    );
  }
}

/** Whether the customer notices nothing of it. */
function isOnlyForTeam(decision: Decision): boolean {
  if (decision.source === 'suggestion') return true;
  if (isComposition(decision) || decision.messages.length > 0) return false;
  // What a bot does is its turn, also without a message.
  return decision.source !== 'bot' || isOnTheWay(decision);
}

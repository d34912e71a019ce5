/** How much is sent automatically, and the signs of a machine at the other end. */
import type { AutomationLimits } from '../../../api/automation/settings.ts';
import type { TurnReason } from '../../../api/automation/turns.ts';
import { sentSince } from '../../records/turn-rows.ts';

const minute = 60_000;
/** An answer within this time after ours is hardly a person's. */
const hastyMs = 2_000;
const maxHasty = 3;
const maxKnown = 1_000;

/** What automatic answers of others say of themselves. */
const machineWords =
  /\b(auto(matic|mated)?[ -]?(reply|response|message)|do not reply|no[ -]?reply|out of office|abwesenheitsnotiz|automatische (antwort|nachricht)|respuesta autom[aá]tica|resposta autom[aá]tica|r[eé]ponse automatique|balasan otomatis)\b/iu;

export function limitReached(
  sql: SqlStorage,
  conversationId: number,
  limits: AutomationLimits,
  now: number,
): TurnReason | null {
  const { inTenMinutes, inHour, inDay, inMonth } = limits;
  const sent = (minutes: number) => sentSince(sql, conversationId, now - minutes * minute);
  if (sent(10) >= inTenMinutes || sent(60) >= inHour || sent(24 * 60) >= inDay) return 'limit';
  return inMonth !== null && sentInMonth(sql, now) >= inMonth ? 'month-limit' : null;
}

export function sentInMonth(sql: SqlStorage, now: number): number {
  const [row] = sql
    .exec<{ messages: number }>('SELECT messages FROM automatic_month WHERE month = ?', monthOf(now))
    .toArray();
  return row?.messages ?? 0;
}

export function countInMonth(sql: SqlStorage, messages: number, now: number): void {
  sql.exec(
    `INSERT INTO automatic_month VALUES (?1, ?2)
     ON CONFLICT (month) DO UPDATE SET messages = messages + excluded.messages`,
    ...[monthOf(now), messages],
  );
}

function monthOf(now: number): string {
  return new Date(now).toISOString().slice(0, 7);
}

/** Notices a customer who is a machine: three answers in a row within two seconds, or words that say so. In memory. */
export class MachineSigns {
  #known = new Map<number, { sentAt: number; hasty: number }>();

  sent(conversationId: number, now: number): void {
    const before = this.#known.get(conversationId);
    this.#known.delete(conversationId);
    this.#known.set(conversationId, { sentAt: now, hasty: before?.hasty ?? 0 });
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxKnown && oldest !== undefined) this.#known.delete(oldest);
  }

  /** Whether a message of a customer is a machine's. */
  isMachine(conversationId: number, text: string, now: number): boolean {
    const known = this.#known.get(conversationId);
    if (!known) return false;
    if (machineWords.test(text)) return true;
    known.hasty = now - known.sentAt < hastyMs ? known.hasty + 1 : 0;
    return known.hasty >= maxHasty;
  }
}

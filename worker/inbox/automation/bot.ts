/** The bot of a number: an endpoint that gets the customers' messages while a conversation is automatic. */
import * as v from 'valibot';
import type { NumberBot } from '../../api/numbers/numbers.ts';
import { storedJson } from '../../stored-json.ts';
import type { Content } from '../../whatsapp/content/content.ts';
import type { Lane } from '../deliveries/lane.ts';
import type { Audience } from '../events/audience.ts';
import { type EventRow, metaOf, typeOf, wantsMessage } from '../events/event-rows.ts';
import { conversationRow } from '../records/rows.ts';
import { hasTurn } from '../records/turn-rows.ts';

const stored = v.object({ seq: v.number() });

/**
 * Events that make a bot act. It receives the others in every mode: statuses may concern its own messages, and it
 * has to learn that a contact was erased.
 */
const turnTypes: ReadonlySet<string> = new Set([
  'message.received',
  'message.reaction',
  'message.edited',
  'message.deleted',
]);

export class Bot {
  #sql: SqlStorage;
  #audience: Audience;
  #lanes: () => readonly Lane[];
  /** What happened up to this change is not for the bot, which was chosen or resumed after it. */
  #beginsAfter: number;

  constructor(sql: SqlStorage, audience: Audience, lanes: () => readonly Lane[]) {
    this.#sql = sql;
    this.#audience = audience;
    this.#lanes = lanes;
    const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'bot'").toArray();
    this.#beginsAfter = (row && storedJson(stored, row.value))?.seq ?? 0;
  }

  /** Null: the number has no bot, and conversations have no modes. */
  get settings(): NumberBot | null {
    return this.#audience.now.bot;
  }

  /** From now on it gets what happens. */
  begin(seq: number): void {
    this.#beginsAfter = seq;
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('bot', ?)", JSON.stringify({ seq }));
  }

  /** Whether it receives such a message now, so that it can answer. */
  canTake(content: Content): boolean {
    const { settings } = this;
    if (!settings || settings.isPaused) return false;
    const lane = this.#lanes().find(({ endpoint }) => endpoint.id === settings.webhook);
    if (!lane || lane.failure !== null || lane.endpoint.disabledAt !== null) return false;
    return wantsMessage(lane.endpoint, content);
  }

  /**
   * Whether an event must not reach an endpoint: it is for the bot, and a person has the conversation, or had it when it
   * happened. Such an event is not delivered later either, because it would look like a new one.
   */
  isWithheld(endpointId: string, event: EventRow): boolean {
    const { settings } = this;
    if (settings?.webhook !== endpointId || event.conversation === null || !isTurn(event)) return false;
    if (settings.isPaused || event.seq <= this.#beginsAfter) return true;
    const row = conversationRow(this.#sql, event.conversation);
    if (row === null) return false;
    if (row.mode !== 'automatic' || event.seq < row.bot_seq) return true;
    // A rule or the like answers it.
    return event.subject !== null && hasTurn(this.#sql, row.id, event.subject);
  }
}

function isTurn(event: EventRow): boolean {
  const meta = metaOf(event.type);
  if (meta) return meta.kind === 'message' || meta.kind === 'echo';
  const type = typeOf(event);
  return type !== null && turnTypes.has(type);
}

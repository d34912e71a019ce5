/** What Meta sends. */
import type { RawEvent, RawEventKind } from '../../api/numbers/data.ts';
import type { Page } from '../../api/values.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import type { Context } from '../context.ts';
import { problemsAfter, rawEvent, rawEvents, type StoredEvent } from '../receiving/raw-events.ts';
import { takeSelfTest } from '../receiving/self-test.ts';

export class Receiving {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Stores all events or throws. Events can repeat, arrive late, or arrive before what they refer to. */
  async receive(events: InboxEvent[]): Promise<void> {
    await this.#context.rejectDeleted();
    await this.#context.parts.reception.receive(events);
  }

  rawEvents(kind: RawEventKind, before: number, limit: number): Page<RawEvent> {
    const { sql, parts } = this.#context;
    const since = Date.now() - parts.retention.policy.rawDays * 24 * 60 * 60_000;
    return rawEvents(sql, kind, { before, limit, since });
  }

  rawEvent(id: string): StoredEvent {
    return rawEvent(this.#context.sql, id);
  }

  /** The oldest events that could not be read or stored, from the one after this id. */
  problems(after: number, limit: number): { id: number; event: StoredEvent }[] {
    return problemsAfter(this.#context.sql, after, limit);
  }

  /** Stores an event that was read again, and clears its problem. Returns whether it is stored. */
  replay(id: string, events: InboxEvent[]): Promise<boolean> {
    return this.#context.parts.reception.replay(id, events);
  }

  /** Whether the webhook with this mark, which the deployment sent to itself, arrived. Deletes it. */
  takeSelfTest(mark: string): boolean {
    return takeSelfTest(this.#context.sql, mark);
  }
}

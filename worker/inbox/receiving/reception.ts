/** Receives events, and replays those that could not be read or stored before. */
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { erasedMarks, isErased } from '../contacts/erase-contact.ts';
import { digestOf } from '../records/changes/event-digest.ts';
import type { Intake } from './intake.ts';
import type { Problems } from './problems.ts';
import { dropProblem, knownMetaNotice } from './raw-events.ts';

export class Reception {
  #sql: SqlStorage;
  #intake: Intake;
  #problems: Problems;
  /** Marks of events that were erased and may come once more. */
  #erased: Set<number>;

  constructor(sql: SqlStorage, intake: Intake, problems: Problems) {
    this.#sql = sql;
    this.#intake = intake;
    this.#problems = problems;
    this.#erased = erasedMarks(sql, Date.now());
  }

  /** A contact was erased. */
  forget(): void {
    this.#erased = erasedMarks(this.#sql, Date.now());
  }

  /** Stores all events or throws. Events can repeat, arrive late, or arrive before what they refer to. */
  async receive(received: InboxEvent[]): Promise<void> {
    const digests = await Promise.all(received.map(digestOf));
    const isWanted = (_: unknown, index: number) => {
      const event = received[index];
      return event !== undefined && !isErased(event, digests[index] ?? null, this.#erased);
    };
    await this.#intake.add({ events: received.filter(isWanted), digests: digests.filter(isWanted) });
  }

  /** Stores an event that was read again, and clears its problem. Returns whether it is stored. */
  async replay(id: string, events: InboxEvent[]): Promise<boolean> {
    const known = knownMetaNotice(this.#sql, id);
    const digests = await Promise.all(
      events.map((event) =>
        known && event.kind !== 'unparsed' && event.raw === known.raw ? known.digest : digestOf(event),
      ),
    );
    await this.#intake.add({ events, digests });
    const isStored = events.every(
      (event, index) => event.kind !== 'unparsed' && !this.#problems.has(event, digests[index] ?? ''),
    );
    const notice = /^notice-(\d+)$/.exec(id)?.[1];
    if (isStored && notice !== undefined) dropProblem(this.#sql, Number(notice));
    return isStored;
  }
}

/** Takes in what Meta sends, and once more what could not be read or stored before. */
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { erasedMarks, isErased } from '../contacts/erase-contact.ts';
import { digestOf } from '../records/event-digest.ts';
import type { Intake } from './intake.ts';
import type { Problems } from './problems.ts';
import { dropProblem, knownNotice } from './raw-events.ts';

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

  /** Stores all events or throws. Any event may come again, late, or before what it refers to. */
  async receive(received: InboxEvent[]): Promise<void> {
    const digests = await Promise.all(received.map(digestOf));
    const isWanted = (_: unknown, index: number) => {
      const event = received[index];
      return event !== undefined && !isErased(event, digests[index] ?? null, this.#erased);
    };
    await this.#intake.add({ events: received.filter(isWanted), digests: digests.filter(isWanted) });
  }

  /** Takes in what was read once more; what is stored now is no problem any more. Whether it is stored. */
  async replay(id: string, events: InboxEvent[]): Promise<boolean> {
    const known = knownNotice(this.#sql, id);
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

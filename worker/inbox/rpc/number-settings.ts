/** The number: its policy, opening hours, saved places, setup test and vital signs. */
import type { Trial } from '../../api/numbers/connections.ts';
import type { InboxFindings, InboxVitals } from '../../api/numbers/health.ts';
import type { NumberHours } from '../../api/numbers/hours.ts';
import type { NumberPolicy } from '../../api/numbers/numbers.ts';
import type { NumberPlaces } from '../../api/numbers/places.ts';
import type { Context } from '../context.ts';
import { changeHours, hoursOf } from '../number/hours.ts';
import { changePlaces, placesOf } from '../number/places.ts';
import { setupTestOf } from '../number/setup-test.ts';
import { hearingOf, vitalsOf } from '../number/vitals.ts';

export class NumberSettings {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  policy(): NumberPolicy {
    return this.#context.parts.policy.now;
  }

  changePolicy(change: NumberPolicy): NumberPolicy {
    const { changes, jobs, policy } = this.#context.parts;
    const changed = changes.transaction(() => policy.change(change));
    jobs.pump();
    return changed;
  }

  hours(): NumberHours {
    return { hours: hoursOf(this.#context.sql) };
  }

  changeHours({ hours }: NumberHours): NumberHours {
    const { sql, parts } = this.#context;
    parts.changes.transaction(() => changeHours(sql, parts.changes, hours));
    return { hours };
  }

  places(): NumberPlaces {
    return placesOf(this.#context.sql);
  }

  changePlaces(places: NumberPlaces): NumberPlaces {
    const { sql, parts } = this.#context;
    parts.changes.transaction(() => changePlaces(sql, parts.changes, places));
    return places;
  }

  /** Whether a customer's message has arrived, and a reply was accepted. */
  setupTest(): Trial {
    return setupTestOf(this.#context.sql);
  }

  vitals(): InboxVitals {
    return vitalsOf(this.#context.sql, Date.now());
  }

  /** What an admin may have to see at once. */
  findings(): InboxFindings {
    const { sql, parts } = this.#context;
    const { botHook, assistant } = parts;
    const now = Date.now();
    return {
      ...{ hearing: hearingOf(sql, now), botHook: botHook.failing },
      ...{ assistantBudget: assistant.budgetWarning, freeMessages: parts.freeMessages.warning(now) },
    };
  }

  /** The inbox has a new number. Conversations stay. */
  changed(): void {
    this.#context.parts.media.numberChanged();
  }

  /** Resumes sending with a new token after Meta rejected the previous one. */
  resumeSending(): void {
    const { access, media, dispatch } = this.#context.parts;
    access.forget();
    media.resume(Date.now());
    dispatch.resume();
  }
}

/**
 * Notices whether the agent is at their computer. After some time without a key or a pointer, each number is told that
 * they are idle, and with the next key or movement that they are not.
 */
import type { OwnPresence } from '../../client/live/presence.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';

const touches = ['keydown', 'pointerdown', 'pointermove', 'wheel'];
const minute = 60_000;

/** What it needs of the store of a number. */
export interface Watched {
  readonly availability: Pick<NonNullable<InboxStore['availability']>, 'idleAfterMinutes'> | null;
  readonly own: OwnPresence;
}

export class Activity {
  #stores: () => readonly Watched[];
  #touchedAt = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOn = false;

  constructor(stores: () => readonly Watched[]) {
    this.#stores = stores;
  }

  start(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    this.#touchedAt = Date.now();
    for (const touch of touches)
      window.addEventListener(touch, this.#touched, { capture: true, passive: true });
  }

  stop(): void {
    this.#isOn = false;
    clearTimeout(this.#timer);
    for (const touch of touches) window.removeEventListener(touch, this.#touched, { capture: true });
  }

  /** A number may have another time. */
  check(): void {
    const now = Date.now();
    clearTimeout(this.#timer);
    const ends = this.#stores().flatMap((store) => {
      // A number that does not say so has an older Worker, which knows nothing of it.
      const minutes = store.availability?.idleAfterMinutes ?? null;
      const end = minutes === null ? Number.POSITIVE_INFINITY : this.#touchedAt + minutes * minute;
      const isIdle = end <= now;
      if (isIdle !== store.own.isIdle) {
        store.own.isIdle = isIdle;
        store.own.repeat();
      }
      return isIdle ? [] : end;
    });
    const next = Math.min(...ends);
    if (Number.isFinite(next)) this.#timer = setTimeout(() => this.check(), next - now);
  }

  /** The timer looks at it later; only who was idle is back at once. */
  #touched = (): void => {
    this.#touchedAt = Date.now();
    if (this.#stores().some(({ own }) => own.isIdle)) this.check();
  };
}

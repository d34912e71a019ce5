/** Whether the agent is at their computer, as the page notices it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Activity, type Watched } from '../../../../widget/agent-console/shell/activity.ts';
import { OwnPresence } from '../../../../widget/client/live/presence.ts';

const minute = 60_000;
let said: string[];
let activity: Activity;

function watched(name: string, idleAfterMinutes: number | null | undefined): Watched {
  return {
    availability: idleAfterMinutes === undefined ? null : { idleAfterMinutes },
    own: new OwnPresence({
      say: ({ isIdle = false }) => said.push(`${name} ${isIdle ? 'idle' : 'active'}`),
      showTyping: () => {},
    }),
  };
}

function watch(...numbers: Watched[]): void {
  activity = new Activity(() => numbers);
  activity.start();
  activity.check();
}

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
});
afterEach(() => {
  activity.stop();
  vi.useRealTimers();
});

it('an agent who touches nothing is idle after the time of each number, and active with the next key', async () => {
  watch(watched('shop', 15), watched('studio', 30));
  await vi.advanceTimersByTimeAsync(14 * minute);
  expect(said).toEqual([]);
  await vi.advanceTimersByTimeAsync(minute);
  expect(said).toEqual(['shop idle']);
  await vi.advanceTimersByTimeAsync(15 * minute);
  expect(said).toEqual(['shop idle', 'studio idle']);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  expect(said.slice(2)).toEqual(['shop active', 'studio active']);
});

it('each key and movement puts it off, and nothing is said meanwhile', async () => {
  watch(watched('shop', 15));
  for (const touch of ['keydown', 'pointermove', 'wheel', 'pointerdown']) {
    await vi.advanceTimersByTimeAsync(10 * minute);
    window.dispatchEvent(new Event(touch));
  }
  expect(said).toEqual([]);
  await vi.advanceTimersByTimeAsync(15 * minute);
  expect(said).toEqual(['shop idle']);
});

it('an agent is never idle where the number does not want it, or its Worker does not know it', async () => {
  watch(watched('shop', null), watched('studio', undefined));
  await vi.advanceTimersByTimeAsync(24 * 60 * minute);
  expect(said).toEqual([]);
});

it('a longer time that is set meanwhile makes an idle agent available again', async () => {
  let shop = watched('shop', 15);
  activity = new Activity(() => [shop]);
  activity.start();
  activity.check();
  await vi.advanceTimersByTimeAsync(20 * minute);
  shop = { ...shop, availability: { idleAfterMinutes: 60 } };
  activity.check();
  expect(said).toEqual(['shop idle', 'shop active']);
});

it('a page that is left behind notices nothing any more', async () => {
  watch(watched('shop', 15));
  activity.stop();
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(said).toEqual([]);
});

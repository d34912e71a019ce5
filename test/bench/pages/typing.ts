import type { Page } from 'playwright-core';
import { quantile } from '../support/load.ts';

/** Milliseconds from a key press to the next frame, by the browser's event timing, at a quarter of the processor. */
export interface TypingFigures {
  /** As the browser reports a page's interaction to next paint: the slowest but for one in fifty. */
  slowest: number;
  median: number;
}

const slowDown = 4;
const text = 'We can bring it on Friday between nine and eleven. ';

/** Types into the message field of the conversation that is open. */
export async function measureTyping(page: Page): Promise<TypingFigures> {
  await page.evaluate(observeKeys);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  await page.getByRole('textbox', { name: 'Message', exact: true }).click();
  await page.keyboard.type(text.repeat(2), { delay: 60 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.waitForTimeout(500);
  const durations = (await page.evaluate(keyDurations)).sort((a, b) => a - b);
  return { slowest: quantile(durations, 0.98), median: quantile(durations, 0.5) };
}

/** Runs in the page: event timing reports an interaction's events that took 16 ms or longer. */
function observeKeys(): void {
  const longest = new Map<number, number>();
  Object.assign(window, { longest });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { interactionId, duration } = entry as PerformanceEventTiming & { interactionId: number };
      if (interactionId > 0) longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

/** Runs in the page. */
function keyDurations(): number[] {
  const longest: unknown = Reflect.get(window, 'longest');
  return longest instanceof Map ? [...longest.values()] : [];
}

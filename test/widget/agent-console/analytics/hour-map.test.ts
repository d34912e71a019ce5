import { afterEach, expect, it, vi } from 'vitest';
import { HourMap } from '../../../../widget/agent-console/analytics/hour-map.ts';
import { reportOf } from '../../../fixtures/analytics-report.ts';

let map: HourMap;
afterEach(() => document.body.replaceChildren());

async function show(): Promise<void> {
  map = new HourMap();
  map.hours = reportOf(30).hours;
  map.opens = true;
  document.body.replaceChildren(map);
  await map.updateComplete;
}

const cell = (at: string) => map.renderRoot.querySelector<HTMLElement>(`[data-at="${at}"]`);
function press(key: string): void {
  map.renderRoot
    .querySelector('table')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

it('says the mean of each hour with its day', async () => {
  await show();
  expect(cell('1-8')?.textContent.replace(/\s+/g, ' ').trim()).toMatch(/^Monday, 8 AM: [\d.]+$/);
});

it('has one stop for the Tab key, which the arrow keys move', async () => {
  await show();
  cell('1-9')?.focus();
  press('ArrowDown');
  press('ArrowRight');
  await map.updateComplete;
  const stops = [...map.renderRoot.querySelectorAll<HTMLElement>('[tabindex="0"]')];
  expect(stops.map(({ dataset }) => dataset.at)).toEqual(['2-10']);
  press('End');
  press('ArrowRight');
  await map.updateComplete;
  expect(map.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.dataset.at).toBe('2-23');
});

it('opens the conversations of an hour, and of none without messages', async () => {
  await show();
  const selected = vi.fn();
  map.addEventListener('hour-select', ({ hour }) => selected(hour.weekday, hour.hour));
  cell('1-3')?.click();
  cell('1-8')?.click();
  expect(selected.mock.calls).toEqual([[1, 8]]);
});

/** How the charts measure. */
import { expect, it } from 'vitest';
import { countScale, waitScale } from '../../../../widget/agent-console/analytics/charts/scales.ts';

it('grid lines of waits are whole units of time, and the bottom is 0', () => {
  expect([0, ...waitScale.steps].map(waitScale.axisText)).toEqual([
    ...['0', '1m', '2m', '5m', '10m', '20m', '30m'],
    ...['1h', '2h', '4h', '8h', '12h', '1d', '2d', '7d', '14d'],
  ]);
});

it('says that there is no data, which is not 0', () => {
  expect([countScale.text(null), countScale.text(0), waitScale.text(null)]).toEqual(['–', '0', '–']);
});

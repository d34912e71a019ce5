import { expect, it } from 'vitest';
import { barsOf } from '../../../../../widget/agent-console/content/audio/waveform.ts';

it('a waveform shows where a recording is loud, whatever its volume', () => {
  const samples = Float32Array.from({ length: 400 }, (_, index) => (index < 200 ? 0.1 : 0.4) * (-1) ** index);
  const bars = barsOf(samples, 4).map((bar) => Math.round(bar * 100));
  expect(bars).toEqual([25, 25, 100, 100]);
});

it('silence and a recording that is shorter than its bars have no bar above zero', () => {
  expect(barsOf(new Float32Array(100), 4)).toEqual([0, 0, 0, 0]);
  expect(barsOf(new Float32Array(2), 4)).toEqual([0, 0, 0, 0]);
});

import { describe, expect, it } from 'vitest';
import { runChaos } from '../../chaos/chaos.ts';

describe('the Worker, killed under load and started again', () => {
  it('a Worker killed under load stores every message once and sends every answer at most once', async ({
    signal,
  }) => {
    const report = await runChaos({ kills: 2, perKill: { written: 40, answered: 5 }, signal });
    expect(report.violations).toEqual([]);
    expect(report.written).toBeGreaterThanOrEqual(120);
    expect(report.answered).toBeGreaterThanOrEqual(15);
  });
});

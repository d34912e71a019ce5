import { describe, expect, it } from 'vitest';
import { runChaos } from '../chaos/chaos.ts';

describe('the Worker, killed under load and started again', () => {
  it('has stored every message once and sent every answer at most once', async () => {
    const report = await runChaos({ kills: 2, betweenKills: 2_000 });
    expect(report.violations).toEqual([]);
    expect(report.written).toBeGreaterThan(50);
    expect(report.answered).toBeGreaterThan(5);
  }, 300_000);
});

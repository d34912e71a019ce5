import { describe, expect, it } from 'vitest';
import { isAutomatic, isAutomationPaused } from '../../../../widget/agent-console/ui/automatic.ts';

const bot = {
  ...{ webhook: 'wh_1', name: 'Order bot', resumeAfterMinutes: 240, answerSeconds: 120, isPaused: false },
};
const off = { isOn: false, isPaused: false, isSuggesting: false };

describe('a number', () => {
  it('answers automatically with a bot, or with anything else that is set up', () => {
    expect(isAutomatic({ bot: null, automation: off })).toBe(false);
    expect(isAutomatic({ bot, automation: off })).toBe(true);
    expect(isAutomatic({ bot: null, automation: { isOn: true, isPaused: true, isSuggesting: false } })).toBe(
      true,
    );
  });

  it('is paused once nothing of it can answer', () => {
    const paused = { ...bot, isPaused: true };
    expect(isAutomationPaused({ bot: paused, automation: off })).toBe(true);
    expect(
      isAutomationPaused({ bot: paused, automation: { isOn: true, isPaused: false, isSuggesting: false } }),
    ).toBe(false);
    expect(isAutomationPaused({ bot, automation: { isOn: true, isPaused: true, isSuggesting: false } })).toBe(
      false,
    );
    expect(
      isAutomationPaused({ bot: paused, automation: { isOn: true, isPaused: true, isSuggesting: false } }),
    ).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import {
  isOn,
  openingNow,
  summaryOf,
} from '../../../../../widget/agent-console/settings/automation/blocks.ts';
import { withExamples } from '../../../../../widget/agent-console/settings/automation/variables.ts';
import type { AutomationSettings, AutomationState } from '../../../../../worker/api/automation/settings.ts';
import type { Turn } from '../../../../../worker/api/automation/turns.ts';

const state = (
  change: Partial<AutomationState> = {},
  settings: Partial<AutomationSettings> = {},
): AutomationState => ({
  ...{ isPausedForAll: false, isOpen: true, changesAt: null, sentInMonth: 0 },
  settings: {
    ...{ isPaused: false, resumeAfterMinutes: 240, welcome: null, stopReply: null },
    away: { text: { en: 'Closed' } },
    handOver: { words: ['agent'], reply: null },
    limits: { inTenMinutes: 6, inHour: 20, inDay: 60, inMonth: null },
    ...settings,
  },
  ...change,
});
const turn = (source: Turn['source'], outcome: Turn['outcome'] = 'said'): Turn => ({
  ...{ id: 1, conversationId: 1, firstMessageId: 1, lastMessageId: 1, subject: null, because: null },
  ...{ source, outcome, beganAt: 1, endedAt: 2, messages: [], details: null },
});

describe('the overview of automation', () => {
  it('says what is on, and of what cannot be off nothing', () => {
    expect(isOn('away', state())).toBe(true);
    expect(isOn('welcome', state())).toBe(false);
    expect(isOn('handOver', state())).toBeNull();
  });

  it('counts what was sent, and not what was withdrawn', () => {
    const turns = [turn('away'), turn('away'), turn('away', 'withdrawn'), turn('welcome')];
    expect(summaryOf('away', state(), turns)).toBe('Used 2 times in the last 7 days');
  });

  it('says that an away message without business hours is never sent', () => {
    expect(summaryOf('away', state({ isOpen: null }), [])).toContain('Never sent');
  });

  it('says what a block is for that is off', () => {
    expect(summaryOf('welcome', state(), [])).toContain('Greets customers');
  });

  it('says until when the number is open, if that is known', () => {
    expect(openingNow(state({ changesAt: 5 }), (at) => `at ${at}`)).toBe('Open now, closes at 5');
    expect(openingNow(state({ isOpen: false }))).toBe('Closed now');
  });
});

describe('the preview of an automatic text', () => {
  it('fills in an example of each variable and leaves what it does not know', () => {
    expect(withExamples('{{ contact_first_name }} at {{number_name}}, {{other}}', 'Shop', 'en')).toBe(
      'Ada at Shop, {{other}}',
    );
    expect(withExamples('{{opens}}', 'Shop', 'de')).toContain('Montag');
  });
});

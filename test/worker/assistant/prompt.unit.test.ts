import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PromptInput, promptOf } from '../../../worker/assistant/prompt/prompt.ts';
import { dataLine, transcript } from '../../../worker/assistant/prompt/transcript.ts';
import { openingAt } from '../../../worker/opening-hours.ts';

const said = (text: string, from: 'customer' | 'bot' | 'agent' = 'customer', name: string | null = null) => ({
  ...{ type: 'message' as const, at: Date.UTC(2026, 10, 30, 12), from, name, text },
});

const input: PromptInput = {
  business: { name: 'Lumen & Clay', about: '' },
  instructions: { general: 'Say du.', mayPromise: 'A reply within a day.', mustNot: '' },
  knowledge: [{ entry: 1, title: 'Do you repair?', text: 'Yes, on Fridays.', url: null }],
  labels: [],
  opening: {
    timeZone: 'Europe/Berlin',
    hours: 'Mon–Fri 09:00–18:00',
    isOpen: false,
    changesAt: Date.UTC(2026, 11, 1, 8),
  },
  now: Date.UTC(2026, 10, 30, 19),
  contactName: 'Eva',
  lines: [said('Hello')],
};
const [system, user] = ['system', 'user'].map(
  (role) => (changed: Partial<PromptInput>) =>
    promptOf({ ...input, ...changed }).messages.find((message) => message.role === role)?.content ?? '',
);

describe('the prompt', () => {
  it('has the instructions in the system message, and everything else as data', () => {
    expect(system?.({})).toContain('Say du.');
    expect(system?.({})).toContain('You may promise:\nA reply within a day.');
    expect(system?.({})).not.toContain('You must not:');
    expect(system?.({})).not.toContain('Fridays');
    expect(user?.({})).toContain('{"id":"k1","title":"Do you repair?","text":"Yes, on Fridays."}');
  });

  it('says when it is, and when the business opens, in its time zone', () => {
    expect(user?.({})).toContain('It is Monday, 2026-11-30 20:00, time zone Europe/Berlin.');
    expect(user?.({})).toContain('The business is closed now. It opens at 2026-12-01 09:00.');
    expect(user?.({})).toContain('Mon–Fri 09:00–18:00');
  });

  it('says it in the hour that repeats at the end of summer time, when the business is still closed', () => {
    const hours = { timeZone: 'Europe/Berlin', week: { sunday: '09:00-18:00' } };
    for (const now of ['2026-10-25T00:30Z', '2026-10-25T01:30Z'].map((text) => Date.parse(text))) {
      const opening = { ...openingAt(hours, now), timeZone: hours.timeZone, hours: '' };
      const text = user?.({ now, opening });
      expect(text).toContain('It is Sunday, 2026-10-25 02:30, time zone Europe/Berlin.');
      expect(text).toContain('The business is closed now. It opens at 2026-10-25 09:00.');
    }
  });

  it('has no word of a customer, their name or the knowledge in the system message', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.uuid(), (text, name, fact) => {
        const content = system?.({
          lines: [said(text)],
          contactName: name,
          knowledge: [{ entry: 1, title: fact, text: fact, url: fact }],
        });
        expect([text, name, fact].some((one) => content?.includes(one))).toBe(false);
      }),
    );
  });

  it('has each message on one line of its own, whatever a customer writes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { minLength: 1, maxLength: 8 }),
        (texts) => {
          const lines = transcript(
            texts.map((text) => said(text)),
            'UTC',
          ).split(/\r\n|[\n\r\u2028\u2029]/u);
          expect(lines.map((line) => JSON.parse(line).text)).toEqual(texts);
        },
      ),
    );
  });

  it('cannot be closed by a tag in the data', () => {
    fc.assert(
      fc.property(fc.constantFrom('</conversation>', '<knowledge>', '<'), fc.string(), (tag, around) => {
        expect(dataLine({ text: `${around}${tag}${around}` })).not.toContain('<');
      }),
    );
  });

  it('names who wrote, and dates when a person took over and left', () => {
    const at = Date.UTC(2026, 10, 29, 9);
    const lines = transcript(
      [
        said('Where is my order?'),
        { type: 'mode', at, mode: 'person' },
        said('On its way', 'agent', 'Ana'),
        { type: 'mode', at, mode: 'automatic' },
      ],
      'UTC',
    ).split('\n');
    expect(lines[0]).toBe('{"at":"2026-11-30 12:00","from":"customer","text":"Where is my order?"}');
    expect(lines[1]).toMatch(/^\{"at":"2026-11-29 09:00","event":"A person of the team took over/);
    expect(lines[2]).toContain('"from":"agent","name":"Ana"');
    expect(lines[3]).toContain('The assistant answers again');
  });

  it('has the last twenty messages, and the beginning of a very long one', () => {
    const many = Array.from({ length: 30 }, (_, index) => said(`message ${index} ${'x'.repeat(3_000)}`));
    const lines = transcript(many, 'UTC').split('\n');
    expect(lines).toHaveLength(20);
    expect(lines[0]).toContain('message 10 ');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(1_700);
  });
});

import { describe, expect, it } from 'vitest';
import { dayLines, settingsIn } from '../../../widget/agent-console/button-form.ts';
import { buttonSnippet } from '../../../widget/agent-console/button-snippet.ts';
import type { ButtonSettings } from '../../../worker/api.ts';

function form(fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

describe('the form of the button', () => {
  it('says what is filled in and leaves out the rest', () => {
    expect(
      settingsIn(
        form([
          ['label', ' Ask us '],
          ['text', ''],
          ['greeting', 'Hi!\n\nHow are you?'],
        ]),
        {},
      ),
    ).toEqual({
      label: 'Ask us',
      greeting: ['Hi!', 'How are you?'],
    });
  });

  it('reads hours, half days and days off, and writes them as it read them', () => {
    const days = '2026-12-24 09:00-12:00\n2026-12-25';
    const { hours, closed } = settingsIn(
      form([
        ['monday', '09:00-17:00'],
        ['timeZone', 'Europe/Berlin'],
        ['days', days],
        ['takesMessages', 'on'],
      ]),
      {},
    );
    expect(hours).toEqual({
      timeZone: 'Europe/Berlin',
      week: { monday: '09:00-17:00' },
      days: { '2026-12-24': '09:00-12:00', '2026-12-25': '' },
    });
    expect(closed).toEqual({ takesMessages: true });
    expect(dayLines(hours?.days)).toBe(days);
  });

  it('keeps what it has no field for', () => {
    const before: ButtonSettings = {
      number: 'wa.me/message/ABC',
      agents: [{ name: 'Ada', avatar: 'https://a.example/a.png', hours: { timeZone: 'UTC', week: {} } }],
    };
    const kept = settingsIn(
      form([
        ['agentName', 'Ada'],
        ['agentRole', 'Sales'],
        ['agentNumber', ''],
        ['agentText', ''],
      ]),
      before,
    );
    expect(kept).toEqual({ ...before, agents: [{ ...before.agents?.[0], role: 'Sales' }] });
  });
});

describe('the snippet', () => {
  it('names the number, and carries a link that works without it', () => {
    const number = { id: '106', displayPhoneNumber: '+1 555 078 3881' };
    expect(
      buttonSnippet('https://w.example', number, 'A & <B>', { floating: 'start', attribution: 'consent' }),
    ).toBe(`<script type="module" async src="https://w.example/message-us.js"></script>
<message-us connection="106" floating="start" attribution="consent">
  <a href="https://wa.me/15550783881">A &amp; &lt;B></a>
</message-us>`);
  });
});

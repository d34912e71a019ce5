import { describe, expect, it } from 'vitest';
import { dayLines, settingsIn } from '../../../../../widget/agent-console/settings/button/button-form.ts';
import { buttonSnippet } from '../../../../../widget/agent-console/settings/button/button-snippet.ts';

function form(fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

describe('the form of the button', () => {
  it('the button form sends only what is filled in', () => {
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

  it('opening hours are read and written without changes', () => {
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

  it('each agent on the card has their own hours and closed text', () => {
    const { hours, closed, agents } = settingsIn(
      form([
        ['takesMessages', 'on'],
        ['closedText', 'Tomorrow again'],
        ['agent-name', 'Ada'],
        ['agent-name', ''],
        ['agent-name', 'Bo'],
        ['agent-timeZone', 'Europe/Berlin'],
        ['agent-timeZone', 'Europe/Berlin'],
        ['agent-timeZone', 'Asia/Tokyo'],
        ['agent-monday', ''],
        ['agent-monday', '01:00-02:00'],
        ['agent-monday', '09:00-17:00'],
        ['agent-days', ''],
        ['agent-days', ''],
        ['agent-days', '2026-12-25'],
        ['agent-avatar', ''],
        ['agent-avatar', ''],
        ['agent-avatar', 'https://a.example/bo.png'],
      ]),
      {},
    );
    expect(hours).toBeUndefined();
    expect(closed).toEqual({ text: 'Tomorrow again', takesMessages: true });
    expect(agents).toEqual([
      { name: 'Ada' },
      {
        name: 'Bo',
        avatar: 'https://a.example/bo.png',
        hours: { timeZone: 'Asia/Tokyo', week: { monday: '09:00-17:00' }, days: { '2026-12-25': '' } },
      },
    ]);
  });

  it('saving the button form keeps a number that has no field', () => {
    expect(settingsIn(form([['label', 'Ask']]), { number: 'wa.me/message/ABC', label: 'Before' })).toEqual({
      number: 'wa.me/message/ABC',
      label: 'Ask',
    });
  });
});

describe('the snippet', () => {
  it('the snippet names the number and contains a link that works without the script', () => {
    const number = { id: '106', displayPhoneNumber: '+1 555 078 3881' };
    expect(
      buttonSnippet('https://w.example', number, 'A & <B>', { floating: 'start', attribution: 'consent' }),
    ).toBe(`<script type="module" async src="https://w.example/message-us.js"></script>
<message-us connection="106" floating="start" attribution="consent">
  <a href="https://wa.me/15550783881">A &amp; &lt;B></a>
</message-us>`);
  });
});

import { describe, expect, it } from 'vitest';
import { opensCard, storedDesign } from '../../../../../widget/agent-console/settings/button/button-form.ts';

describe('the stored design of the button', () => {
  it('has no empty fields, no blank greetings and no agents without a name', () => {
    expect(
      storedDesign({
        label: ' Ask us ',
        text: '',
        avatar: '',
        greeting: ['Hi!', ' ', 'How are you?'],
        agents: [{ name: 'Ada', role: '' }, { name: ' ' }],
        consent: { text: '', url: 'https://a.example' },
      }),
    ).toEqual({ label: 'Ask us', greeting: ['Hi!', 'How are you?'], agents: [{ name: 'Ada' }] });
  });

  it('keeps what it has no field for, such as the button’s own number', () => {
    const design = { number: 'wa.me/message/ABC', card: false };
    expect(storedDesign(design)).toEqual(design);
  });

  it('keeps whether visitors can write while it is closed, and whether the consent is required', () => {
    expect(
      storedDesign({ closed: { text: '', takesMessages: false }, consent: { text: 'I agree.', url: '' } }),
    ).toEqual({ closed: { takesMessages: false }, consent: { text: 'I agree.', isRequired: false } });
  });
});

describe('opensCard', () => {
  it.each([
    [{}, false],
    [{ name: 'Shop' }, false],
    [{ greeting: ['Hi!'] }, true],
    [{ greeting: [] }, false],
    [{ greeting: ['Hi!'], card: false }, false],
    [{ card: true }, true],
  ])('of %j is %s', (design, expected) => {
    expect(opensCard(design)).toBe(expected);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatLink } from '../../../widget/message-us/chat-link.ts';
import { cutToLink } from '../../../widget/message-us/click/cut-text.ts';

describe('chatLink', () => {
  it('accepts a number in a plain format', () => {
    for (const number of ['+1 (555) 078-3881', '15550783881', ' 1 555 078 3881 ', '1.555.078.3881']) {
      expect(chatLink(number, '')).toBe('https://wa.me/15550783881');
    }
  });

  it('accepts the short link of a business, which has its own text', () => {
    for (const link of [
      'wa.me/message/ABC12',
      'https://wa.me/message/ABC12',
      'https://api.whatsapp.com/message/ABC12',
    ])
      expect(chatLink(link, 'Hi')).toBe('https://wa.me/message/ABC12');
  });

  it('encodes a text that was cut inside a surrogate pair', () => {
    const link = chatLink('15550783881', 'Hi \ud83d') ?? '';
    expect(new URL(link).searchParams.get('text')).toBe('Hi \ufffd');
  });

  it('encodes any text so that it decodes to the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const link = chatLink('15550783881', text) ?? '';
        expect(new URL(link).searchParams.get('text')).toBe(text.toWellFormed());
      }),
    );
  });

  it('returns null for a number that is invalid or not in a plain format', () => {
    for (const number of [
      '',
      '  ',
      '<YOUR_NUMBER>',
      '9180xxxxxxxx',
      '0170 1234567',
      '001 555 078 3881',
      '+44 (0)20 7946 0018',
      '12345',
      '1234567890123456',
      'wa.me/15550783881',
    ]) {
      expect(chatLink(number, 'Hi')).toBeNull();
    }
  });
});

describe('cutToLink', () => {
  it('does not cut a text that fits together with its ending', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        expect(cutToLink(text, ' [#k7f2p9]')).toBe(`${text} [#k7f2p9]`);
      }),
    );
  });

  it('cuts a long text between two characters, and keeps the whole ending', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1_901, maxLength: 3_000 }), (text) => {
        const cut = cutToLink(text, ' [#k7f2p9]');
        expect(encodeURIComponent(cut).length).toBeLessThanOrEqual(1_900);
        expect(cut).toMatch(/… \[#k7f2p9\]$/);
        expect(text.startsWith(cut.replace(/… \[#k7f2p9\]$/, ''))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

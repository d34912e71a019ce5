import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatLink } from '../../../widget/message-us/chat-link.ts';
import { readableOn } from '../../../widget/message-us/readable-colors.ts';

describe('chatLink', () => {
  it('takes a number as people write it', () => {
    for (const number of ['+1 (555) 078-3881', '15550783881', '001 555 078 3881', '1.555.078.3881']) {
      expect(chatLink(number, '')).toEqual({ href: 'https://wa.me/15550783881' });
    }
  });

  it('carries any text so that it comes out as it went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const link = chatLink('15550783881', text);
        expect('href' in link && new URL(link.href).searchParams.get('text')).toBe(text.toWellFormed());
      }),
    );
  });

  it('makes no link from what is not a number with a country code', () => {
    for (const number of [
      '',
      '  ',
      '<YOUR_NUMBER>',
      '9180xxxxxxxx',
      '0170 1234567',
      '12345',
      '1234567890123456',
    ]) {
      expect(chatLink(number, 'Hi')).toHaveProperty('problem');
    }
  });
});

describe('readableOn', () => {
  it('is always readable: at least 4.5 to 1', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (color) => {
        const [light, dark] = [luminance(color), readableOn(color) === '#ffffff' ? 1 : 0].sort(
          (a, b) => b - a,
        );
        expect(((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

function luminance([red, green, blue]: [number, number, number]): number {
  const [r, g, b] = [red, green, blue].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

import { describe, expect, it } from 'vitest';
import { checkColor } from '../../../../../widget/agent-console/settings/button/color-contrast.ts';

const rounded = (color: string) => {
  const check = checkColor(color);
  return check && [check.hex, check.ink, check.textContrast.toFixed(1), check.pageContrast.toFixed(1)];
};

describe('the contrast of a color', () => {
  it.each([
    ['teal', '#075e54', 'white', '7.7', '7.7'],
    ['green', '#25d366', 'black', '10.6', '2.0'],
    ['white', '#ffffff', 'black', '21.0', '1.0'],
    ['#777777', '#777777', 'black', '4.7', '4.5'],
  ])(
    'of %s is measured with the text that the button gives it, and with a white page',
    (color, ...expected) => {
      expect(rounded(color)).toEqual(expected);
    },
  );

  it('is always enough to read the text', () => {
    for (let part = 0; part < 256; part += 5) {
      const hex = part.toString(16).padStart(2, '0');
      for (const color of [`#${hex}${hex}${hex}`, `#${hex}0080`, `#00${hex}ff`])
        expect(checkColor(color)?.textContrast).toBeGreaterThan(4.5);
    }
  });
});

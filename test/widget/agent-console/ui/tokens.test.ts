import { describe, expect, it } from 'vitest';
import { tokens } from '../../../../widget/agent-console/ui/tokens.ts';

type Theme = 'light' | 'dark';

/** The usual colour of a role, where a page has set none. */
function colorOf(role: string, theme: Theme): string {
  const found = new RegExp(`${role}:[^;]*?light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens.cssText);
  const color = found?.[theme === 'light' ? 1 : 2];
  if (!color) throw new Error(`${role} has no colour.`);
  return color;
}

/** Relative luminance, as WCAG defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (theme) => {
  it.each(['--ink', '--quiet', '--link', '--alarm', '--good', '--warning'])(
    '%s can be read on every surface',
    (text) => {
      for (const surface of ['--surface', '--sunken', '--raised', '--ours']) {
        const ratio = contrast(colorOf(text, theme), colorOf(surface, theme));
        expect({ surface, isEnough: ratio >= 4.5, ratio }).toMatchObject({ surface, isEnough: true });
      }
    },
  );

  it.each([
    ['--on-accent', '--accent'],
    ['--alarm', '--alarm-surface'],
    ['--good', '--good-surface'],
    ['--warning', '--warning-surface'],
  ])('%s can be read on %s', (text, surface) => {
    expect(contrast(colorOf(text, theme), colorOf(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it('the border of a field can be seen', () => {
    expect(contrast(colorOf('--field-line', theme), colorOf('--surface', theme))).toBeGreaterThanOrEqual(3);
  });
});

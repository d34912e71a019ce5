import { describe, expect, it } from 'vitest';
import { inverseColors } from '../../../../widget/agent-console/ui/palettes/inverse.ts';
import { noteColors } from '../../../../widget/agent-console/ui/palettes/note.ts';
import { pictureColors } from '../../../../widget/agent-console/ui/palettes/pictures.ts';
import { chatColors, siteColors } from '../../../../widget/agent-console/ui/palettes/previews.ts';
import { scales } from '../../../../widget/agent-console/ui/scales.ts';
import { tokens } from '../../../../widget/agent-console/ui/tokens.ts';

type Theme = 'light' | 'dark';

const palettes = [inverseColors, noteColors, pictureColors, chatColors, siteColors].join(' ');
const declared = new Map(
  Array.from(
    `${scales.cssText} ${tokens.cssText.split('}')[0]} ${palettes}`.matchAll(/(--[\w-]+):\s*([^;]+);/g),
    ([, name = '', value = '']): [string, string] => [name, value],
  ),
);

/** The color of a role where a page has set none, following the roles and tones that define it. */
function colorOf(role: string, theme: Theme): string {
  const color = resolved(declared.get(role) ?? '', theme);
  if (!/^#\w{6}$/.test(color)) throw new Error(`${role} is ${color}, which is no color.`);
  return color;
}

function resolved(value: string, theme: Theme): string {
  const [, name = '', given = ''] = /^([\w-]+)\((.*)\)$/s.exec(value) ?? [];
  const [first = '', second] = partsOf(given);
  if (name === 'light-dark') return resolved((theme === 'light' ? first : second) ?? '', theme);
  if (name === 'var') return resolved(second ?? declared.get(first) ?? '', theme);
  return value;
}

/** Splits at the commas that are in no inner parentheses. */
function partsOf(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
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
  it.each(['--ink', '--quiet', '--link', '--read', '--alarm', '--good', '--warning'])(
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
    ['--on-alarm', '--alarm'],
    ['--on-inverse', '--inverse'],
    ['--inverse-accent', '--inverse'],
    ['--on-note', '--note'],
    ['--on-note-action', '--note-action'],
    ['--on-picture', '--picture-ground'],
    ['--chat-ink', '--chat'],
    ['--chat-ink', '--chat-bubble'],
    ['--chat-quiet', '--chat-bubble'],
    ['--chat-link', '--chat-bubble'],
    ['--chat-on-media', '--chat-media'],
    ['--site-ink', '--site'],
    ['--good', '--good-surface'],
    ['--warning', '--warning-surface'],
  ])('%s can be read on %s', (text, surface) => {
    expect(contrast(colorOf(text, theme), colorOf(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['neutral', 'accent'])(
    'the %s scale has twelve tones, from the background to the text',
    (scale) => {
      const tones = Array.from({ length: 12 }, (_, at) => luminance(colorOf(`--${scale}-${at + 1}`, theme)));
      const sorted = tones.toSorted((one, other) => (theme === 'light' ? other - one : one - other));
      expect(tones).toEqual(sorted);
      expect(contrast(colorOf(`--${scale}-12`, theme), colorOf(`--${scale}-1`, theme))).toBeGreaterThan(10);
    },
  );

  it.each(['--surface', '--sunken', '--raised', '--ours', '--accent', '--ink', '--quiet', '--line'])(
    '%s is a tone of a scale',
    (role) => {
      const tones = [...declared.keys()].filter((name) => /^--(neutral|accent)-\d+$/.test(name));
      expect(tones.map((tone) => colorOf(tone, theme))).toContain(colorOf(role, theme));
    },
  );

  it.each(['--accent-11', '--accent-12'])('%s can be read on a tinted surface', (text) => {
    for (const tint of ['--accent-1', '--accent-2', '--accent-3']) {
      expect(contrast(colorOf(text, theme), colorOf(tint, theme))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('the border of a field can be seen', () => {
    expect(contrast(colorOf('--field-line', theme), colorOf('--surface', theme))).toBeGreaterThanOrEqual(3);
  });
});

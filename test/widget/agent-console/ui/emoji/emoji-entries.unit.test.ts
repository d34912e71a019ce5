import { describe, expect, it } from 'vitest';
import {
  emojiGroups,
  inTone,
  loadEmoji,
  searchEmoji,
} from '../../../../../widget/agent-console/ui/emoji/emoji-entries.ts';
import { languages } from '../../../../../widget/locales/languages.ts';

describe('the emoji', () => {
  it.each(languages.map(({ tag }) => tag))(
    'in %s, every group has some, and each has a name',
    async (tag) => {
      const all = await loadEmoji(tag);
      for (const { group } of emojiGroups)
        expect(all.filter((one) => one.group === group).length).toBeGreaterThan(50);
      expect(all.length).toBeGreaterThan(1_800);
      expect(all.filter(({ annotation }) => annotation.trim() === '')).toEqual([]);
    },
  );

  it.each([
    ['en', 'heart red', '❤️'],
    ['en', 'thumbs', '👍️'],
    ['en', '🎉', '🎉'],
    ['de', 'daumen hoch', '👍️'],
    ['fr', 'coeur', '❤️'],
    ['es', 'corazon', '❤️'],
    ['pt-BR', 'coração', '❤️'],
    ['hi', 'दिल', '❤️'],
    ['ar', 'heart', '❤️'],
  ] as const)('in %s, “%s” finds %s', async (tag, text, emoji) => {
    const found = searchEmoji(await loadEmoji(tag), text).map((one) => one.emoji.replaceAll('\ufe0f', ''));
    expect(found).toContain(emoji.replaceAll('\ufe0f', ''));
  });

  it('a search begins with emoji whose name has the whole word', async () => {
    const [first] = searchEmoji(await loadEmoji('en'), 'dog');
    expect(first?.annotation).toContain('dog');
  });

  it('a search for nothing, or for nonsense, finds nothing', async () => {
    const all = await loadEmoji('en');
    expect([searchEmoji(all, '  '), searchEmoji(all, 'qqqq')]).toEqual([[], []]);
  });

  it('a skin tone changes those that have tones, and two people alike', async () => {
    const all = await loadEmoji('en');
    const named = (name: string) => all.find(({ annotation }) => annotation === name) ?? all[0];
    const in3 = (name: string) => {
      const emoji = named(name);
      return emoji && inTone(emoji, 3);
    };
    expect(in3('waving hand')).toBe('👋🏽');
    expect(in3('grinning face')).toBe('😀');
    const wave = named('waving hand');
    expect(wave && inTone(wave, 0)).toBe('👋');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, fitting, tokensIn, tokensOf } from '../../../worker/assistant/knowledge/knowledge.ts';
import { tidyText } from '../../../worker/assistant/knowledge/page-text.ts';

const passage = fc.record({
  entry: fc.integer({ min: 1, max: 50 }),
  title: fc.string({ maxLength: 20 }),
  text: fc.string({ maxLength: 200 }),
  url: fc.constantFrom<string | null>(null, 'https://a.example'),
});

describe('the knowledge in a prompt', () => {
  it('never has more tokens than it may, keeps its order, and has everything if everything fits', () => {
    fc.assert(
      fc.property(fc.array(passage), fc.integer({ min: 0, max: 1_000 }), (passages, tokens) => {
        const sum = (some: typeof passages) => some.reduce((all, one) => all + tokensOf(one), 0);
        const chosen = fitting(passages, tokens);
        expect(sum(chosen)).toBeLessThanOrEqual(tokens);
        expect(passages.filter((one) => chosen.includes(one))).toEqual(chosen);
        expect(fitting(passages, sum(passages))).toEqual(passages);
      }),
    );
  });

  it('counts more tokens for scripts that need more', () => {
    expect(tokensIn('abcdefgh')).toBe(2);
    expect(tokensIn('नमस्ते दुनिया')).toBeGreaterThan(5);
  });

  it('is parted into chunks that can be read alone, and loses no word', () => {
    const words = fc.array(fc.stringMatching(/^[a-zäあ]{1,12}[.?]?$/), { maxLength: 900 });
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '\n', '\n\n'), (said, gap) => {
        const text = said.join(gap);
        const chunks = chunksOf(text);
        expect(chunks.join(' ').split(/\s+/).filter(Boolean)).toEqual(said);
        expect(Math.max(0, ...chunks.map(({ length }) => length))).toBeLessThanOrEqual(1_600);
      }),
    );
  });

  it('is parted between paragraphs where it can be', () => {
    const paragraph = 'A sentence. '.repeat(80).trim();
    expect(chunksOf([paragraph, paragraph, paragraph].join('\n\n'))).toEqual([
      paragraph,
      paragraph,
      paragraph,
    ]);
  });
});

describe('the text of a page', () => {
  it('has no line twice, no invisible characters and no rows of empty lines', () => {
    expect(tidyText('Home\r\nOur   bowls\u200b\n\n\n\nHome\nMon\n9–18\nMon\n9–18\u0000')).toBe(
      'Home\nOur bowls\n\nMon\n9–18\nMon',
    );
  });

  it('stays the same if it is tidied again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'bcde', ' ', '\n', '\t', '\u00a0', '\u200b') }),
        (text) => {
          expect(tidyText(tidyText(text))).toBe(tidyText(text));
        },
      ),
    );
  });
});

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

  it('is parted into chunks that can be read alone, in order, and loses no word', () => {
    const words = fc.array(fc.stringMatching(/^[a-zäあ]{1,12}[.?]?$/), { maxLength: 900 });
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '\n', '\n\n'), (said, gap) => {
        const text = said.join(gap);
        const chunks = chunksOf(text);
        let end = 0;
        for (const chunk of chunks) {
          const own = chunk.split(/\s+/);
          const start = said.findIndex(
            (_, at) =>
              at <= end && at + own.length > end && own.every((word, index) => said[at + index] === word),
          );
          expect(start).toBeGreaterThanOrEqual(0);
          end = start + own.length;
        }
        expect(end).toBe(said.length);
        expect(Math.max(0, ...chunks.map(tokensIn))).toBeLessThanOrEqual(800);
      }),
    );
  });

  it('is parted between paragraphs where it can be', () => {
    const paragraph = 'A sentence. '.repeat(100).trim();
    const [first, ...others] = chunksOf([paragraph, paragraph, paragraph].join('\n\n'));
    expect(first).toBe(paragraph);
    expect(others).toHaveLength(2);
    for (const one of others) expect(one).toMatch(new RegExp(`^(A sentence\\. ?){10,20}\\n\\n${paragraph}$`));
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

/** Whether a message has the words of a rule. */
import type { RuleMatch } from '../../../api/automation/rules.ts';
import { compilePattern } from './pattern.ts';
import { foldSaid, type Said, wordsOf } from './said.ts';

export interface Match {
  /** How many steps it can take for each character. */
  size: number;
  matches(said: Said): boolean;
}

/** Throws `PatternFault` if a pattern cannot be used. */
export function compileMatch(match: RuleMatch): Match {
  switch (match.type) {
    case 'any':
      return { size: 0, matches: () => true };
    case 'pattern': {
      const pattern = compilePattern(match.pattern);
      return { size: pattern.size, matches: ({ text }) => pattern.isIn(text) };
    }
    case 'exact': {
      const wanted = keysOf(match.words);
      return {
        size: 0,
        matches: (said) => wanted.words.has(said.words) || wanted.signs.has(said.text.trim()),
      };
    }
    case 'word':
      return among(match.words, (said, words) => said.words.includes(words));
    case 'begins':
      return among(match.words, (said, words) => said.words.startsWith(words.trimEnd()));
    case 'contains':
      return among(
        match.words,
        (said, words) => said.words.includes(words.trim()),
        (said, signs) => said.text.includes(signs),
      );
  }
}

/** Words, and what has no letters, such as `?`. */
function keysOf(words: readonly string[]): { words: ReadonlySet<string>; signs: ReadonlySet<string> } {
  const keys = words.map((word) => ({ words: wordsOf(foldSaid(word)), sign: foldSaid(word).trim() }));
  return {
    words: new Set(keys.filter(({ words }) => words.trim() !== '').map(({ words }) => words)),
    signs: new Set(keys.filter(({ words, sign }) => words.trim() === '' && sign).map(({ sign }) => sign)),
  };
}

function among(
  wanted: readonly string[],
  isWord: (said: Said, words: string) => boolean,
  isSign = (said: Said, sign: string) => said.text.includes(sign),
): Match {
  const keys = keysOf(wanted);
  const [words, signs] = [[...keys.words], [...keys.signs]];
  return {
    size: 0,
    matches: (said) => words.some((word) => isWord(said, word)) || signs.some((sign) => isSign(said, sign)),
  };
}

/** Rates how well a text matches typed letters, for lists that are searched by a few of them. */

/** Without accents and capitals. */
export function folded(text: string): string {
  return text.trim().toLocaleLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** Higher is better; null: it does not match. Every word has to match, in any order. */
export function matchScore(text: string, typed: string): number | null {
  const whole = folded(text);
  let total = 0;
  for (const word of folded(typed).split(/\s+/).filter(Boolean)) {
    const score = wordScore(whole, word);
    if (score === null) return null;
    total += score;
  }
  return total;
}

function wordScore(text: string, word: string): number | null {
  if (text.startsWith(word)) return 4;
  const at = text.indexOf(word);
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 2 : 3;
  return word.length > 1 && isScattered(text, word) ? 1 : null;
}

/** All letters are there in this order, the first of them at the beginning of a word: "asan" finds "Assign to Ana". */
function isScattered(text: string, word: string): boolean {
  for (const start of text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    let at = start.index;
    const isFound = [...word].every((letter, index) => {
      const found = text.indexOf(letter, at);
      if (found < 0 || (index === 0 && found !== start.index)) return false;
      at = found + letter.length;
      return true;
    });
    if (isFound) return true;
  }
  return false;
}

/** Where words are in a text, whatever their case and accents. */

/** Each word that is typed is found at the beginning of words; in scripts without spaces, anywhere. */
export function marksIn(text: string, typed: string): [from: number, to: number][] {
  const { folded, places } = fold(text);
  const words = typed
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) => fold(word).folded)
    .filter((word) => word !== '');
  return words.flatMap((word) => {
    const marks: [number, number][] = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      if (isUnspaced.test(word) || !isWordCharacter.test(folded.slice(0, at).slice(-1)))
        marks.push([places[at] ?? 0, places[at + word.length] ?? text.length]);
    }
    return marks;
  });
}

const isWordCharacter = /[\p{L}\p{N}]/u;
const isUnspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The text without case and accents, and the place of each of its characters in the original. */
function fold(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    folded += plain;
    for (let index = 0; index < plain.length; index++) places.push(at);
    at += character.length;
  }
  places.push(at);
  return { folded, places };
}

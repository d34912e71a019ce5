/** The knowledge of a number: what goes into the prompt, and what is left out. */

/** One entry, or the part of a long one that was found. */
export interface Passage {
  /** The id of its entry. */
  entry: number;
  /** A question, or a heading. */
  title: string;
  text: string;
  /** The page that it was taken from; null for what was written here. */
  url: string | null;
}

/** Up to this size everything goes into the prompt: it stays the same, is cached by providers, and nothing is missed. */
export const wholeTokens = 6_000;
/** What a search may add, if it is more. */
export const foundTokens = 2_500;

/** A guess that is rather too high: four letters of Latin script make a token, or fewer than two of others. */
export function tokensIn(text: string): number {
  const latin = text.match(/[^\u0250-\uffff]/g)?.length ?? 0;
  return Math.ceil(latin / 4 + (text.length - latin) / 1.5);
}

export function tokensOf({ title, text, url }: Passage): number {
  return tokensIn(title) + tokensIn(text) + tokensIn(url ?? '') + 12;
}

/** The passages that fit, in this order; a long one is passed over for a shorter one after it. */
export function fitting(passages: readonly Passage[], tokens: number): Passage[] {
  let left = tokens;
  return passages.filter((passage) => {
    const size = tokensOf(passage);
    if (size > left) return false;
    left -= size;
    return true;
  });
}

/** In characters of Latin script; about 400 tokens. */
const chunkLength = 1_600;

/** Parts a text at its paragraphs, else at its sentences, so that each part can be found and read alone. */
export function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  let chunk = '';
  for (const piece of piecesOf(text)) {
    if (chunk !== '' && chunk.length + piece.length > chunkLength) {
      chunks.push(chunk.trim());
      chunk = '';
    }
    chunk += piece;
  }
  chunks.push(chunk.trim());
  return chunks.filter((one) => one !== '');
}

/** Paragraphs with the lines between them; those that are too long by sentences, and these by length. */
function piecesOf(text: string): string[] {
  const paragraphs = text.match(/[\s\S]*?(?:\n\s*\n|$)/g) ?? [];
  return paragraphs
    .flatMap((paragraph) =>
      paragraph.length <= chunkLength
        ? [paragraph]
        : (paragraph.match(/[\s\S]*?(?:[.!?。！？।؟]\s|\n|$)/g) ?? []),
    )
    .flatMap((sentence) =>
      sentence.length <= chunkLength ? [sentence] : (sentence.match(/[\s\S]{1,1600}/gu) ?? []),
    );
}

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

/** In tokens, without what a chunk repeats of the one before. */
const chunkSize = 450;
/** How much of the chunk before is repeated, so that a sentence is not torn from the one that explains it. In tokens. */
const overlap = 50;

/**
 * Parts a text at its paragraphs, else at its sentences, so that each part can be found and read alone. Each begins with
 * the end of the one before.
 */
export function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  let chunk = '';
  let size = 0;
  for (const piece of piecesOf(text)) {
    const added = tokensIn(piece);
    if (chunk.trim() !== '' && size + added > chunkSize) {
      chunks.push(chunk.trim());
      chunk = endOf(chunk);
      size = 0;
    }
    chunk += piece;
    size += added;
  }
  if (size > 0) chunks.push(chunk.trim());
  return chunks.filter((one) => one !== '');
}

/** The last sentences of a chunk, or its last words if a sentence is long. */
function endOf(chunk: string): string {
  const latin = chunk.slice(-4 * overlap);
  const end = tokensIn(latin) <= overlap ? latin : chunk.slice(-1.5 * overlap);
  const start = /(?:[.!?।؟]\s|[。！？\n])\s*(?=\S)/.exec(end) ?? /\s+(?=\S)/.exec(end);
  return start ? end.slice(start.index + start[0].length) : '';
}

/** Paragraphs with the lines between them; those that are too long by sentences, and these by length. */
function piecesOf(text: string): string[] {
  const paragraphs = text.match(/[\s\S]*?(?:\n\s*\n|$)/g) ?? [];
  return paragraphs
    .flatMap((paragraph) =>
      tokensIn(paragraph) <= chunkSize
        ? [paragraph]
        : (paragraph.match(/[\s\S]*?(?:[.!?。！？।؟]\s|\n|$)/g) ?? []),
    )
    .flatMap((sentence) =>
      tokensIn(sentence) <= chunkSize ? [sentence] : (sentence.match(/[\s\S]{1,600}/gu) ?? []),
    );
}

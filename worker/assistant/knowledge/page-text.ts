/** Cleans the text that was taken from a page or a file. */

/** In characters. A longer text is mostly several pages, which are found more easily as entries of their own. */
export const maxEntryLength = 60_000;

/** One space between words, one empty line between paragraphs, and no long line twice: menus and footers repeat. */
export function tidyText(text: string): string {
  const seen = new Set<string>();
  const isNew = (line: string) => {
    if (line.length < shortLine) return true;
    const before = seen.size;
    return seen.add(line).size > before;
  };
  return text
    .replace(/\r\n?/g, '\n')
    .replace(invisible, '')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(isNew)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .slice(0, maxEntryLength)
    .trim();
}

/** Short lines repeat for a reason, as the days of a table do. */
const shortLine = 4;
/** Control and format characters, except those that space lines and words, or join letters. */
const invisible = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

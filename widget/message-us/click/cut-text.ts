/** Browsers, messengers and QR codes carry an address of this length without trouble. */
const longestQuery = 1_900;

/** The text, cut between two characters to what a link carries; `ending` is always carried whole. */
export function cutToLink(text: string, ending = ''): string {
  const lengthOf = (part: string) => encodeURIComponent(part.toWellFormed()).length;
  const room = longestQuery - lengthOf(ending);
  if (lengthOf(text) <= room) return text + ending;
  let cut = '';
  let length = lengthOf('…');
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    length += lengthOf(segment);
    if (length > room) break;
    cut += segment;
  }
  return `${cut}…${ending}`;
}

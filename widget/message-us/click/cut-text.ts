/** Browsers, messengers and QR codes handle addresses of this length reliably. */
const maxQueryLength = 1_900;

/** Cuts a text between two characters so that it fits into a link. `ending` is never cut. */
export function cutToLink(text: string, ending = ''): string {
  const lengthOf = (part: string) => encodeURIComponent(part.toWellFormed()).length;
  const available = maxQueryLength - lengthOf(ending);
  if (lengthOf(text) <= available) return text + ending;
  let cut = '';
  let length = lengthOf('…');
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    length += lengthOf(segment);
    if (length > available) break;
    cut += segment;
  }
  return `${cut}…${ending}`;
}

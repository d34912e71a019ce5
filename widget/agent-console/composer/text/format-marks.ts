/**
 * Puts WhatsApp's formatting marks around a selection, and takes them away again. A mark does not reach over a line
 * break, only monospace does, and it counts only directly before and after a character that is not a space. So each
 * selected line is marked on its own, and the spaces around it stay outside.
 */
export type InlineMark = 'bold' | 'italic' | 'strike' | 'mono';
export type LineMark = 'list' | 'numbers' | 'quote';
export type FormatMark = InlineMark | LineMark;

export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** Replaces the text from `from` to `to`, and selects from `start` to `end` of the result. */
export interface FormatChange {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

const signs: Readonly<Record<InlineMark, string>> = { bold: '*', italic: '_', strike: '~', mono: '```' };
const linePrefix: Readonly<Record<LineMark, RegExp>> = {
  list: /^[-*] /,
  numbers: /^\d{1,3}\. /,
  quote: /^> ?/,
};

export function toggleFormat(selected: Selected, mark: FormatMark): FormatChange {
  if (mark === 'list' || mark === 'numbers' || mark === 'quote') return toggleLines(selected, mark);
  return selected.start === selected.end
    ? toggleAtCursor(selected, signs[mark])
    : toggleInline(selected, mark);
}

/** An empty pair with the cursor inside, or none if it was in one. */
function toggleAtCursor({ text, start }: Selected, sign: string): FormatChange {
  const size = sign.length;
  if (text.slice(start - size, start) === sign && text.slice(start, start + size) === sign)
    return { from: start - size, to: start + size, insert: '', start: start - size, end: start - size };
  return { from: start, to: start, insert: sign + sign, start: start + size, end: start + size };
}

interface Part {
  start: number;
  end: number;
}

function toggleInline({ text, start, end }: Selected, mark: InlineMark): FormatChange {
  const sign = signs[mark];
  const parts = (mark === 'mono' ? [{ start, end }] : linesIn(text, start, end)).flatMap((part) =>
    inkOf(text, part),
  );
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) return { from: start, to: start, insert: '', start, end };
  const marked = parts.map((part) => markedAs(text, part, sign));
  const isOn = marked.every((one) => one !== null);
  const from = Math.min(first.start, marked[0]?.start ?? first.start);
  const to = Math.max(last.end, marked.at(-1)?.end ?? last.end);
  let insert = '';
  let at = from;
  for (const [index, part] of parts.entries()) {
    const found = marked[index] ?? null;
    if (isOn && found) {
      insert += text.slice(at, found.start) + text.slice(found.start + sign.length, found.end - sign.length);
      at = found.end;
    } else {
      const ink = text.slice(part.start, part.end);
      insert += text.slice(at, part.start) + (found ? ink : sign + ink + sign);
      at = part.end;
    }
  }
  insert += text.slice(at, to);
  return { from, to, insert, start: from, end: from + insert.length };
}

/** The lines between two places, without their breaks. */
function linesIn(text: string, start: number, end: number): Part[] {
  const parts: Part[] = [];
  let from = start;
  for (const line of text.slice(start, end).split('\n')) {
    parts.push({ start: from, end: from + line.length });
    from += line.length + 1;
  }
  return parts;
}

/** Without the spaces around it, and without the sign of a list or quote before it. */
function inkOf(text: string, { start, end }: Part): Part[] {
  const isLineStart = start === 0 || text.charAt(start - 1) === '\n';
  const line = text.slice(start, end);
  const prefix = isLineStart ? (/^(?:[-*] |\d{1,3}\. |> ?)/.exec(line)?.[0].length ?? 0) : 0;
  const rest = line.slice(prefix);
  const ink = rest.trim();
  if (ink === '') return [];
  const from = start + prefix + rest.indexOf(ink);
  return [{ start: from, end: from + ink.length }];
}

const otherSigns = /[*_~]/;

/** The pair of signs just inside or just around a part, also behind other signs. Null: there is none. */
function markedAs(text: string, part: Part, sign: string): Part | null {
  const size = sign.length;
  let { start, end } = part;
  // Inside: `*_word_*` selected as a whole.
  while (end - start > 2 * size) {
    if (text.startsWith(sign, start) && text.slice(end - size, end) === sign) return { start, end };
    if (!otherSigns.test(text.charAt(start)) || text.charAt(start) !== text.charAt(end - 1)) break;
    start += 1;
    end -= 1;
  }
  ({ start, end } = part);
  // Around: only the word is selected.
  while (start >= size && end + size <= text.length) {
    if (text.slice(start - size, start) === sign && text.slice(end, end + size) === sign)
      return { start: start - size, end: end + size };
    if (!otherSigns.test(text.charAt(start - 1)) || text.charAt(start - 1) !== text.charAt(end)) return null;
    start -= 1;
    end += 1;
  }
  return null;
}

function toggleLines({ text, start, end }: Selected, mark: LineMark): FormatChange {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  // A selection that ends at the start of a line does not mean that line.
  const last = end > start && text.charAt(end - 1) === '\n' ? end - 1 : end;
  const lineEnd = text.indexOf('\n', last);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const lines = text.slice(from, to).split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const isOn = filled.length > 0 && filled.every((line) => linePrefix[mark].test(line));
  let number = 0;
  const changed = lines.map((line) => {
    if (line.trim() === '' && lines.length > 1) return line;
    if (isOn) return line.replace(linePrefix[mark], '');
    number += 1;
    const bare =
      mark === 'quote' ? line.replace(linePrefix.quote, '') : line.replace(/^(?:[-*] |\d{1,3}\. )/, '');
    return (mark === 'list' ? '- ' : mark === 'quote' ? '> ' : `${number}. `) + bare;
  });
  const insert = changed.join('\n');
  const place = from + insert.length;
  return start === end
    ? { from, to, insert, start: place, end: place }
    : { from, to, insert, start: from, end: place };
}

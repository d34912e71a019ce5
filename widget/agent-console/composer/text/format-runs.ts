/** Text with formats as WhatsApp's marks. */

export interface Formats {
  bold: boolean;
  italic: boolean;
  strike: boolean;
  mono: boolean;
}

export interface Run extends Formats {
  text: string;
}

type Format = keyof Formats;

/** Outer before inner. Monospace is the innermost, because marks inside it mean nothing. */
const order: readonly Format[] = ['bold', 'italic', 'strike', 'mono'];
const signs: Readonly<Record<Format, string>> = { bold: '*', italic: '_', strike: '~', mono: '`' };

/** One line. A mark counts only between a space or punctuation and a visible character, so others are left out. */
export function markedLine(runs: readonly Run[]): string {
  const characters = withoutUseless(joined(runs));
  let line = '';
  let open: Format[] = [];
  for (const run of characters) {
    const stays = open.findIndex((format) => !run[format]);
    if (stays >= 0) {
      // Spaces at the end go behind the mark.
      const ink = line.trimEnd();
      const spaces = line.slice(ink.length);
      line =
        ink +
        open
          .slice(stays)
          .toReversed()
          .map((format) => signs[format])
          .join('') +
        spaces;
      open = open.slice(0, stays);
    }
    const added = order.filter((format) => run[format] && !open.includes(format));
    const start = run.text.length - run.text.trimStart().length;
    line += run.text.slice(0, start) + added.map((format) => signs[format]).join('') + run.text.slice(start);
    open = [...open, ...added];
  }
  const ink = line.trimEnd();
  return (
    ink +
    open
      .toReversed()
      .map((format) => signs[format])
      .join('') +
    line.slice(ink.length)
  );
}

function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    if (run.text === '') continue;
    const last = all.at(-1);
    // A space has no format of its own: it takes that of what is before it.
    const isSpace = run.text.trim() === '';
    if (last && (isSpace || order.every((format) => last[format] === run[format]))) last.text += run.text;
    else
      all.push(
        isSpace ? { text: run.text, bold: false, italic: false, strike: false, mono: false } : { ...run },
      );
  }
  return all;
}

/** Takes a format away that would begin or end within a word, where WhatsApp shows the mark itself. */
function withoutUseless(runs: readonly Run[]): Run[] {
  const all = runs.map((run) => ({ ...run }));
  for (const format of order) {
    for (let start = 0; start < all.length; start += 1) {
      if (!all[start]?.[format]) continue;
      let end = start;
      while (all[end + 1]?.[format]) end += 1;
      const before = all[start - 1]?.text ?? '';
      const after = all[end + 1]?.text ?? '';
      const text = all
        .slice(start, end + 1)
        .map((run) => run.text)
        .join('');
      const isUsable =
        !(isWordEnd(before) && text.trimStart() === text) && !(isWordStart(after) && text.trimEnd() === text);
      for (let at = start; at <= end; at += 1) {
        const run = all[at];
        if (run && !isUsable) run[format] = false;
      }
      start = end;
    }
  }
  return joined(all);
}

const isWordEnd = (text: string) => /[\p{L}\p{N}]$/u.test(text);
const isWordStart = (text: string) => /^[\p{L}\p{N}]/u.test(text);

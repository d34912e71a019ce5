/** Alerts about several templates, which are one notification on the device. */

/** What a notification says about one template. */
export interface AlertLine {
  /** The template, in its language. */
  about: string;
  text: string;
}

/** A notification shows about this many lines. */
const maxLines = 4;

/** The newest first. A new alert about a template replaces its last one. */
export function withLine(lines: readonly AlertLine[], line: AlertLine): AlertLine[] {
  return [line, ...lines.filter(({ about }) => about !== line.about)];
}

export function textOf(lines: readonly AlertLine[]): string {
  const texts = lines.slice(0, maxLines).map(({ text }) => text);
  const rest = lines.length - texts.length;
  return [...texts, ...(rest > 0 ? [`+${rest}`] : [])].join('\n');
}

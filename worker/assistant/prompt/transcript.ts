/**
 * The conversation as the model reads it: one line of JSON for each message. Nothing that a customer writes can end its
 * line, pass for another sender, or close the block around it.
 */

/** Who wrote: the customer, the assistant or another bot, or a person of the team. */
export type Speaker = 'customer' | 'bot' | 'agent';

export type TranscriptLine =
  | {
      type: 'message';
      at: number;
      from: Speaker;
      /** Only of an agent. */
      name: string | null;
      text: string;
    }
  /** From here on a person answered, or the assistant again. Dated, so that an old one is not taken for an order. */
  | { type: 'mode'; at: number; mode: 'person' | 'automatic' };

/** The last messages that the model reads, and how much of each. */
export const maxTranscriptLines = 20;
const maxTextLength = 1_500;

const events = {
  person: 'A person of the team took over. The assistant was silent from here on.',
  automatic: 'The person has finished. The assistant answers again from here on.',
} as const;

export function transcript(lines: readonly TranscriptLine[], timeZone: string): string {
  const time = clock(timeZone);
  return lines
    .slice(-maxTranscriptLines)
    .map((line) =>
      dataLine(
        line.type === 'mode'
          ? { at: time(line.at), event: events[line.mode] }
          : {
              at: time(line.at),
              from: line.from,
              ...(line.name !== null && { name: line.name }),
              text: cut(line.text, maxTextLength),
            },
      ),
    )
    .join('\n');
}

/** One line of JSON that cannot contain a tag. */
export function dataLine(value: Record<string, unknown>): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Formats times for the model: `2026-11-30 18:05`. */
export function clock(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (at) => format.format(at);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}

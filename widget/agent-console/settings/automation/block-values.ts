/** What the form of a block comes to. */
import type { AutomationChange } from '../../../../worker/api/automation/settings.ts';
import { automationWords as words } from '../../../locales/automation.ts';
import type { DraftTexts } from './automatic-text.ts';
import type { Block } from './blocks.ts';

export type LimitName = keyof typeof words.limitsOf;
export const limitNames: readonly LimitName[] = ['inTenMinutes', 'inHour', 'inDay', 'inMonth'];
/** As in the schema. */
export const limitRanges: Readonly<Record<LimitName, readonly [least: number, most: number]>> = {
  inTenMinutes: [1, 60],
  inHour: [1, 200],
  inDay: [1, 500],
  inMonth: [1, 10_000_000],
};

const maxWords = 100;
const maxWord = 64;

export interface Filled {
  data: FormData;
  /** Null: it has none. */
  texts: DraftTexts | null;
  buttons: readonly string[];
}

export function readBlock(
  block: Exclude<Block, 'hours'>,
  { data, texts, buttons }: Filled,
): Partial<AutomationChange> {
  const number = (name: string) => Number(data.get(name));
  switch (block) {
    case 'welcome':
      return {
        welcome: {
          ...{ text: trimmed(texts ?? {}), againAfterDays: number('againAfterDays') },
          buttons: buttons.map((title) => title.trim()).filter((title) => title !== ''),
        },
      };
    case 'away':
      return { away: { text: trimmed(texts ?? {}) } };
    case 'stop':
      return { stopReply: trimmed(texts ?? {}) };
    case 'handOver':
      return {
        handOver: {
          words: linesOf(String(data.get('words'))),
          reply: texts === null ? null : trimmed(texts),
        },
      };
    case 'limits':
      return {
        limits: {
          ...{ inTenMinutes: number('inTenMinutes'), inHour: number('inHour'), inDay: number('inDay') },
          inMonth: String(data.get('inMonth')).trim() === '' ? null : number('inMonth'),
        },
      };
  }
}

export function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

export function wordsProblem(text: string): string | null {
  const lines = linesOf(text);
  const long = lines.find((line) => line.length > maxWord);
  if (long !== undefined) return words.wordTooLong(long);
  return lines.length > maxWords ? words.tooManyWords : null;
}

export function trimmed(texts: DraftTexts): DraftTexts {
  return Object.fromEntries(Object.entries(texts).map(([tag, text]) => [tag, text.trim()]));
}

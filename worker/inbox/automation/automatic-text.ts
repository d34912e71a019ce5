/** Texts that are sent automatically: their language, and what is filled in. */
import type { AutomaticText } from '../../api/automation/settings.ts';
import { conversationSource } from '../../api/conversations/conversations.ts';
import { type Language, language, languageAmong } from '../../api/languages.ts';
import type { BusinessHours } from '../../api/numbers/hours.ts';
import { aliasesIn, type ConversationRow, contactOf, stored } from '../records/rows.ts';

/** What a text can say of the customer and the number. */
export interface TextValues {
  contact_name: string;
  contact_first_name: string;
  number_name: string;
  /** When the number opens next; empty if that is not known. */
  opens: string;
}

const variable = /\{\{\s*(\w+)\s*\}\}/g;

/** A variable without a value is left out, with the space before it. */
export function fillText(text: string, values: TextValues): string {
  const known: Readonly<Record<string, string>> = { ...values };
  return text
    .replace(variable, (whole, name: string) => (Object.hasOwn(known, name) ? (known[name] ?? '') : whole))
    .replace(/[ \t]+([,.!?;:])/g, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The customer's language: of their browser, when they clicked the button. */
export function languageOf({ source }: Pick<ConversationRow, 'source'>): Language | null {
  const tag = stored(conversationSource, source)?.language ?? null;
  return tag === null ? null : languageAmong([tag]);
}

/** The text in the first of these languages that it has, else in its first. */
export function textIn(
  texts: AutomaticText,
  languages: readonly (string | null)[],
): { text: string; language: Language } {
  const wanted = [...languages, ...language.options];
  for (const tag of wanted) {
    const known = language.options.find((one) => one === tag);
    const text = known && texts[known];
    if (known && text !== undefined) return { text, language: known };
  }
  throw new Error('An automatic text has one language at least');
}

export function valuesFor(
  sql: SqlStorage,
  row: ConversationRow,
  number: { name: string; opens: string },
): TextValues {
  const contact = contactOf(row, aliasesIn(sql, row.id));
  const isNamed = Boolean(row.book_name || row.profile_name);
  const name = isNamed ? contact.name : '';
  return {
    contact_name: name,
    contact_first_name: name.split(/\s+/)[0] ?? '',
    number_name: number.name,
    opens: number.opens,
  };
}

/** Such as `Monday at 09:00`, in the language of the text. Empty if the number does not open within three weeks. */
export function openingText(hours: BusinessHours | null, opensAt: number | null, tag: Language): string {
  if (!hours || opensAt === null) return '';
  return new Intl.DateTimeFormat(tag, {
    timeZone: hours.timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(opensAt);
}

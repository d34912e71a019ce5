/** What a text that is sent automatically can say of the customer and the number. */
import type { Language } from '../../../../worker/api/languages.ts';
import { automationWords as words } from '../../../locales/automation.ts';

export const variableNames = ['contact_first_name', 'contact_name', 'number_name', 'opens'] as const;
export type VariableName = (typeof variableNames)[number];

/** A Monday at nine. */
const opening = new Date(2026, 10, 30, 9);

/** The text with an example of each variable, as a customer might get it. */
export function withExamples(text: string, numberName: string, language: Language): string {
  const values: Readonly<Record<string, string>> = {
    contact_name: 'Ada Lovelace',
    contact_first_name: 'Ada',
    number_name: numberName,
    opens: new Intl.DateTimeFormat(language, { weekday: 'long', hour: '2-digit', minute: '2-digit' }).format(
      opening,
    ),
  };
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

export const variableTitle = (name: VariableName): string => words.variables[name];

import { assistantWords as words } from '../../../locales/assistant.ts';

/** Why there was no answer, or why it was not sent, in words. A code that is newer than this console has none. */
export function faultText(code: string | null): string {
  return Object.entries(words.faults).find(([known]) => known === code)?.[1] ?? words.unknownFault;
}

import { strings } from '../../locales/strings.ts';

/** Characters that a search for people can have. */
const maxSearch = 128;

/** Why the Worker would refuse a search; null when it would not. */
export function searchProblem(text: string): string | null {
  return text.length > maxSearch ? strings.charactersOver(text.length - maxSearch) : null;
}

import { strings } from '../../locales/strings.ts';
import { maxSearch } from './max-search.ts';

/** Why the Worker would refuse a search; null when it would not. */
export function searchProblem(text: string): string | null {
  return text.length > maxSearch ? strings.charactersOver(text.length - maxSearch) : null;
}

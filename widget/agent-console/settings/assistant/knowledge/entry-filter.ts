/** Which entries of the knowledge are shown. */
import type { KnowledgeEntry, KnowledgeKind } from '../../../../../worker/api/automation/knowledge.ts';
import type { Language } from '../../../../../worker/api/languages.ts';

export interface EntryFilter {
  search: string;
  kind: KnowledgeKind | null;
  language: Language | null;
}

export const everyEntry: EntryFilter = { search: '', kind: null, language: null };

export function matching(entries: readonly KnowledgeEntry[], filter: EntryFilter): readonly KnowledgeEntry[] {
  const words = folded(filter.search)
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter(
    ({ kind, language, title, text, url, filename }) =>
      (filter.kind === null || kind === filter.kind) &&
      (filter.language === null || language === filter.language) &&
      words.every((word) => folded([title, text, url, filename].join(' ')).includes(word)),
  );
}

export function isExpired({ validUntil }: Pick<KnowledgeEntry, 'validUntil'>, now = Date.now()): boolean {
  return validUntil !== null && validUntil <= now;
}

/** Case and accents do not matter. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

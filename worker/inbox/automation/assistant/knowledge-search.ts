/** What of the knowledge goes into a prompt: all of a small one, and of a larger one what is about the last messages. */
import {
  fitting,
  foundTokens,
  type Passage,
  tokensIn,
  wholeTokens,
} from '../../../assistant/knowledge/knowledge.ts';
import { mergeRanks } from '../../../assistant/knowledge/ranks.ts';
import { languageOf } from '../../../assistant/language.ts';
import type { TranscriptLine } from '../../../assistant/prompt/transcript.ts';
import { inTime } from '../../../assistant/provider/workers-ai.ts';
import { log } from '../../../log.ts';
import type { KnowledgeIndex, Meaning } from './knowledge-index.ts';
import {
  allPassages,
  findPassages,
  knowledgeSize,
  passagesAt,
  type StoredPassage,
} from './knowledge-rows.ts';
import type { EmbeddedTokens } from './usage.ts';

/** By words alone. */
const maxFound = 12;
/** By words and by meaning: what both have found is at the top, so that fewer are enough. */
const maxMerged = 6;
const maxNear = 20;
/** A search that takes longer is done by words alone. */
const embedMs = 5_000;
/** How much of the last messages is searched for, in characters. */
const maxQuestion = 2_000;

export interface SearchedKnowledge {
  passages: Passage[];
  /** What was embedded for it; null: nothing. */
  embedded: EmbeddedTokens | null;
}

interface Parts {
  sql: SqlStorage;
  index: Pick<KnowledgeIndex, 'meaning' | 'noticeGaps'>;
}

export async function searchKnowledge(
  { sql, index }: Parts,
  lines: readonly TranscriptLine[],
  now: number,
  signal?: AbortSignal,
): Promise<SearchedKnowledge> {
  if (knowledgeSize(sql, now).tokens <= wholeTokens) {
    return { passages: allPassages(sql, now), embedded: null };
  }
  const asked = lines
    .flatMap((line) => (line.type === 'message' && line.from === 'customer' ? [line.text] : []))
    .slice(-4)
    .join('\n')
    .slice(-maxQuestion);
  const meant = await meaningOf(index, asked, now, signal).catch((error: unknown) => {
    log('warn', 'knowledge_search_fault', { fault: error instanceof Error ? error.name : typeof error });
    return null;
  });
  const find = (language: string | null) => found(sql, { asked, language, now, meant });
  const spoken = languageOf(asked);
  const own = await find(spoken);
  // Better an answer from an entry in another language than none.
  const others = own.isAbout || spoken === null ? [] : (await find(null)).passages;
  const known = new Set(own.passages.map(({ id }) => id));
  const passages = [...own.passages, ...others.filter(({ id }) => !known.has(id))];
  return { passages: fitting(passages, foundTokens), embedded: meant?.embedded ?? null };
}

interface Meant extends Meaning {
  vector: Float32Array | null;
  embedded: EmbeddedTokens;
  /** Ends the search by meaning. */
  stop: AbortSignal;
}

/** The question as a vector, once for a turn. Null if nothing here embeds, or it has failed. */
async function meaningOf(
  index: Parts['index'],
  asked: string,
  now: number,
  signal: AbortSignal | undefined,
): Promise<Meant | null> {
  const meaning = asked.trim() === '' ? null : await index.meaning();
  if (!meaning) return null;
  index.noticeGaps(meaning, now);
  const { embedder } = meaning;
  const stop = AbortSignal.any([AbortSignal.timeout(embedMs), ...(signal ? [signal] : [])]);
  const embedding = await embedder.embed([asked], stop);
  if (embedding.outcome === 'failed') {
    log('warn', 'knowledge_search_fault', { fault: embedding.fault });
    return null;
  }
  const embedded = { model: embedder.name, tokens: embedding.tokens ?? tokensIn(asked) };
  return { ...meaning, vector: embedding.vectors[0] ?? null, embedded, stop };
}

interface Found {
  passages: StoredPassage[];
  /** Whether some of them are about the question. Where meaning is compared, a word in common says little. */
  isAbout: boolean;
}

async function found(
  sql: SqlStorage,
  question: { asked: string; language: string | null; now: number; meant: Meant | null },
): Promise<Found> {
  const { asked, language, now, meant } = question;
  const byWords = findPassages(sql, asked, { limit: maxFound, now, language });
  if (!meant?.vector) return { passages: byWords, isAbout: byWords.length > 0 };
  const { embedder, store, vector, stop } = meant;
  const scope = { model: embedder.key, now, language };
  const searching = store.nearest(vector, embedder.floor, maxNear, scope);
  const near = await inTime(searching, stop).catch((error: unknown) => {
    log('warn', 'knowledge_search_fault', { fault: error instanceof Error ? error.name : typeof error });
    return [];
  });
  const byMeaning = passagesAt(sql, near);
  const all = new Map([...byWords, ...byMeaning].map((passage) => [passage.id, passage]));
  const merged = mergeRanks([byWords, byMeaning].map((list) => list.map(({ id }) => id)));
  const passages = merged
    .slice(0, near.length === 0 ? maxFound : maxMerged)
    .flatMap((id) => all.get(id) ?? []);
  return { passages, isAbout: near.length > 0 };
}

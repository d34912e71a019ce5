/** An index of Vectorize in memory, as far as the Worker uses it. What is changed can be found once it is `settled`. */
import type { VectorizeBinding } from '../../../worker/assistant/knowledge/vectors.ts';

export class MemoryIndex implements VectorizeBinding {
  readonly vectors = new Map<string, VectorizeVector>();
  /** Each call that changes it, by its name and how many vectors it is about. */
  readonly changes: [call: string, count: number][] = [];
  fails = false;
  #pending: (() => void)[] = [];

  /** The changes can be found, as they can with Vectorize after some seconds. */
  settle(): void {
    for (const change of this.#pending.splice(0)) change();
  }

  async upsert(vectors: VectorizeVector[]): Promise<VectorizeAsyncMutation> {
    return this.#change('upsert', vectors.length, () => {
      for (const vector of vectors) this.vectors.set(vector.id, vector);
    });
  }

  async deleteByIds(ids: string[]): Promise<VectorizeAsyncMutation> {
    return this.#change('deleteByIds', ids.length, () => {
      for (const id of ids) this.vectors.delete(id);
    });
  }

  async query(
    to: Float32Array | Float64Array | number[],
    { topK = 5, namespace }: VectorizeQueryOptions = {},
  ): Promise<VectorizeMatches> {
    if (this.fails) throw new Error('VECTOR_QUERY_ERROR');
    const matches = [...this.vectors.values()]
      .filter((vector) => vector.namespace === namespace)
      .map(({ id, values }) => ({
        id,
        score: Array.from(values).reduce((sum, value, at) => sum + value * (to[at] ?? 0), 0),
      }))
      .sort((a, b) => b.score - a.score)
      .slice(0, topK);
    return { matches, count: matches.length };
  }

  #change(call: string, count: number, change: () => void): VectorizeAsyncMutation {
    if (this.fails) throw new Error('VECTOR_UPSERT_ERROR');
    this.changes.push([call, count]);
    this.#pending.push(change);
    return { mutationId: String(this.changes.length) };
  }
}

/** The search of the knowledge, as far as it needs no storage: merged ranks, vectors, and the models that make them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, tokensIn } from '../../../worker/assistant/knowledge/knowledge.ts';
import { mergeRanks } from '../../../worker/assistant/knowledge/ranks.ts';
import { packVectors, similarities, unitVector } from '../../../worker/assistant/knowledge/vectors.ts';
import { embeddings, workersAiEmbedder } from '../../../worker/assistant/provider/embeddings.ts';

const later = () => AbortSignal.timeout(2_000);

describe('two searches as one', () => {
  const list = fc.uniqueArray(fc.integer({ min: 0, max: 30 }));

  it('has everything that either has found, once', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const merged = mergeRanks([a, b]);
        expect(new Set(merged)).toEqual(new Set([...a, ...b]));
        expect(merged).toHaveLength(new Set(merged).size);
      }),
    );
  });

  it('keeps the order of one list if the other has nothing', () => {
    fc.assert(
      fc.property(list, (a) => {
        expect(mergeRanks([a, []])).toEqual(a);
      }),
    );
  });

  it('never puts what both have found later than something that is behind it in both', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const merged = mergeRanks([a, b]);
        const both = a.filter((key) => b.includes(key));
        for (const first of both) {
          for (const second of both) {
            const isBefore = a.indexOf(first) < a.indexOf(second) && b.indexOf(first) < b.indexOf(second);
            if (isBefore) expect(merged.indexOf(first)).toBeLessThan(merged.indexOf(second));
          }
        }
      }),
    );
  });

  it('puts what both have found before what is as good in one alone', () => {
    expect(
      mergeRanks([
        ['words', 'both'],
        ['meaning', 'both'],
      ])[0],
    ).toBe('both');
  });
});

describe('a vector', () => {
  const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 3 });

  it('is nearest to itself, and as near to another as that to it', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [one, other] = [unitVector(a), unitVector(b)];
        if (!one || !other) return;
        const [same = 0, between = 0] = similarities(one, packVectors([one, other]));
        expect(same).toBeCloseTo(1, 4);
        expect(between).toBeCloseTo(similarities(other, packVectors([one]))[0] ?? 0, 4);
        expect(Math.abs(between)).toBeLessThanOrEqual(1.0001);
      }),
    );
  });

  it('is none without a direction, and is not compared with one of another size', () => {
    expect(unitVector([0, 0])).toBeNull();
    expect(unitVector([Number.NaN, 1])).toBeNull();
    expect(similarities(Float32Array.of(1, 0), Float32Array.of(1, 0, 0))).toEqual([]);
    expect(similarities(Float32Array.of(), Float32Array.of())).toEqual([]);
  });
});

describe('a long text in parts', () => {
  it('repeats the end of each part at the beginning of the next, and none is too long', () => {
    const sentence = (number: number) =>
      `This is sentence ${number} about bowls, and it has a few words more than it needs.`;
    const text = Array.from({ length: 200 }, (_, number) => sentence(number)).join(' ');
    const parts = chunksOf(text);
    expect(parts.length).toBeGreaterThan(5);
    for (const [index, part] of parts.entries()) {
      expect(tokensIn(part)).toBeLessThanOrEqual(510);
      const before = parts[index - 1];
      if (before) expect(before).toContain(part.slice(0, part.indexOf('. ') + 1));
    }
  });
});

describe('a provider that embeds', () => {
  const asked: { url: string; body: unknown; key: string | null }[] = [];
  const answering = (answer: () => Response | Promise<Response>) =>
    embeddings({
      ...{ url: 'https://models.example/v1/', key: 'sk-1', model: 'embed-1' },
      fetch: async (input, init) => {
        const request = new Request(input, init);
        const body = await request.json();
        asked.push({ url: request.url, body, key: request.headers.get('authorization') });
        return answer();
      },
    });
  const data = (...vectors: number[][]) => vectors.map((embedding, index) => ({ embedding, index }));

  it('is asked for all texts at once, and read in their order, whatever order it answers in', async () => {
    const embedder = answering(() =>
      Response.json({ data: data([3, 4], [0, 2]).reverse(), usage: { prompt_tokens: 7 } }),
    );
    expect(await embedder.embed(['a', 'b'], later())).toEqual({
      ...{ outcome: 'embedded', tokens: 7 },
      vectors: [Float32Array.of(0.6, 0.8), Float32Array.of(0, 1)],
    });
    expect(asked.at(-1)).toEqual({
      ...{ url: 'https://models.example/v1/embeddings', key: 'Bearer sk-1' },
      body: { model: 'embed-1', input: ['a', 'b'] },
    });
  });

  it.each([
    ['too few vectors', () => Response.json({ data: data([1, 0]) }), 'model_answer_unreadable'],
    ['vectors of two sizes', () => Response.json({ data: data([1], [1, 0]) }), 'model_answer_unreadable'],
    ['empty vectors', () => Response.json({ data: data([], []) }), 'model_answer_unreadable'],
    ['a page', () => new Response('<html>'), 'model_answer_unreadable'],
    ['a refused key', () => new Response('', { status: 401 }), 'model_key_refused'],
    ['no such model', () => new Response('', { status: 404 }), 'model_not_found'],
    ['too many requests', () => new Response('', { status: 429 }), 'model_busy'],
    ['no connection', () => Promise.reject(new TypeError('refused')), 'model_unreachable'],
  ])('fails with a code if it answers with %s', async (_, answer, fault) =>
    expect(await answering(answer).embed(['a', 'b'], later())).toMatchObject({ outcome: 'failed', fault }),
  );

  it('says that it took too long', async () => {
    const embedder = embeddings({
      ...{ url: 'https://models.example/v1', key: null, model: 'embed-1' },
      fetch: (_, init) =>
        new Promise((_, reject) =>
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    });
    expect(await embedder.embed(['a'], AbortSignal.timeout(5))).toMatchObject({ fault: 'model_timeout' });
  });

  it('can be Workers AI, which says nothing of its tokens', async () => {
    const runs: unknown[] = [];
    const embedder = workersAiEmbedder({
      run: async (...run) => {
        runs.push(run);
        return {
          shape: [2, 2],
          data: [
            [1, 0],
            [0, 0],
          ],
          pooling: 'cls',
        };
      },
    });
    expect(await embedder.embed(['a', 'b'], later())).toEqual({
      ...{ outcome: 'embedded', tokens: null },
      vectors: [Float32Array.of(1, 0), null],
    });
    expect(runs).toEqual([['@cf/baai/bge-m3', { text: ['a', 'b'] }]]);
    const failing = workersAiEmbedder({ run: () => Promise.reject(new Error('3040: Capacity exceeded')) });
    expect(await failing.embed(['a'], later())).toMatchObject({ outcome: 'failed', fault: 'model_busy' });
    const slow = workersAiEmbedder({ run: () => new Promise(() => {}) });
    expect(await slow.embed(['a'], AbortSignal.timeout(5))).toMatchObject({ fault: 'model_timeout' });
  });
});

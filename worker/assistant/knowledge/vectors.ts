/** The meaning of texts as vectors of length one: the more two texts mean the same, the nearer their product is to one. */

/** Null if it has no direction, or is none: such a text can only be found by its words. */
export function unitVector(values: readonly number[]): Float32Array | null {
  const length = Math.hypot(...values);
  if (!Number.isFinite(length) || length === 0) return null;
  return Float32Array.from(values, (value) => value / length);
}

/** Vectors of the same size in a row, as they are stored. */
export function packVectors(vectors: readonly Float32Array[]): Float32Array {
  const size = vectors[0]?.length ?? 0;
  const packed = new Float32Array(size * vectors.length);
  for (const [index, vector] of vectors.entries()) packed.set(vector, index * size);
  return packed;
}

/** How near each of the packed vectors is to this one; none if they are not of its size. */
export function similarities(to: Float32Array, packed: Float32Array): number[] {
  const size = to.length;
  if (size === 0 || packed.length % size !== 0) return [];
  return Array.from({ length: packed.length / size }, (_, index) => {
    let sum = 0;
    const start = index * size;
    for (let at = 0; at < size; at++) sum += (to[at] ?? 0) * (packed[start + at] ?? 0);
    return sum;
  });
}

/** The part of the binding of Vectorize that is used here. */
export type VectorizeBinding = Pick<Vectorize, 'query' | 'upsert' | 'deleteByIds'>;

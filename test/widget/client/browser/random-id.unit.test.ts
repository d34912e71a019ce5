import { afterEach, describe, expect, it, vi } from 'vitest';
import { randomId } from '../../../../widget/client/browser/random-id.ts';

afterEach(() => vi.unstubAllGlobals());

describe('a random id', () => {
  it('a random id is a UUID without crypto.randomUUID, as on http pages', () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const ids = Array.from({ length: 200 }, () => randomId());
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(200);
  });
});

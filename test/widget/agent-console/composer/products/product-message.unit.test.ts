import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentOf,
  type Filled,
  problemsIn,
  productKinds,
  roomIn,
} from '../../../../../widget/agent-console/composer/products/product-message.ts';
import { checkOutbound } from '../../../../../worker/whatsapp/sending/send.ts';

const filled = (values: Record<string, string>, sections = [0]): Filled => ({
  values,
  sections: sections.map((id) => ({ id, rows: [] })),
});
const ids = (count: number, name = 'cup') =>
  Array.from({ length: count }, (_, at) => `${name}-${at}`).join('\n');
const problems = (...given: Parameters<typeof filled>) => [...problemsIn(filled(...given)).keys()];

describe('a message with products', () => {
  it.each([
    ['one product', { product: 'cup' }, []],
    ['no product', { body: 'This one' }, ['product']],
    ['a list', { kind: 'list', header: 'New', body: 'Look', products0: ids(30) }, []],
    ['an empty list', { kind: 'list' }, ['body', 'header', 'products0']],
    ['a list of 31', { kind: 'list', header: 'New', body: 'Look', products0: ids(31) }, ['products0']],
    ['one card', { kind: 'cards', body: 'Look', cards: ids(1) }, ['cards']],
    ['two cards', { kind: 'cards', body: 'Look', cards: ids(2) }, []],
    ['eleven cards', { kind: 'cards', body: 'Look', cards: ids(11) }, ['cards']],
    ['the catalog', { kind: 'catalog', body: 'All' }, []],
    ['the catalog without a text', { kind: 'catalog' }, ['body']],
  ])('%s: the fields that have to be filled in', (_, values, expected) => {
    expect(problems(values)).toEqual(expected);
  });

  it('several sections each need a title and a product, and share the 30 products', () => {
    const values = {
      kind: 'list',
      header: 'New',
      body: 'Look',
      products0: ids(20),
      products4: ids(9, 'bowl'),
    };
    expect(problems(values, [0, 4])).toEqual(['section0', 'section4']);
    expect(roomIn(filled(values, [0, 4]), 'list')).toBe(1);
    const titled = { ...values, section0: 'Cups', section4: 'Bowls' };
    expect(problems(titled, [0, 4])).toEqual([]);
    expect(problems({ ...titled, products4: '' }, [0, 4])).toEqual(['products4']);
  });

  it('a form without problems makes a message that the rules for sending accept', () => {
    const word = fc.string({ minLength: 0, maxLength: 20 });
    const named = fc.integer({ min: 0, max: 12 }).map((count) => ids(count));
    const form = fc.record({
      ...{ kind: fc.constantFrom(...productKinds), body: word, header: word, footer: word },
      ...{ product: named, cards: named, thumbnail: named, section0: word, section1: word },
      ...{ products0: named, products1: named },
    });
    fc.assert(
      fc.property(form, fc.constantFrom<number[][]>([0], [0, 1]), (values, sections) => {
        const given = filled(values, sections);
        if (problemsIn(given).size > 0) return;
        const checked = checkOutbound(contentOf(given, '77'));
        expect('issues' in checked ? checked.issues : []).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

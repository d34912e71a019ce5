import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { schemaTexts } from '../../../worker/whatsapp/input-texts.ts';
import { explainIssue, noWords, plainIssue } from '../../../worker/whatsapp/plain-issue.ts';

function said(schema: v.GenericSchema, value: unknown): string[] {
  const { issues = [] } = v.safeParse(schema, value, { message: noWords });
  return issues.map((issue) => plainIssue(issue, v.getDotPath(issue) ?? ''));
}

const string = v.string();
const number = v.number();
const role = v.picklist(['admin', 'agent', 'guest']);
const command = v.variant('type', [
  v.strictObject({ type: v.literal('open') }),
  v.strictObject({ type: v.literal('later'), until: number }),
]);

describe('an issue of a value', () => {
  it.each<[string, v.GenericSchema, unknown, string]>([
    ['missing', v.strictObject({ name: string }), {}, '`name` is missing. Add it.'],
    [
      'missing among few',
      v.strictObject({ do: command }),
      { do: {} },
      '`do.type` is missing. Give "open" or "later".',
    ],
    ['unknown', v.strictObject({}), { nmae: 1 }, '`nmae` is unknown. Check its spelling, or leave it out.'],
    ['another kind', v.object({ name: string }), { name: 3 }, '`name` must be text, not a number.'],
    ['null', v.object({ ids: v.array(number) }), { ids: null }, '`ids` must be a list, not null.'],
    [
      'of a list',
      v.object({ ids: v.array(number) }),
      { ids: [1, true] },
      '`ids.1` must be a number, not true or false.',
    ],
    [
      'none of two kinds',
      v.object({ id: v.union([number, string]) }),
      { id: [] },
      '`id` must be a number or text, not a list.',
    ],
    ['another of two', v.object({ on: v.literal(true) }), { on: false }, '`on` must be true.'],
    ['the whole body', v.strictObject({}), 'x', 'The body must be an object, not text.'],
    ['none of few', v.object({ role }), { role: 'boss' }, '`role` must be "admin", "agent" or "guest".'],
    [
      'none of few, of another kind',
      v.object({ role }),
      { role: 7 },
      '`role` must be "admin", "agent" or "guest".',
    ],
    [
      'none of the forms',
      v.union([v.object({ a: string }), v.object({ b: string })]),
      {},
      'The body has an invalid format.',
    ],
    [
      'empty',
      v.object({ name: v.pipe(string, v.nonEmpty()) }),
      { name: '' },
      '`name` is empty. Enter a value.',
    ],
    ['an empty list', v.pipe(v.array(string), v.nonEmpty()), [], 'The body is empty. Add at least one.'],
    ['too short', v.pipe(string, v.minLength(3)), 'x', 'The body must have at least 3 characters.'],
    ['too long', v.pipe(string, v.maxLength(1)), 'xy', 'The body must have at most 1 character.'],
    ['too many', v.pipe(v.array(number), v.maxLength(2)), [1, 2, 3], 'The body must have at most 2 entries.'],
    ['not as long', v.pipe(string, v.length(6)), 'x', 'The body must have exactly 6 characters.'],
    ['too little', v.object({ n: v.pipe(number, v.minValue(1)) }), { n: 0 }, '`n` must be at least 1.'],
    ['too much', v.object({ n: v.pipe(number, v.maxValue(100)) }), { n: 101 }, '`n` must be at most 100.'],
    ['broken', v.object({ n: v.pipe(number, v.integer()) }), { n: 1.5 }, '`n` must be a whole number.'],
    ['no number', v.object({ n: v.pipe(string, v.toNumber()) }), { n: 'x' }, '`n` must be a number.'],
    ['no digits', v.object({ n: v.pipe(string, v.digits()) }), { n: 'x' }, '`n` must be digits only.'],
    [
      'no day',
      v.object({ n: v.pipe(string, v.isoDate()) }),
      { n: 'x' },
      '`n` must be a day such as 2026-12-24.',
    ],
    ['no JSON', v.pipe(string, v.parseJson()), '{', 'The body must be JSON.'],
    [
      'of another form',
      v.object({ n: v.pipe(string, v.regex(/^a/)) }),
      { n: 'x' },
      '`n` has an invalid format.',
    ],
  ])('is said in plain words: %s', (_, schema, value, sentence) => {
    expect(said(schema, value)).toEqual([sentence]);
  });

  it('an issue keeps the sentence of its schema', () => {
    expect(said(v.pipe(string, v.regex(/^\d{6}$/, 'A PIN is six digits.')), 'x')).toEqual([
      'A PIN is six digits.',
    ]);
  });

  it('an issue has a stable code and its values for other languages', () => {
    const explained = (schema: v.GenericSchema, value: unknown) =>
      v.safeParse(schema, value, { message: noWords }).issues?.map((issue) => {
        const { code, params } = explainIssue(issue, v.getDotPath(issue) ?? '');
        return [code, params];
      });
    expect(explained(v.object({ name: v.pipe(string, v.maxLength(1)) }), { name: 'xy' })).toEqual([
      ['too_long', { name: 'name', count: 1 }],
    ]);
    expect(explained(v.object({ role }), { role: 'boss' })).toEqual([
      ['wrong_choice', { name: 'role', options: '"admin", "agent", "guest"' }],
    ]);
    expect(explained(v.pipe(string, v.regex(/^x/, schemaTexts.pin_form)), 'y')).toEqual([['pin_form', {}]]);
    expect(explained(v.pipe(string, v.regex(/^x/, 'Its own.')), 'y')).toEqual([[null, {}]]);
  });

  it('an issue never repeats the value, which can be a secret', () => {
    const secret = 'EAAG-secret';
    const schema = v.strictObject({
      a: role,
      b: v.pipe(string, v.regex(/^\d+$/)),
      c: number,
      d: v.pipe(string, v.maxLength(3)),
      e: command,
    });
    const sentences = said(schema, {
      a: secret,
      b: secret,
      c: secret,
      d: secret,
      e: { type: secret },
      f: secret,
    });
    expect(sentences).toHaveLength(6);
    expect(sentences.join(' ')).not.toContain(secret);
  });
});

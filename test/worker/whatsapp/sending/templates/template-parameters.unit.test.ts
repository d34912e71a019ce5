/** What may be filled into a template, before Meta is asked. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkOutbound } from '../../../../../worker/whatsapp/sending/send.ts';
import { template } from '../../../../../worker/whatsapp/sending/templates/template.ts';
import {
  unnamedParameters,
  valueProblem,
} from '../../../../../worker/whatsapp/sending/templates/template-parameters.ts';

const sending = (components: unknown) => ({
  type: 'template',
  template: { name: 'order_update', language: { code: 'en_US' }, components },
});
const bodyWith = (...parameters: object[]) => sending([{ type: 'body', parameters }]);
const text = (value: unknown, name?: string) => ({
  type: 'text',
  text: value,
  ...(name !== undefined && { parameter_name: name }),
});
const issuesOf = (content: unknown) => {
  const checked = checkOutbound(content);
  return 'issues' in checked ? checked.issues.map(({ path, code }) => [path, code]) : [];
};

describe('the file name of a document in a header', () => {
  const named = (filename: unknown) =>
    sending([{ type: 'header', parameters: [{ type: 'document', document: { id: '1', filename } }] }]);
  const at = 'template.components[0].parameters[0].document.filename';
  it.each([
    ['too_short', ' '],
    ['too_long', 'x'.repeat(241)],
    ['invalid', 17],
  ])('the file name of a document is rejected as %s', (code, filename) => {
    expect(issuesOf(named(filename))).toEqual([[at, code]]);
  });
  it('the file name of a document is optional, and has up to 240 characters', () => {
    expect(issuesOf(named(undefined))).toEqual([]);
    expect(issuesOf(named('x'.repeat(240)))).toEqual([]);
  });
});

describe('a value of a template', () => {
  const at = 'template.components[0].parameters[0].text';
  const cases: [name: string, value: unknown, code: string][] = [
    ['a line break', 'Monday\nat nine', 'invalid'],
    ['a carriage return', 'Monday\rat nine', 'invalid'],
    ['a line separator', 'Monday\u2028at nine', 'invalid'],
    ['a tab', 'Monday\tat nine', 'invalid'],
    ['five spaces in a row', 'Monday     at nine', 'invalid'],
    ['no text', '', 'too_short'],
    ['white space only', ' \u00a0 ', 'too_short'],
    ['2,000 characters', 'x'.repeat(2_000), 'too_long'],
    ['a number', 17, 'invalid'],
    ['nothing at all', undefined, 'missing'],
  ];
  for (const [name, value, code] of cases) {
    it(`a template value with ${name} is rejected`, () => {
      expect(issuesOf(bodyWith(text(value)))).toEqual([[at, code]]);
    });
  }

  it('a template value can have four spaces in a row, and as many characters as the body', () => {
    expect(issuesOf(bodyWith(text('a    b'), text('x'.repeat(1_024))))).toEqual([]);
  });

  it('a template value has less room in a header, in a link’s end and in a code to copy', () => {
    const button = (sub_type: string, parameter: object) => ({
      type: 'button',
      sub_type,
      index: '0',
      parameters: [parameter],
    });
    const issues = issuesOf(
      sending([
        { type: 'HEADER', parameters: [text('x'.repeat(61))] },
        button('url', text('x'.repeat(2_001))),
        button('copy_code', { type: 'coupon_code', coupon_code: 'x'.repeat(16) }),
      ]),
    );
    expect(issues).toEqual([
      ['template.components[0].parameters[0].text', 'too_long'],
      ['template.components[1].parameters[0].text', 'too_long'],
      ['template.components[2].parameters[0].coupon_code', 'too_long'],
    ]);
  });

  it('template values are checked in each card of a carousel', () => {
    const cards = [{ card_index: 0, components: [{ type: 'body', parameters: [text('a\nb')] }] }];
    expect(issuesOf(sending([{ type: 'carousel', cards }]))).toEqual([
      ['template.components[0].cards[0].components[0].parameters[0].text', 'invalid'],
    ]);
  });

  it('a template value has no problem exactly when Meta’s rules are met', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '\t', '\n', 'é', '😀')), (parts) => {
        const value = parts.join('');
        const isTaken = value.trim() !== '' && !/[\n\t]| {5}/.test(value);
        expect(valueProblem(value, 1_024) === null).toBe(isTaken);
      }),
    );
  });
});

describe('the name of a variable', () => {
  const named = v.parse(template, {
    id: '1',
    name: 'order_update',
    language: 'en_US',
    status: 'APPROVED',
    parameter_format: 'NAMED',
    components: [{ type: 'BODY', text: 'Hi {{first_name}}, see you on {{day}}, then.' }],
  });

  it('each value needs the name of its variable if one of them has it', () => {
    expect(issuesOf(bodyWith(text('Ada', 'first_name'), text('Monday')))).toEqual([
      ['template.components[0].parameters[1].parameter_name', 'missing'],
    ]);
  });

  it('each value needs the name of its variable if the template’s variables have names', () => {
    const components = [
      { type: 'body', parameters: [text('Ada')] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [text('orders/17')] },
    ];
    expect(unnamedParameters(named, components).map(({ path }) => path)).toEqual([
      'template.components[0].parameters[0].parameter_name',
    ]);
    expect(unnamedParameters({ ...named, parameter_format: 'POSITIONAL' }, components)).toEqual([]);
  });
});

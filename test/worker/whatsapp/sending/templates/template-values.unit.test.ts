/** The values in a message of a template: read back from it, and whether they still fit the template. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { composeTemplate } from '../../../../../worker/whatsapp/sending/templates/compose-template.ts';
import { type Template, template } from '../../../../../worker/whatsapp/sending/templates/template.ts';
import {
  fieldsOf,
  type TemplateField,
} from '../../../../../worker/whatsapp/sending/templates/template-fields.ts';
import { misfits } from '../../../../../worker/whatsapp/sending/templates/template-fit.ts';
import { valuesIn } from '../../../../../worker/whatsapp/sending/templates/template-values.ts';

const of = (components: unknown[], more: object = {}): Template =>
  v.parse(template, {
    ...{ id: '1', name: 'order', language: 'en', status: 'APPROVED', category: 'UTILITY', components },
    ...more,
  });
const buttons = (...all: object[]) => ({ type: 'BUTTONS', buttons: all });
const body = { type: 'BODY', text: 'Order {{1}} comes on {{2}}.' };
const templates: readonly Template[] = [
  of([body]),
  of(
    [
      { type: 'HEADER', format: 'TEXT', text: 'Hi {{name}}' },
      { type: 'BODY', text: '{{code}} for {{name}}' },
    ],
    {
      parameter_format: 'NAMED',
    },
  ),
  of([{ type: 'HEADER', format: 'DOCUMENT' }, body]),
  of([
    { type: 'HEADER', format: 'IMAGE' },
    body,
    buttons({ type: 'URL', text: 'Track', url: 'https://a.example/{{1}}' }),
  ]),
  of([{ type: 'HEADER', format: 'LOCATION' }, body]),
  of([{ type: 'HEADER', format: 'PRODUCT' }, body]),
  of([body, buttons({ type: 'QUICK_REPLY', text: 'Thanks' }, { type: 'COPY_CODE', text: 'Copy' })]),
  of([body, buttons({ type: 'MPM', text: 'Look' })]),
  of([body, buttons({ type: 'CATALOG', text: 'Look' })]),
  of([body, buttons({ type: 'FLOW', text: 'Book' })]),
  of([{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Sale', has_expiration: true } }, body]),
  of([
    body,
    {
      type: 'CAROUSEL',
      cards: [0, 1].map(() => ({
        components: [
          { type: 'HEADER', format: 'IMAGE' },
          { type: 'BODY', text: 'A {{1}}' },
          buttons(
            { type: 'URL', text: 'See', url: 'https://a.example/{{1}}' },
            { type: 'QUICK_REPLY', text: 'Yes' },
          ),
        ],
      })),
    },
  ]),
];

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const valueFor = ({ kind }: TemplateField): fc.Arbitrary<string> => {
  if (kind === 'offer_end') return fc.integer({ min: 1, max: 4e12 }).map(String);
  if (kind === 'flow_data') return word.map((one) => JSON.stringify({ [one]: one }));
  if (kind === 'products')
    return fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'));
  return kind === 'image' || kind === 'document'
    ? fc.oneof(
        fc.uuid(),
        word.map((one) => `https://a.example/${one}`),
      )
    : word;
};
const filled = fc
  .constantFrom(...templates)
  .chain((chosen) =>
    fc
      .record(Object.fromEntries(fieldsOf(chosen).map((field) => [field.id, valueFor(field)])))
      .map((values) => ({ chosen, values })),
  );

const sent = (chosen: Template, values: Record<string, string>): unknown[] => {
  const made = composeTemplate(chosen, values);
  if ('missing' in made) throw new Error(`Missing: ${made.missing.join()}`);
  return made.content.template.components ?? [];
};

describe('the values of a template', () => {
  it('are read back from the message as they were filled in', () => {
    fc.assert(
      fc.property(filled, ({ chosen, values }) => {
        expect(valuesIn(sent(chosen, values))).toEqual(values);
      }),
    );
  });

  it('fit the template that they were written for', () => {
    fc.assert(
      fc.property(filled, ({ chosen, values }) => {
        expect(misfits(chosen, sent(chosen, values))).toEqual([]);
      }),
    );
  });

  it.each([
    ['has one variable less', [{ type: 'BODY', text: 'Order {{1}} comes.' }]],
    ['has one more', [{ type: 'BODY', text: '{{1}}, {{2}} and {{3}}' }]],
    ['has names now', [{ type: 'BODY', text: 'Order {{order}} comes on {{day}}.' }]],
    ['got a picture', [{ type: 'HEADER', format: 'IMAGE' }, body]],
    [
      'got a link that needs a value',
      [body, buttons({ type: 'URL', text: 'T', url: 'https://a.example/{{1}}' })],
    ],
  ])('do not fit a template that %s', (_, components) => {
    const values = sent(of([body]), { 'body.1': '17', 'body.2': 'Monday' });
    expect(misfits(of(components), values)).not.toEqual([]);
  });

  it('do not fit if the header wants a file of another kind', () => {
    const values = sent(of([{ type: 'HEADER', format: 'IMAGE' }]), {
      'header.media': 'https://a.example/a.png',
    });
    expect(misfits(of([{ type: 'HEADER', format: 'VIDEO' }]), values)).toHaveLength(1);
    expect(misfits(of([{ type: 'BODY', text: 'No header' }]), values)).toHaveLength(1);
  });
});

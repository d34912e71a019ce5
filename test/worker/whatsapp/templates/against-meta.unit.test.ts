/** The rules here and the stand-in's were written apart from each other, both from Meta's pages: they have to agree. */
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { checkTemplateRules } from '../../../../demo/cloud-api/templates/rules/check.ts';
import { creation, readComponents } from '../../../../demo/cloud-api/templates/rules/definition.ts';
import { usualSwitches } from '../../../../demo/cloud-api/templates/switches.ts';
import { readDefinition, type TemplateDefinition } from '../../../../worker/whatsapp/templates/definition.ts';
import { lintTemplate } from '../../../../worker/whatsapp/templates/lint.ts';

const context = { switches: usualSwitches, handles: { typeOf: () => 'image/jpeg' }, hasCatalog: true };

function definitionOf(given: object): TemplateDefinition {
  const definition = readDefinition(given);
  if (!definition) throw new Error('This is no template.');
  return definition;
}

/** What Meta answers at once; null if it takes the template for review. */
function refusalAtMeta(given: Record<string, unknown>): string | null {
  try {
    const words = v.parse(creation, given);
    const { parameter_format = 'POSITIONAL' } = words;
    checkTemplateRules({ ...words, parameter_format, components: readComponents(given.components) }, context);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Found by Meta's reviewers, after it has taken the template. */
const foundInReview: readonly string[] = ['variables_adjacent', 'variable_named'];

const piece = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('your order', 'is ready in our shop', 'and we wait', 'Hello dear'),
  },
  { weight: 3, arbitrary: fc.constantFrom('{{1}}', '{{2}}') },
  { weight: 1, arbitrary: fc.constantFrom('🎉', '!', '{{3}}', '{name}', '{{name}}', '*', '12', '') },
);
const sentence = fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join(' '));
const samples = fc.array(fc.constantFrom('A-17', 'Monday', ''), { maxLength: 3 });
const button = fc.oneof(
  fc.record({
    type: fc.constant('QUICK_REPLY'),
    text: fc.constantFrom('Yes', 'No', 'Maybe', 'Later', 'a'.repeat(26), 'Hi 👋', ''),
  }),
  fc.record({
    type: fc.constant('URL'),
    text: fc.constantFrom('Open', 'Look'),
    url: fc.constantFrom(
      ...[
        'https://shop.example.com',
        'https://wa.me/1555',
        'http://localhost',
        'https://a.example.com/{{1}}',
        'shop',
      ],
    ),
    example: fc.constantFrom(['https://a.example.com/17'], []),
  }),
  fc.record({
    type: fc.constant('PHONE_NUMBER'),
    text: fc.constant('Call'),
    phone_number: fc.constantFrom('+493090182000', '12', '+15550100199999999999'),
  }),
  fc.record({ type: fc.constant('COPY_CODE'), example: fc.constantFrom('SAVE10', 'a'.repeat(16)) }),
  fc.record({ type: fc.constant('CATALOG'), text: fc.constantFrom('View catalog', '') }),
);
/** Mostly with as many examples as there are variables. */
const bodyPart = fc.tuple(sentence, samples, fc.integer({ min: 0, max: 4 })).map(([text, some, chance]) => {
  const names = new Set(text.match(/\{\{\d\}\}/g));
  const values = chance === 0 ? some : Array.from(names, () => 'A-17');
  return { type: 'BODY', text, ...(values.length > 0 && { example: { body_text: [values] } }) };
});
const headerPart = fc.oneof(
  fc.constantFrom('News', 'a'.repeat(61), 'News 🎉', '*News*', 'For {{1}} only').map((text) => ({
    ...{ type: 'HEADER', format: 'TEXT', text },
    ...(text.includes('{{') && { example: { header_text: ['Ada'] } }),
  })),
  fc.constantFrom({ type: 'HEADER', format: 'LOCATION' }, { type: 'HEADER', format: 'IMAGE' }),
  fc.constant({ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::abc'] } }),
);
const footerPart = fc
  .constantFrom('Kiln', 'a'.repeat(61), 'For {{1}}')
  .map((text) => ({ type: 'FOOTER', text }));
const buttonsPart = fc
  .array(button, { minLength: 1, maxLength: 5 })
  .map((buttons) => ({ type: 'BUTTONS', buttons }));
const optional = <Part>(part: fc.Arbitrary<Part>) => fc.option(part, { nil: null, freq: 1 });

const anyTemplate = fc
  .record({
    name: fc.constantFrom('order_ready', 'Order'),
    language: fc.constantFrom('en', 'en_US', 'pt_BR', 'he_IL'),
    category: fc.constantFrom('UTILITY', 'MARKETING'),
    parts: fc.tuple(optional(headerPart), bodyPart, optional(footerPart), optional(buttonsPart)),
  })
  .map(({ parts, ...words }) => ({ ...words, components: parts.filter((part) => part !== null) }));

it('a template without errors is one that Meta takes, and one with errors is one that it refuses', () => {
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(anyTemplate, (given) => {
      const errors = lintTemplate(definitionOf(given)).filter(
        ({ severity, code }) => severity === 'error' && !foundInReview.includes(code),
      );
      const refusal = refusalAtMeta(given);
      expect([refusal !== null, refusal, given], JSON.stringify(errors)).toEqual([
        errors.length > 0,
        refusal,
        given,
      ]);
      if (refusal === null) taken += 1;
      else refused += 1;
    }),
    { numRuns: 1_500 },
  );
  expect(taken).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(200);
});

/** The templates that the demo's business has, and what Meta checks of them when one is sent. */
import * as v from 'valibot';
import type { Content } from '../../worker/whatsapp/content.ts';
import { fieldsOf, type Template, template } from '../../worker/whatsapp/template.ts';
import { GraphRefusal } from './graph-error.ts';

const definitions = [
  {
    id: '594425479261596',
    name: 'hello_world',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Hello World' },
      {
        type: 'BODY',
        text: 'Welcome and congratulations! This message shows that your number can send messages.',
      },
      { type: 'FOOTER', text: 'WhatsApp Business Platform sample message' },
    ],
  },
  {
    id: '1263837591594026',
    name: 'order_update',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, your order has left the kiln and comes on {{2}}.',
        example: { body_text: [['Ada', 'Monday']] },
      },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Thank you' },
          { type: 'QUICK_REPLY', text: 'I have a question' },
        ],
      },
    ],
  },
  {
    id: '1434829203984756',
    name: 'new_in_shop',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    parameter_format: 'NAMED',
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      {
        type: 'BODY',
        text: 'Hi {{first_name}}, fresh from the wheel. Have a look!',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Ada' }] },
      },
      {
        type: 'BUTTONS',
        buttons: [
          {
            type: 'URL',
            text: 'See it',
            url: 'https://shop.example/{{1}}',
            example: ['https://shop.example/blue'],
          },
        ],
      },
    ],
  },
  {
    id: '901473845110283',
    name: 'winter_sale',
    language: 'en_US',
    status: 'PAUSED',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'All bowls at half price.' }],
  },
];

export const templates: readonly Template[] = v.parse(v.array(template), definitions);

/** `GET /{version}/{waba-id}/message_templates`, two to a page, so that whoever reads only the first is found out. */
export function listTemplates({ origin, pathname, searchParams }: URL): Response {
  const from = Number(searchParams.get('after') ?? 0);
  const to = from + 2;
  const after = String(to);
  return Response.json({
    data: definitions.slice(from, to),
    paging: {
      cursors: { before: String(from), after },
      ...(to < definitions.length && { next: `${origin}${pathname}?after=${after}` }),
    },
  });
}

type Sent = Extract<Content, { type: 'template' }>['template'];

/** Refuses a template that does not exist in this language or may not be sent, and one with too few or too many parameters. */
export function checkTemplate({ name, language, components = [] }: Sent): void {
  const known = templates.find((one) => one.name === name && one.language === language.code);
  if (!known) throw new GraphRefusal(132001, `Template name (${name}) does not exist in ${language.code}.`);
  if (known.status === 'PAUSED') throw new GraphRefusal(132015, `Template ${name} is paused.`);
  const fields = fieldsOf(known);
  for (const place of ['header', 'body', 'button'] as const) {
    const expected = fields.filter((field) => field.place === place).length;
    const given = components
      .filter(({ type }) => type.toLowerCase() === place)
      .flatMap(({ parameters }) => (Array.isArray(parameters) ? parameters : []))
      .filter((parameter: unknown) => !v.is(v.object({ type: v.literal('payload') }), parameter)).length;
    if (given !== expected) {
      throw new GraphRefusal(
        132000,
        `${place}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
      );
    }
  }
}

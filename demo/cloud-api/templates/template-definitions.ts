/** The templates that every account has at first, as Meta lists them. */
import * as v from 'valibot';
import { componentList } from './components.ts';
import { newTemplate, type StoredTemplate } from './template.ts';

interface Seed {
  id: string;
  name: string;
  language: string;
  status: 'APPROVED' | 'PAUSED';
  category: string;
  parameter_format?: 'NAMED' | 'POSITIONAL';
  components: unknown[];
}

export function seedTemplates(now: number): StoredTemplate[] {
  return definitions.map(
    ({ id, status, components, parameter_format = 'POSITIONAL', ...words }): StoredTemplate => ({
      ...newTemplate(id, { ...words, parameter_format, components: v.parse(componentList, components) }, now),
      status,
      isSample: words.name === 'hello_world',
      wasApproved: true,
    }),
  );
}

const definitions: readonly Seed[] = [
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
  {
    id: '1190339872453391',
    name: 'shop_window',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    components: [
      { type: 'BODY', text: 'Three bowls for {{1}}, made this week.', example: { body_text: [['Ada']] } },
      {
        type: 'CAROUSEL',
        cards: ['Blue bowl, {{1}}', 'Salt glaze, {{1}}'].map((text) => ({
          components: [
            { type: 'HEADER', format: 'IMAGE' },
            { type: 'BODY', text, example: { body_text: [['€ 38']] } },
            {
              type: 'BUTTONS',
              buttons: [
                { type: 'QUICK_REPLY', text: 'I want this one' },
                { type: 'URL', text: 'Look', url: 'https://shop.example/{{1}}' },
              ],
            },
          ],
        })),
      },
    ],
  },
  {
    id: '1827364550918273',
    name: 'studio_days',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    components: [
      { type: 'HEADER', format: 'LOCATION' },
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Open studio', has_expiration: true } },
      { type: 'BODY', text: 'Come by and show this code.' },
      { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', text: 'Copy offer code', example: ['CLAY10'] }] },
    ],
  },
  // Meta lists the button that copies the code as a link, and takes the code once for the text and once for the button.
  {
    id: '1650289114530027',
    name: 'sign_in_code',
    language: 'en_US',
    status: 'APPROVED',
    category: 'AUTHENTICATION',
    components: [
      {
        type: 'BODY',
        text: '*{{1}}* is your verification code.',
        add_security_recommendation: false,
        example: { body_text: [['123456']] },
      },
      {
        type: 'BUTTONS',
        buttons: [
          {
            type: 'URL',
            text: 'Copy code',
            url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}',
            example: ['https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456'],
          },
        ],
      },
    ],
  },
];

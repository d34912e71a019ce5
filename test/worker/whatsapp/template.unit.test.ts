import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkOutbound } from '../../../worker/whatsapp/send.ts';
import {
  composeTemplate,
  fieldsOf,
  obstacleOf,
  previewOf,
  template,
} from '../../../worker/whatsapp/template.ts';

const base = { id: '1', name: 'order_update', language: 'en_US', status: 'APPROVED', category: 'UTILITY' };
const numbered = v.parse(template, {
  ...base,
  components: [
    { type: 'HEADER', format: 'IMAGE' },
    { type: 'BODY', text: 'Order {{1}} comes on {{2}}.', example: { body_text: [['17', 'Monday']] } },
    { type: 'FOOTER', text: 'Lumen & Clay' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Thanks' },
        { type: 'URL', text: 'Track', url: 'https://shop.example/{{1}}' },
        { type: 'COPY_CODE', text: 'Copy code' },
      ],
    },
  ],
});
const named = v.parse(template, {
  ...base,
  parameter_format: 'NAMED',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Hi {{first_name}}' },
    {
      type: 'BODY',
      text: 'Your code is {{code}}, {{first_name}}.',
      example: { body_text_named_params: [{ param_name: 'code', example: '1234' }] },
    },
  ],
});

describe('a template', () => {
  it('says what stands open in it, with what Meta was shown', () => {
    expect(fieldsOf(numbered).map(({ id, kind, example }) => [id, kind, example])).toEqual([
      ['header.media', 'image', null],
      ['body.1', 'text', '17'],
      ['body.2', 'text', 'Monday'],
      ['button.1', 'url_suffix', null],
      ['button.2', 'coupon_code', null],
    ]);
    expect(fieldsOf(named).map(({ id, example }) => [id, example])).toEqual([
      ['header.first_name', null],
      ['body.code', '1234'],
      ['body.first_name', null],
    ]);
  });

  it('names what is missing before it makes a message', () => {
    expect(composeTemplate(numbered, { 'body.1': '17', 'body.2': ' ' })).toEqual({
      missing: ['header.media', 'body.2', 'button.1', 'button.2'],
    });
  });

  it('becomes the message that Meta expects, numbered or named', () => {
    const message = composeTemplate(numbered, {
      'header.media': '1037543291543636',
      'body.1': '17',
      'body.2': 'Monday',
      'button.1': 'orders/17',
      'button.2': 'BLUE10',
    });
    expect(message).toEqual({
      content: {
        type: 'template',
        template: {
          name: 'order_update',
          language: { code: 'en_US' },
          components: [
            { type: 'header', parameters: [{ type: 'image', image: { id: '1037543291543636' } }] },
            {
              type: 'body',
              parameters: [
                { type: 'text', text: '17' },
                { type: 'text', text: 'Monday' },
              ],
            },
            {
              type: 'button',
              sub_type: 'url',
              index: '1',
              parameters: [{ type: 'text', text: 'orders/17' }],
            },
            {
              type: 'button',
              sub_type: 'copy_code',
              index: '2',
              parameters: [{ type: 'coupon_code', coupon_code: 'BLUE10' }],
            },
          ],
        },
      },
    });
    if (!('content' in message)) throw new Error('The message was not made');
    expect(checkOutbound(message.content)).toEqual(message);
    const values = { 'header.first_name': 'Ada', 'body.code': '99', 'body.first_name': 'Ada' };
    expect(composeTemplate(named, values)).toMatchObject({
      content: {
        template: {
          components: [
            { parameters: [{ parameter_name: 'first_name', text: 'Ada' }] },
            { parameters: [{ parameter_name: 'code', text: '99' }, { parameter_name: 'first_name' }] },
          ],
        },
      },
    });
  });

  it('is shown as it will be, with the names of what is not filled in', () => {
    expect(previewOf(numbered, { 'body.1': '17' })).toEqual({
      header: 'image',
      body: 'Order 17 comes on {{2}}.',
      footer: 'Lumen & Clay',
      buttons: ['Thanks', 'Track', 'Copy code'],
    });
  });

  it('that cannot be sent says why', () => {
    expect(obstacleOf(numbered)).toBeNull();
    for (const status of ['PAUSED', 'DISABLED', 'REJECTED', 'PENDING']) {
      expect(obstacleOf({ ...numbered, status })).toMatch(/\.$/);
    }
    const carousel = v.parse(template, { ...base, components: [{ type: 'CAROUSEL', cards: [] }] });
    expect(obstacleOf(carousel)).toContain('by API');
  });
});

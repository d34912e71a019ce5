import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { textsIn } from '../../../../../worker/whatsapp/content/content.ts';
import { checkOutbound } from '../../../../../worker/whatsapp/sending/send.ts';
import { composeTemplate } from '../../../../../worker/whatsapp/sending/templates/compose-template.ts';
import { obstacleOf, template } from '../../../../../worker/whatsapp/sending/templates/template.ts';
import { fieldsOf } from '../../../../../worker/whatsapp/sending/templates/template-fields.ts';
import { fieldProblem } from '../../../../../worker/whatsapp/sending/templates/template-parameters.ts';
import { previewOf, sentPreview } from '../../../../../worker/whatsapp/sending/templates/template-preview.ts';

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
  it('a template has its open fields, with the examples that Meta has', () => {
    expect(fieldsOf(numbered).map(({ id, kind, example }) => [id, kind, example])).toEqual([
      ['header.media', 'image', null],
      ['body.1', 'text', '17'],
      ['body.2', 'text', 'Monday'],
      ['button.0', 'payload', null],
      ['button.1', 'url_suffix', null],
      ['button.2', 'coupon_code', null],
    ]);
    expect(fieldsOf(named).map(({ id, example }) => [id, example])).toEqual([
      ['header.first_name', null],
      ['body.code', '1234'],
      ['body.first_name', null],
    ]);
  });

  it('a template names the missing fields before it makes a message', () => {
    expect(composeTemplate(numbered, { 'body.1': '17', 'body.2': ' ' })).toEqual({
      missing: ['header.media', 'body.2', 'button.1', 'button.2'],
    });
  });

  it('a template makes the message that Meta expects, numbered or named', () => {
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

  it('a template preview shows the names of empty fields', () => {
    expect(previewOf(numbered, { 'body.1': '17' })).toEqual({
      header: null,
      headerFormat: 'IMAGE',
      body: 'Order 17 comes on {{2}}.',
      footer: 'Lumen & Clay',
      offer: null,
      buttons: ['Thanks', 'Track', 'Copy code'],
      cards: [],
    });
  });

  it('the preview of a sent template has the sent values, by position or by name, whoever made the message', () => {
    const values = { 'header.first_name': 'Ada', 'body.code': '$& 99', 'body.first_name': 'Ada' };
    const message = composeTemplate(named, values);
    if (!('content' in message)) throw new Error('The message was not made');
    const { components = [] } = message.content.template;
    expect(sentPreview(named, components)).toEqual(previewOf(named, values));
    expect(textsIn({ ...message.content, shown: sentPreview(named, components) })).toEqual([
      ...['Hi Ada', 'Your code is $& 99, Ada.', 'order_update'],
    ]);
    const amount = { fallback_value: '€ 38', code: 'EUR', amount_1000: 38_000 };
    const byProgram = [
      {
        type: 'BODY',
        parameters: [
          { type: 'currency', currency: amount },
          { type: 'date_time', date_time: { fallback_value: 'May 5' } },
        ],
      },
      { type: 'button', sub_type: 'url', index: 1, parameters: [{ type: 'text', text: 'orders/17' }] },
    ];
    const sent = { name: 'order_update', language: { code: 'en_US' } };
    expect(textsIn({ type: 'template', template: sent, shown: sentPreview(numbered, byProgram) })).toEqual([
      ...['Order € 38 comes on May 5.', 'Lumen & Clay', 'Thanks', 'Track', 'Copy code', 'order_update'],
    ]);
    expect(sentPreview(numbered, [{ type: 'body', parameters: 'none' }, null]).body).toBe(
      'Order {{1}} comes on {{2}}.',
    );
  });

  it('a template takes the payload of a button and the picture of a catalogue, if they are set', () => {
    const pressed = v.parse(template, {
      ...base,
      components: [
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'QUICK_REPLY', text: 'Yes' },
            { type: 'CATALOG', text: 'View catalog' },
          ],
        },
      ],
    });
    const bare = { name: 'order_update', language: { code: 'en_US' } };
    expect(composeTemplate(pressed, {})).toEqual({ content: { type: 'template', template: bare } });
    const message = composeTemplate(pressed, { 'button.0': 'order-17-yes', 'button.1': 'bowl' });
    if (!('content' in message)) throw new Error('Nothing is missing');
    expect(message.content).toMatchObject({
      template: {
        components: [
          {
            ...{ type: 'button', sub_type: 'quick_reply', index: '0' },
            parameters: [{ type: 'payload', payload: 'order-17-yes' }],
          },
          {
            ...{ type: 'button', sub_type: 'catalog', index: '1' },
            parameters: [{ type: 'action', action: { thumbnail_product_retailer_id: 'bowl' } }],
          },
        ],
      },
    });
    expect(checkOutbound(message.content)).toEqual(message);
  });

  it('a template that cannot be sent says why', () => {
    expect(obstacleOf(numbered)).toBeNull();
    const said = ['PAUSED', 'DISABLED', 'REJECTED', 'PENDING'].map((status) =>
      obstacleOf({ ...numbered, status }),
    );
    expect(said).toEqual(['paused', 'disabled', 'rejected', 'not_approved']);
  });

  it('a template with cards has the fields of each, and its button replies identify the card', () => {
    const card = (text: string) => ({
      components: [
        { type: 'header', format: 'IMAGE' },
        { type: 'body', text },
        {
          type: 'buttons',
          buttons: [
            { type: 'quick_reply', text: 'This one' },
            { type: 'url', text: 'Look', url: 'https://shop.example/{{1}}' },
          ],
        },
      ],
    });
    const carousel = v.parse(template, {
      ...base,
      components: [
        { type: 'BODY', text: 'For {{1}}' },
        { type: 'CAROUSEL', cards: [card('Bowl'), card('Cup, {{1}}')] },
      ],
    });
    const values = {
      'body.1': 'Ada',
      'card.0.header.media': 'https://shop.example/bowl.jpg',
      'card.0.button.1': 'bowl',
      'card.1.header.media': '1037543291543636',
      'card.1.body.1': '€ 12',
      'card.1.button.1': 'cup',
    };
    expect(fieldsOf(carousel).map(({ id }) => id)).toEqual(Object.keys(values));
    const message = composeTemplate(carousel, values);
    if (!('content' in message)) throw new Error('The message was not made');
    expect(checkOutbound(message.content)).toEqual(message);
    expect(message.content).toMatchObject({
      template: {
        components: [
          { type: 'body', parameters: [{ text: 'Ada' }] },
          {
            type: 'carousel',
            cards: [
              {
                card_index: 0,
                components: [
                  { parameters: [{ image: { link: 'https://shop.example/bowl.jpg' } }] },
                  { sub_type: 'quick_reply', index: '0', parameters: [{ payload: '1: This one' }] },
                  { sub_type: 'url', index: '1', parameters: [{ text: 'bowl' }] },
                ],
              },
              {
                card_index: 1,
                components: [
                  { parameters: [{ image: { id: '1037543291543636' } }] },
                  { type: 'body', parameters: [{ text: '€ 12' }] },
                  { parameters: [{ payload: '2: This one' }] },
                  { parameters: [{ text: 'cup' }] },
                ],
              },
            ],
          },
        ],
      },
    });
    expect(previewOf(carousel, values).cards.map(({ body }) => body)).toEqual(['Bowl', 'Cup, € 12']);
    const { components = [] } = message.content.template;
    expect(sentPreview(carousel, components)).toEqual(previewOf(carousel, values));
  });

  it('a template with a place, an offer, products, a form or a one-time password makes what Meta documents', () => {
    const sent = (components: object[], values: Record<string, string>) => {
      const message = composeTemplate(v.parse(template, { ...base, components }), values);
      if (!('content' in message)) throw new Error(`Missing: ${message.missing}`);
      expect(checkOutbound(message.content)).toEqual(message);
      return message.content.type === 'template' ? message.content.template.components : null;
    };
    const buttons = (type: string) => ({ type: 'BUTTONS', buttons: [{ type, text: 'Press' }] });
    const place = { latitude: '52.5', longitude: '13.4' };
    expect(
      sent([{ type: 'HEADER', format: 'LOCATION' }], {
        'header.latitude': '52.5',
        'header.longitude': '13.4',
        'header.place_name': 'Studio',
        'header.place_address': 'Kiln Lane 1',
      }),
    ).toEqual([
      {
        type: 'header',
        parameters: [{ type: 'location', location: { ...place, name: 'Studio', address: 'Kiln Lane 1' } }],
      },
    ]);
    const offer = { text: 'Ends soon', has_expiration: true };
    expect(
      sent([{ type: 'LIMITED_TIME_OFFER', limited_time_offer: offer }], { 'offer.end': '1795500000000' }),
    ).toEqual([
      {
        type: 'limited_time_offer',
        parameters: [
          { type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1795500000000 } },
        ],
      },
    ]);
    expect(
      sent([{ type: 'HEADER', format: 'PRODUCT' }], { 'header.catalog': '7', 'header.product': 'bowl' }),
    ).toMatchObject([{ parameters: [{ product: { product_retailer_id: 'bowl', catalog_id: '7' } }] }]);
    expect(sent([buttons('MPM')], { 'button.0': 'bowl\ncup' })).toMatchObject([
      {
        sub_type: 'mpm',
        parameters: [
          {
            action: {
              thumbnail_product_retailer_id: 'bowl',
              sections: [
                { product_items: [{ product_retailer_id: 'bowl' }, { product_retailer_id: 'cup' }] },
              ],
            },
          },
        ],
      },
    ]);
    const flowWith = (action: object) => [
      { type: 'button', sub_type: 'flow', index: '0', parameters: [{ type: 'action', action }] },
    ];
    expect(sent([buttons('FLOW')], {})).toEqual(flowWith({ flow_token: 'unused' }));
    expect(
      sent([buttons('FLOW')], { 'button.0.token': 'visit-17', 'button.0.data': '{ "order": "1042" }' }),
    ).toEqual(flowWith({ flow_token: 'visit-17', flow_action_data: { order: '1042' } }));
    expect(
      sent([{ type: 'BODY', text: '{{1}} is your code.' }, buttons('OTP')], { 'body.1': '4711' }),
    ).toEqual([
      { type: 'body', parameters: [{ type: 'text', text: '4711' }] },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '4711' }] },
    ]);
  });
});

describe('the data of a Flow', () => {
  it('the data of a Flow is a JSON object or nothing', () => {
    const flow = v.parse(template, {
      ...{ id: '1', name: 'visit', language: 'en', status: 'APPROVED' },
      components: [{ type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Book' }] }],
    });
    const data = fieldsOf(flow).find(({ kind }) => kind === 'flow_data');
    if (!data) throw new Error('A Flow has no field for its data');
    const problems = ['', '{"order": 1}', '[1]', '"order"', '{order}'].map((text) =>
      fieldProblem(data, text),
    );
    expect(problems).toEqual([null, null, 'not_json', 'not_json', 'not_json']);
  });
});

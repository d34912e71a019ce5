/** Wrong messages of each kind, and the code with which Meta refuses them. The product's own checks have no part in it. */
import { describe, expect, it } from 'vitest';
import { GraphApiError } from '../../demo/cloud-api/graph/graph-error.ts';
import { readMessagesRequest } from '../../demo/cloud-api/messages/request.ts';

const [unknownParameter, missing, wrong] = [100, 131008, 131009];

function codeOf(content: Record<string, unknown>): number | null {
  try {
    readMessagesRequest({ messaging_product: 'whatsapp', to: '15550100001', ...content });
    return null;
  } catch (error) {
    if (error instanceof GraphApiError) return error.code;
    throw error;
  }
}

const interactive = (prompt: Record<string, unknown>) => ({
  type: 'interactive',
  interactive: { body: { text: 'Choose' }, ...prompt },
});
const reply = (id: string, title = id) => ({ type: 'reply', reply: { id, title } });
const buttons = (all: unknown[], more = {}) =>
  interactive({ type: 'button', action: { buttons: all }, ...more });
const row = (id: string, more = {}) => ({ id, title: `Row ${id}`, ...more });
const list = (sections: unknown[], more = {}) =>
  interactive({ type: 'list', action: { button: 'Open', sections }, ...more });
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, index) => row(`${from + index}`));
const link = (parameters: Record<string, unknown>) =>
  interactive({ type: 'cta_url', action: { name: 'cta_url', parameters } });
const flow = (parameters: Record<string, unknown>) =>
  interactive({
    type: 'flow',
    action: { name: 'flow', parameters: { flow_message_version: '3', flow_cta: 'Open', ...parameters } },
  });
const products = (sections: unknown[], more = {}) =>
  interactive({
    ...{ type: 'product_list', header: { type: 'text', text: 'Ours' } },
    ...{ action: { catalog_id: '1', sections }, ...more },
  });
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ product_retailer_id: `${index}` }));
const card = (card_index: number, more = {}) => ({
  card_index,
  header: { type: 'image', image: { id: '1' } },
  action: { name: 'cta_url', parameters: { display_text: 'Look', url: 'https://shop.example' } },
  ...more,
});
const carousel = (cards: unknown[]) => interactive({ type: 'carousel', action: { cards } });
const person = (name: unknown) => ({ type: 'contacts', contacts: [{ name }] });
const ada = { formatted_name: 'Ada L', first_name: 'Ada' };
const place = (more: Record<string, unknown>) => ({
  type: 'location',
  location: { latitude: 1, longitude: 2, ...more },
});
const image = (more: Record<string, unknown>) => ({ type: 'image', image: more });
const reacts = (emoji: unknown) => ({ type: 'reaction', reaction: { message_id: 'wamid.1', emoji } });
const template = (more: Record<string, unknown>) => ({
  type: 'template',
  template: { name: 'hello_world', language: { code: 'en_US' }, ...more },
});

describe('a message that Meta takes', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a text of 4,096 characters', { type: 'text', text: { body: 'x'.repeat(4_096) } }],
    ['a file by its id', image({ id: '1', caption: 'x'.repeat(1_024) })],
    [
      'a file by its link',
      { type: 'document', document: { link: 'https://a.example/b.pdf', filename: 'b.pdf' } },
    ],
    ['a voice message', { type: 'audio', audio: { id: '1', voice: true } }],
    ['a place at the end of the world', place({ latitude: -90, longitude: 180 })],
    ['a place in strings', place({ latitude: '12.5', longitude: '-3' })],
    ['a card', person(ada)],
    ['a reaction of several code points', reacts('👩🏽‍🚒')],
    ['a flag', reacts('🇩🇪')],
    ['a keycap', reacts('1️⃣')],
    ['the removal of a reaction', reacts('')],
    ['three buttons', buttons([reply('a'), reply('b'), reply('c')])],
    [
      'ten rows in two sections',
      list([
        { title: 'A', rows: rows(5) },
        { title: 'B', rows: rows(5, 5) },
      ]),
    ],
    ['a link', link({ display_text: 'Look', url: 'https://shop.example/a' })],
    ['a flow by its name', flow({ flow_name: 'order' })],
    [
      'thirty products',
      products([
        { title: 'A', product_items: items(15) },
        { title: 'B', product_items: items(15) },
      ]),
    ],
    ['a catalog', interactive({ type: 'catalog_message', action: { name: 'catalog_message' } })],
    [
      'a request for a place',
      interactive({ type: 'location_request_message', action: { name: 'send_location' } }),
    ],
    ['two cards', carousel([card(0), card(1)])],
    ['a template', template({ components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ada' }] }] })],
  ])('%s', (_, content) => {
    expect(codeOf(content)).toBeNull();
  });
});

describe('a message that Meta refuses', () => {
  it.each<[string, Record<string, unknown>, number]>([
    ['an unknown type', { type: 'poll', poll: {} }, unknownParameter],
    ['an unknown kind of interactive message', interactive({ type: 'quiz', action: {} }), unknownParameter],
    ['a text without its object', { type: 'text' }, missing],
    ['a text without body', { type: 'text', text: {} }, missing],
    ['an empty text', { type: 'text', text: { body: ' ' } }, wrong],
    ['a text that is too long', { type: 'text', text: { body: 'x'.repeat(4_097) } }, wrong],
    [
      'a text with a misspelt parameter',
      { type: 'text', text: { body: 'x', previewUrl: true } },
      unknownParameter,
    ],
    [
      'a parameter of another kind',
      { type: 'text', text: { body: 'x' }, image: { id: '1' } },
      unknownParameter,
    ],
    ['a preview that is no boolean', { type: 'text', text: { body: 'x', preview_url: 'true' } }, wrong],
    ['a file that is nowhere', image({}), wrong],
    ['a file in two places', image({ id: '1', link: 'https://a.example/b.png' }), wrong],
    ['a file by a path', image({ link: '/b.png' }), wrong],
    ['a file by ftp', image({ link: 'ftp://a.example/b.png' }), wrong],
    ['a caption that is too long', image({ id: '1', caption: 'x'.repeat(1_025) }), wrong],
    ['a caption of an audio file', { type: 'audio', audio: { id: '1', caption: 'x' } }, unknownParameter],
    ['a caption of a sticker', { type: 'sticker', sticker: { id: '1', caption: 'x' } }, unknownParameter],
    ['a file name of a video', { type: 'video', video: { id: '1', filename: 'x' } }, unknownParameter],
    [
      'a file name that is too long',
      { type: 'document', document: { id: '1', filename: 'x'.repeat(241) } },
      wrong,
    ],
    ['a place without longitude', { type: 'location', location: { latitude: 1 } }, missing],
    ['a place beyond the pole', place({ latitude: 90.1 }), wrong],
    ['a place beyond the date line', place({ longitude: -180.1 }), wrong],
    ['a place in words', place({ latitude: 'north' }), wrong],
    ['a place with an address on the web', place({ url: 'https://a.example' }), unknownParameter],
    ['no contacts', { type: 'contacts', contacts: [] }, wrong],
    ['a contact without name', { type: 'contacts', contacts: [{}] }, missing],
    ['a contact with a whole name only', person({ formatted_name: 'Ada L' }), wrong],
    ['a contact without a whole name', person({ first_name: 'Ada' }), missing],
    ['a contact with a vCard', { type: 'contacts', contacts: [{ name: ada, vcard: '' }] }, unknownParameter],
    ['a reaction to nothing', { type: 'reaction', reaction: { emoji: '👍' } }, missing],
    ['a reaction in words', reacts('ok'), wrong],
    ['two emoji', reacts('👍👍'), wrong],
    ['no buttons', buttons([]), wrong],
    ['four buttons', buttons([reply('a'), reply('b'), reply('c'), reply('d')]), wrong],
    ['two buttons with one id', buttons([reply('a', 'A'), reply('a', 'B')]), wrong],
    ['two buttons with one title', buttons([reply('a', 'A'), reply('b', 'A')]), wrong],
    ['a title of 21 characters', buttons([reply('a', 'x'.repeat(21))]), wrong],
    ['an id that ends with a space', buttons([reply('a ', 'A')]), wrong],
    ['a button of another type', buttons([{ type: 'quick_reply', reply: { id: 'a', title: 'A' } }]), wrong],
    [
      'buttons without body',
      { ...buttons([reply('a')]), interactive: { type: 'button', action: { buttons: [reply('a')] } } },
      missing,
    ],
    ['a body of 1,025 characters', buttons([reply('a')], { body: { text: 'x'.repeat(1_025) } }), wrong],
    ['a footer of 61 characters', buttons([reply('a')], { footer: { text: 'x'.repeat(61) } }), wrong],
    [
      'a header of 61 characters',
      buttons([reply('a')], { header: { type: 'text', text: 'x'.repeat(61) } }),
      wrong,
    ],
    ['a header without its file', buttons([reply('a')], { header: { type: 'image' } }), missing],
    [
      'a list with a picture on top',
      list([{ rows: rows(1) }], { header: { type: 'image', image: { id: '1' } } }),
      wrong,
    ],
    ['a section without rows', list([{ title: 'A', rows: [] }]), wrong],
    [
      'eleven rows in all',
      list([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5, 6) },
      ]),
      wrong,
    ],
    ['two sections, one without title', list([{ title: 'A', rows: rows(1) }, { rows: rows(1, 1) }]), wrong],
    [
      'two rows with one id',
      list([
        { title: 'A', rows: rows(1) },
        { title: 'B', rows: rows(1) },
      ]),
      wrong,
    ],
    ['a row title of 25 characters', list([{ rows: [row('a', { title: 'x'.repeat(25) })] }]), wrong],
    ['a description of 73 characters', list([{ rows: [row('a', { description: 'x'.repeat(73) })] }]), wrong],
    [
      'a list without its button',
      interactive({ type: 'list', action: { sections: [{ rows: rows(1) }] } }),
      missing,
    ],
    ['a link without scheme', link({ display_text: 'Look', url: 'shop.example' }), wrong],
    ['a link without address', link({ display_text: 'Look' }), missing],
    ['a link text of 21 characters', link({ display_text: 'x'.repeat(21), url: 'https://a.example' }), wrong],
    ['a flow without id and name', flow({}), wrong],
    ['a flow with both', flow({ flow_id: '1', flow_name: 'order' }), wrong],
    ['a flow of version 2', flow({ flow_id: '1', flow_message_version: '2' }), wrong],
    [
      'a product without catalog',
      interactive({ type: 'product', action: { product_retailer_id: '1' } }),
      missing,
    ],
    ['products without header', products([{ product_items: items(1) }], { header: undefined }), missing],
    [
      '31 products',
      products([
        { title: 'A', product_items: items(16) },
        { title: 'B', product_items: items(15) },
      ]),
      wrong,
    ],
    ['one card', carousel([card(0)]), wrong],
    ['cards numbered from 1', carousel([card(1), card(2)]), wrong],
    [
      'cards that differ',
      carousel([card(0), card(1, { header: { type: 'video', video: { id: '1' } } })]),
      wrong,
    ],
    ['a card of four lines', carousel([card(0), card(1, { body: { text: '1\n2\n3\n4' } })]), wrong],
    ['a template name in capitals', template({ name: 'Hello' }), wrong],
    ['a template without language', { type: 'template', template: { name: 'hello_world' } }, missing],
    ['a template with a stranger', template({ shown: {} }), unknownParameter],
  ])('%s', (_, content, code) => {
    expect(codeOf(content)).toBe(code);
  });
});

/** What the stand-in refuses, and in which words: an integration that Meta would refuse must not work here. */
import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WaitingWebhook } from '../../demo/cloud-api/control/control.ts';
import type { NumberSetup } from '../../demo/cloud-api/numbers/number-setup.ts';
import { seedTemplates } from '../../demo/cloud-api/templates/template-definitions.ts';

const number = '106540352244001';
const foreign = '106540352244002';
const wabaId = '419561257915401';
const customer = '15550100401';
const setup: NumberSetup = {
  wabaId,
  displayPhoneNumber: '+1 555 078 4001',
  name: 'Lumen & Clay',
  accessToken: 'EAAG-graph',
  appSecret: 'secret',
  callbackUrl: 'http://127.0.0.1:9/webhook',
};

type Json = Record<string, unknown>;

interface Refusal {
  message: string;
  type: string;
  code: number;
  error_subcode?: number;
  error_data?: { details: string };
}

function call(method: string, path: string, body?: unknown): Promise<Response> {
  return exports.default.fetch(
    new Request(`http://localhost${path}`, {
      method,
      headers: { Authorization: 'Bearer EAAG-graph' },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
}

async function refusalOf(answer: Promise<Response>): Promise<Refusal> {
  const { error } = await (await answer).json<{ error?: Refusal }>();
  if (!error) throw new Error('It was not refused');
  return error;
}

const text = { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'Hello' } };
const send = (body: Json, id = number) => call('POST', `/v26.0/${id}/messages`, body);
const sendContent = (content: Json) => send({ messaging_product: 'whatsapp', to: customer, ...content });
const codeOf = async (content: Json) => (await refusalOf(sendContent(content))).code;

beforeAll(async () => {
  await call('PUT', `/control/numbers/${number}`, setup);
  await call('PUT', `/control/numbers/${foreign}`, { ...setup, wabaId: '1', accessToken: 'EAAG-foreign' });
  await call('POST', '/control/messages', { phoneNumberId: number, customer, text: 'Hello' });
});

describe('an id', () => {
  const wrong = { type: 'GraphMethodException', code: 100, error_subcode: 33 };
  const paths: [string, string, string][] = [
    ['a number that does not exist', 'POST', '/106540352244999/messages'],
    ['another owner’s number', 'POST', `/${foreign}/messages`],
    ['a number that does not exist, for media', 'POST', '/106540352244999/media'],
    ['a file that does not exist', 'GET', '/9999999999999999'],
    ['a file that does not exist, to be deleted', 'DELETE', '/9999999999999999'],
    ['an account that does not exist, for templates', 'GET', '/419561257915999/message_templates'],
    ['a number in place of the account', 'GET', `/${number}/message_templates`],
    ['an account that does not exist, for its apps', 'GET', '/419561257915999/subscribed_apps'],
    ['a number that does not exist, for links', 'GET', '/106540352244999/message_qrdls'],
    ['a number that does not exist, for who is blocked', 'GET', '/106540352244999/block_users'],
  ];
  it.each(paths)('an id of %s is rejected as an unknown object', async (_, method, path) => {
    const refusal = await refusalOf(call(method, `/v26.0${path}`, method === 'POST' ? text : undefined));
    expect(refusal).toMatchObject(wrong);
    expect(refusal.message).toMatch(
      new RegExp(`^Unsupported ${method.toLowerCase()} request\\. Object with ID '\\d+' does not exist`),
    );
  });
});

describe('messaging_product', () => {
  it.each([
    ['a message', 'POST', `/${number}/messages`, { ...text, messaging_product: undefined }],
    ['a read receipt', 'POST', `/${number}/messages`, { status: 'read', message_id: 'wamid.x' }],
    ['a registration', 'POST', `/${number}/register`, { pin: '246810' }],
    ['a block', 'POST', `/${number}/block_users`, { block_users: [{ user: customer }] }],
  ])('messaging_product is required for %s, without further details', async (_, method, path, body) => {
    const refusal = await refusalOf(call(method, `/v26.0${path}`, body));
    expect(refusal).toMatchObject({
      message: '(#100) The parameter messaging_product is required.',
      type: 'OAuthException',
      code: 100,
    });
    expect(refusal).not.toHaveProperty('error_data');
  });

  it('messaging_product must be whatsapp', async () => {
    expect(await refusalOf(send({ ...text, messaging_product: 'sms' }))).toMatchObject({ code: 100 });
  });
});

describe('the version in the address', () => {
  const answered = async (prefix: string) => {
    const answer = await call('GET', `${prefix}/${number}?fields=display_phone_number`);
    return [answer.status, answer.headers.get('facebook-api-version')];
  };
  it('the address can have any supported version', async () => {
    expect(await answered('/v23.0')).toEqual([200, 'v23.0']);
    expect(await answered('/v26.0')).toEqual([200, 'v26.0']);
  });
  it('a missing or expired version is raised to the oldest supported one', async () => {
    expect(await answered('/v2.7')).toEqual([200, 'v21.0']);
    expect(await answered('/v15.0')).toEqual([200, 'v21.0']);
    expect(await answered('')).toEqual([200, 'v21.0']);
  });
  it.each(['/v99.0', '/v27.0', '/v26.5.1', '/v26'])('version %s does not exist', async (prefix) => {
    expect((await call('GET', `${prefix}/${number}`)).status).not.toBe(200);
  });
  it('an unknown version is an unknown path', async () => {
    expect(await refusalOf(send(text, `../v99.0/${number}`))).toMatchObject({ code: 2500 });
  });
});

describe('the list of templates', () => {
  interface List {
    data: Json[];
    paging: { next?: string };
  }
  const list = async (query: string) =>
    (await call('GET', `/v26.0/${wabaId}/message_templates${query}`)).json<List>();

  it('the list of templates has pages up to the limit, whose links keep the query', async () => {
    expect((await list('?limit=1')).data).toHaveLength(1);
    const found: unknown[] = [];
    let query: string | null = '?fields=name&limit=100';
    while (query !== null) {
      const page: List = await list(query);
      found.push(...page.data);
      query = page.paging.next === undefined ? null : new URL(page.paging.next).search;
    }
    expect(found).toEqual(seedTemplates(0).map(({ id, name }) => ({ id, name })));
  });

  it('the list of templates finds names by a part', async () => {
    expect((await list('?name=order_up&fields=name')).data).toMatchObject([{ name: 'order_update' }]);
    expect((await list('?name=nothing_like_it')).data).toEqual([]);
  });

  it.each(['?limit=0', '?limit=many', '?fields=name,colour'])(
    'the list of templates rejects %s',
    async (query) => {
      const refusal = await refusalOf(call('GET', `/v26.0/${wabaId}/message_templates${query}`));
      expect(refusal.code).toBe(100);
    },
  );
});

describe('short links', () => {
  it('short links also take their parameters in the address', async () => {
    const query = 'prefilled_message=Is%20it%20open%3F&generate_qr_image=SVG';
    const answer = await call('POST', `/v26.0/${number}/message_qrdls?${query}`);
    expect(await answer.json()).toMatchObject({ prefilled_message: 'Is it open?' });
    const bad = await refusalOf(call('POST', `/v26.0/${number}/message_qrdls?generate_qr_image=GIF`));
    expect(bad.code).toBe(100);
  });
});

describe('a template value', () => {
  const orderUpdate = (...values: unknown[]) => ({
    type: 'template',
    template: {
      name: 'order_update',
      language: { code: 'en_US' },
      components: [{ type: 'body', parameters: values.map((one) => ({ type: 'text', text: one })) }],
    },
  });
  it.each(['a\nb', 'a\r\nb', 'a\tb', 'a     b', '     a', 'a\u2028b'])(
    'the template value %j is rejected because of its characters',
    async (value) => {
      expect(await codeOf(orderUpdate('Ada', value))).toBe(132018);
    },
  );
  it.each(['', ' ', '\n', null, undefined])('the template value %j counts as missing', async (value) => {
    expect(await codeOf(orderUpdate('Ada', value))).toBe(131008);
  });
  it('a template value can have four spaces, and the text at most 1,024 characters', async () => {
    expect((await sendContent(orderUpdate('Ada', 'a    b'))).status).toBe(200);
    expect(await codeOf(orderUpdate('Ada', 'x'.repeat(1_024)))).toBe(132005);
  });
  it('a template value has the name of its variable in a template with named variables', async () => {
    const newInShop = (parameter: Json) => ({
      type: 'template',
      template: {
        name: 'new_in_shop',
        language: { code: 'en_US' },
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { link: 'https://shop.example/a.jpg' } }] },
          { type: 'body', parameters: [{ type: 'text', text: 'Ada', ...parameter }] },
          { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'blue' }] },
        ],
      },
    });
    expect(await codeOf(newInShop({}))).toBe(100);
    expect(await codeOf(newInShop({ parameter_name: 'last_name' }))).toBe(132000);
    expect((await sendContent(newInShop({ parameter_name: 'first_name' }))).status).toBe(200);
  });
});

describe('an authentication template', () => {
  const code = {
    type: 'template',
    template: {
      name: 'sign_in_code',
      language: { code: 'en_US' },
      components: [
        { type: 'body', parameters: [{ type: 'text', text: '481516' }] },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '481516' }] },
      ],
    },
  };
  it('an authentication template goes to a phone number, and is rejected for a user id', async () => {
    expect((await sendContent(code)).status).toBe(200);
    const thread = await call('GET', `/control/customers/${customer}?phoneNumberId=${number}`);
    const { userId } = await thread.json<{ userId: string }>();
    const body = { messaging_product: 'whatsapp', recipient: userId, ...code };
    expect((await refusalOf(send(body))).code).toBe(131062);
  });
});

describe('the sender', () => {
  it('the sender cannot be the recipient', async () => {
    expect((await refusalOf(send({ ...text, to: '+1 (555) 078-4001' }))).code).toBe(131021);
  });
});

describe('rarely used message types', () => {
  const prompt = (type: string, action: Json, more: Json = { body: { text: 'May we call?' } }) => ({
    type: 'interactive',
    interactive: { type, ...more, action },
  });
  const amount = { value: 4800, offset: 100 };
  const order = {
    reference_id: 'order-1',
    type: 'physical-goods',
    currency: 'INR',
    total_amount: amount,
    order: { status: 'pending', items: [{ name: 'Bowl', amount, quantity: 1 }], subtotal: amount },
  };
  const kinds: [string, Json][] = [
    [
      'a request for permission to call',
      prompt('call_permission_request', { name: 'call_permission_request' }),
    ],
    [
      'a button for a call',
      prompt('voice_call', { name: 'voice_call', parameters: { display_text: 'Call' } }),
    ],
    ['an order to be paid', prompt('order_details', { name: 'review_and_pay', parameters: order })],
    [
      'the status of an order',
      prompt('order_status', {
        name: 'review_order',
        parameters: { reference_id: 'order-1', order: { status: 'shipped' } },
      }),
    ],
  ];
  it.each(kinds)('a %s message reaches the customer', async (_, content) => {
    const answer = await sendContent(content);
    const { messages } = await answer.json<{ messages: [{ id: string }] }>();
    const thread = await (await call('GET', `/control/customers/${customer}`)).json<{ messages: Json[] }>();
    expect(thread.messages.find(({ wamid }) => wamid === messages[0].id)).toMatchObject({ status: 'read' });
  });

  it.each([
    ['a wrong action', prompt('call_permission_request', { name: 'call' }), 131009],
    [
      'a button that is too long',
      prompt('voice_call', { name: 'voice_call', parameters: { display_text: 'x'.repeat(21) } }),
      131009,
    ],
    [
      'no order',
      prompt('order_details', { name: 'review_and_pay', parameters: { ...order, order: undefined } }),
      131008,
    ],
    [
      'a currency that nobody can pay in',
      prompt('order_details', { name: 'review_and_pay', parameters: { ...order, currency: 'CHF' } }),
      131009,
    ],
  ])('%s is refused', async (_, content, code) => {
    expect(await codeOf(content)).toBe(code);
  });
});

describe('a group', () => {
  const group = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
  const toGroup = (content: Json, to: unknown = group) =>
    send({ messaging_product: 'whatsapp', recipient_type: 'group', to, ...content });
  const hello = { type: 'text', text: { body: 'Hello all' } };
  const pin = { type: 'pin', pin: { type: 'pin', message_id: 'wamid.x', expiration_days: 7 } };

  it('a group gets texts and pins, and statuses name the group', async () => {
    for (const content of [hello, pin]) {
      const { contacts, messages } = await (await toGroup(content)).json<{
        contacts: Json[];
        messages: [{ id: string }];
      }>();
      expect(contacts).toEqual([{ input: group, wa_id: group }]);
      const waiting = await (await call('GET', '/control/webhooks')).json<WaitingWebhook[]>();
      const body = waiting.map((one) => JSON.stringify(one.body)).find((one) => one.includes(messages[0].id));
      expect(body).toContain('"recipient_type":"group"');
      expect(body).toContain(`"recipient_id":"${group}"`);
    }
  });

  it('a group id is not a phone number', async () => {
    expect((await refusalOf(toGroup(hello, customer))).code).toBe(131009);
    expect((await refusalOf(toGroup({ ...hello, to: undefined }))).code).toBe(100);
  });

  it('a group gets no interactive messages, and only a group gets pins', async () => {
    const interactive = {
      type: 'button',
      body: { text: 'Which one?' },
      action: { buttons: [{ type: 'reply', reply: { id: 'blue', title: 'Blue' } }] },
    };
    expect((await refusalOf(toGroup({ type: 'interactive', interactive }))).code).toBe(131051);
    expect(await codeOf(pin)).toBe(131051);
    const long = { ...pin, pin: { ...pin.pin, expiration_days: 31 } };
    expect((await refusalOf(toGroup(long))).code).toBe(131009);
  });
});

describe('a user id in to', () => {
  it('a user id in to is accepted, and nothing more is reported about the message', async () => {
    const answer = await send({ ...text, to: 'US.13491208655302741918' });
    expect(answer.status).toBe(200);
    const { messages } = await answer.json<{ messages: [{ id: string }] }>();
    const waiting = await (await call('GET', '/control/webhooks')).text();
    expect(waiting).not.toContain(messages[0].id);
  });
});

/** The list of templates with its filters and pages, single templates, previews, the library and the numbers about them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Account, codeOf, day, type Json, words } from './support/account.ts';

const account = new Account(3);
const { wabaId } = account;

interface List {
  data: Json[];
  paging?: { cursors: { before: string; after: string }; next?: string; previous?: string };
  summary?: Json;
}

async function list(query: string): Promise<List> {
  const answer = await account.call('GET', `/${wabaId}/message_templates?${query}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function names(query: string): Promise<unknown[]> {
  return (await list(`limit=100&fields=name&${query}`)).data.map(({ name }) => name);
}

beforeAll(async () => {
  await account.setUp();
  for (let number = 0; number < 30; number++)
    await account.created(`series_${String(number).padStart(2, '0')}`);
  await account.reviewed('german_one', { language: 'de' });
});

describe('a page', () => {
  it('has 25 templates unless a limit says otherwise, and links to the next and the previous one', async () => {
    const first = await list('fields=name');
    expect(first.data).toHaveLength(25);
    expect(first.paging).not.toHaveProperty('previous');
    const next = new URL(first.paging?.next ?? '');
    expect(next.searchParams.get('fields')).toBe('name');
    const second = await list(next.searchParams.toString());
    expect(second.paging).not.toHaveProperty('next');
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(await names(''));
    const previous = new URL(second.paging?.previous ?? '');
    expect(await list(previous.searchParams.toString())).toMatchObject({ data: first.data });
    expect((await list('limit=30')).data).toHaveLength(30);
  });

  it('continues behind its cursor if templates before it were deleted', async () => {
    const first = await list('fields=name&limit=12');
    const gone = first.data.at(-2)?.name;
    await account.call('DELETE', `/${wabaId}/message_templates?name=${gone}`);
    const all = await names('');
    const after = await list(`fields=name&limit=2&after=${first.paging?.cursors.after}`);
    expect(after.data.map(({ name }) => name)).toEqual(all.slice(11, 13));
  });

  it.each([
    'limit=0',
    'limit=x',
    'after=nonsense',
    'status=SLEEPING',
    'category=["SALES"]',
    'fields=name,colour',
  ])('with %s is refused', async (query) => {
    expect(await codeOf(account.call('GET', `/${wabaId}/message_templates?${query}`))).toBe(100);
  });

  it('has a summary if it is requested', async () => {
    expect(await list('limit=1&summary=total_count,are_translations_complete&name=german')).toMatchObject({
      summary: { total_count: 1, are_translations_complete: false },
    });
    expect(await list('limit=1')).not.toHaveProperty('summary');
  });
});

describe('a filter', () => {
  it.each<[string, unknown[]]>([
    ['name=german_one', ['german_one']],
    ['name=german', ['german_one']],
    ['language=["de"]', ['german_one']],
    ['language=de', ['german_one']],
    ['status=["PAUSED"]', ['winter_sale']],
    ['status=paused', ['winter_sale']],
    ['category=authentication', ['sign_in_code']],
    ['category=["AUTHENTICATION"]&status=["PAUSED"]', []],
    ['content=half%20price', ['winter_sale']],
    ['name_or_content=HALF%20PRICE', ['winter_sale']],
    ['name_or_content=winter', ['winter_sale']],
    ['quality_score=RED', []],
  ])('%s finds what it names', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('finds a part of a name, unless the switch says otherwise', async () => {
    await account.switch({ findsPartsOfNames: false });
    expect(await names('name=german')).toEqual([]);
    await account.switch({ findsPartsOfNames: true });
  });
});

describe('a single template', () => {
  it('has the usual fields, and any other that is requested', async () => {
    const [{ id = '' } = {}] = (await list('name=german_one')).data;
    const usual = await account.get<Json>(String(id), '');
    expect(Object.keys(usual).sort()).toEqual(
      ['category', 'components', 'id', 'language', 'name', 'parameter_format', 'status'].sort(),
    );
    const fields = 'quality_score,last_updated_time,source,health_status,cta_url_link_tracking_opted_out';
    expect(await account.get(String(id), fields)).toEqual({
      id,
      quality_score: { score: 'UNKNOWN', date: expect.any(Number) },
      last_updated_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/),
      source: 'manual',
      health_status: { can_send_message: 'AVAILABLE' },
      cta_url_link_tracking_opted_out: false,
    });
    expect(await codeOf(account.call('GET', `/${id}?fields=colour`))).toBe(100);
  });

  it('of another account is unknown', async () => {
    const [{ id = '' } = {}] = (await list('name=german_one')).data;
    const stranger = new Account(9);
    await stranger.setUp();
    expect(await codeOf(stranger.call('GET', `/${id}?fields=name`))).toBe(33);
    expect(await codeOf(stranger.call('POST', `/${id}`, { category: 'UTILITY' }))).toBe(33);
  });
});

describe('several languages of an authentication template', () => {
  const components = [
    { type: 'BODY', add_security_recommendation: true },
    { type: 'FOOTER', code_expiration_minutes: 10 },
    { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
  ];
  const upsert = (more: Json = {}) =>
    account.call('POST', `/${wabaId}/upsert_message_templates`, {
      ...{ name: 'many_codes', languages: ['en_US', 'de'], category: 'AUTHENTICATION', components },
      ...more,
    });

  it('are created, and replaced by the next call', async () => {
    const { data } = await (await upsert()).json<{ data: Json[] }>();
    expect(data).toEqual([
      { id: expect.any(String), status: 'PENDING', language: 'en_US' },
      { id: expect.any(String), status: 'PENDING', language: 'de' },
    ]);
    const again = await (await upsert({ languages: ['de', 'es'] })).json<{ data: Json[] }>();
    expect(again.data.map(({ id }) => id)).toEqual([data[1]?.id, expect.any(String)]);
    expect(await names('name=many_codes')).toHaveLength(3);
  });

  it.each<[string, Json]>([
    ['another category', { category: 'UTILITY' }],
    ['no language', { languages: [] }],
    ['an unknown language', { languages: ['en_US', 'xx'] }],
    [
      'labels',
      {
        components: [
          { type: 'BODY' },
          { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy' }] },
        ],
      },
    ],
  ])('are refused with %s', async (_, more) => {
    expect(await codeOf(upsert(more))).toBe(100);
  });

  it('are the ones that the previews show', async () => {
    const query =
      'category=AUTHENTICATION&languages=en_US,de&add_security_recommendation=true&code_expiration_minutes=10&button_types=OTP';
    const previews = await (
      await account.call('GET', `/${wabaId}/message_template_previews?${query}`)
    ).json<List>();
    expect(previews.data).toMatchObject([
      { language: 'en_US' },
      { language: 'de', footer: expect.stringContaining('10') },
    ]);
    const { data } = await list('name=many_codes&fields=language,components');
    const german = data.find(({ language }) => language === 'de');
    expect(german).toMatchObject({
      components: [
        { type: 'BODY', text: previews.data[1]?.body },
        { type: 'FOOTER', text: previews.data[1]?.footer },
        { type: 'BUTTONS' },
      ],
    });
    const wrong = query.replace('AUTHENTICATION', 'UTILITY');
    expect(await codeOf(account.call('GET', `/${wabaId}/message_template_previews?${wrong}`))).toBe(100);
  });
});

describe('the template library', () => {
  const search = async (query: string) =>
    (await (await account.call('GET', `/message_template_library?${query}`)).json<List>()).data;
  const inputs = [
    {
      type: 'URL',
      url: { base_url: 'https://shop.example/', url_suffix_example: 'https://shop.example/4711' },
    },
  ];
  const clone = (name: string, more: Json = {}) =>
    account.create(`from_${name}`, {
      category: 'UTILITY',
      components: undefined,
      library_template_name: name,
      ...more,
    });

  it('has a dozen entries, found by text, topic and use', async () => {
    expect(await search('')).toHaveLength(12);
    expect(await search('search=PARCEL')).toMatchObject([{ name: 'parcel_on_its_way' }]);
    expect(await search('topic=EVENT_REMINDER&usecase=appointment_reminder')).toMatchObject([
      { name: 'appointment_tomorrow', body_param_types: ['DATE', 'PHONE NUMBER'] },
    ]);
  });

  it('makes templates that are approved at once, and checks the types of their values', async () => {
    const answer = await clone('parcel_on_its_way', { library_template_button_inputs: inputs });
    expect(await answer.json()).toMatchObject({ status: 'APPROVED', category: 'UTILITY' });
    const send = (date: string) =>
      account.sendTemplate('from_parcel_on_its_way', [
        { type: 'body', parameters: ['#4711', date].map((text) => ({ type: 'text', text })) },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '4711' }] },
      ]);
    expect(await codeOf(send('soon'))).toBe(132012);
    expect(await codeOf(send('May 3'))).toBeNull();
  });

  it.each<[string, string, Json, number]>([
    ['an entry that it does not have', 'unheard_of', {}, 100],
    ['another category', 'email_changed', { category: 'MARKETING' }, 100],
    ['too few inputs for buttons', 'parcel_on_its_way', {}, 2388043],
    ['inputs for a quick reply', 'delivery_missed', { library_template_button_inputs: inputs }, 2388043],
    ['an entry that begins with a variable', 'order_cancelled_short', {}, 2388299],
    ['a footer that is too long', 'opening_hours_changed', {}, 2388040],
    ['payments', 'invoice_to_pay', {}, 2388109],
    ['a withdrawn entry', 'refund_started', {}, 2388109],
    [
      'a variable in the address',
      'parcel_on_its_way',
      {
        library_template_button_inputs: [
          {
            type: 'URL',
            url: { base_url: 'https://shop.example/{{1}}', url_suffix_example: 'https://shop.example/1' },
          },
        ],
      },
      2388052,
    ],
  ])('does not make a template with %s', async (_, name, more, code) => {
    expect(await codeOf(clone(name, more))).toBe(code);
  });
});

describe('insights', () => {
  it('count what was sent, once they are enabled for ever', async () => {
    const { id } = await account.reviewed('counted', {
      components: [{ type: 'BODY', text: `${words}, we count` }],
    });
    await account.sendTemplate('counted');
    const { now } = await (await account.control('GET', '/state')).json<{ now: number }>();
    const [start = 0, end = 0] = [now - day, now + day].map((at) => Math.floor(at / 1000));
    const read = () =>
      account.call(
        'GET',
        `/${wabaId}/template_analytics?start=${start}&end=${end}&granularity=DAILY&template_ids=[${id}]`,
      );
    expect(await codeOf(read())).toBe(200007);
    expect(await codeOf(account.call('POST', `/${wabaId}?is_enabled_for_insights=true`))).toBeNull();
    expect(await codeOf(account.call('POST', `/${wabaId}?is_enabled_for_insights=false`))).toBe(200006);
    const { data } = await (await read()).json<{ data: [{ data_points: Json[] }] }>();
    expect(data[0].data_points).toMatchObject([{ template_id: id, sent: 1 }]);
    const other = await account.created('compared');
    const compare = `/${id}/compare?template_ids=[${other.id}]&start=${end - 7 * 86_400}&end=${end}`;
    expect(await codeOf(account.call('GET', compare))).toBe(100);
  });
});

it('an account has a namespace', async () => {
  const answer = await account.call('GET', `/${wabaId}?fields=message_template_namespace`);
  expect(await answer.json()).toMatchObject({
    message_template_namespace: expect.stringMatching(/^\w{32}$/),
  });
});

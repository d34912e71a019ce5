/** Templates are created, edited and deleted, within Meta's limits. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Account, codeOf, day, hour, type Json, minute, refusalOf, words } from './support/account.ts';

const account = new Account(1);
const { wabaId } = account;

beforeAll(async () => {
  await account.setUp();
});

const body = (text: string) => [{ type: 'BODY', text }];

describe('a template that is created', () => {
  it('is pending, and is listed with what was submitted in capitals', async () => {
    const components = [
      { type: 'body', text: `Hello {{1}}, ${words}`, example: { body_text: [['Ada']] } },
      { type: 'buttons', buttons: [{ type: 'quick_reply', text: 'Thanks' }] },
    ];
    const more = { category: 'utility', components, allow_category_change: true };
    const answer = await account.created('kiln_news', more);
    expect(answer).toEqual({ id: expect.stringMatching(/^\d{15}$/), status: 'PENDING', category: 'UTILITY' });
    expect(await account.get(answer.id, 'name,language,components,parameter_format,rejected_reason')).toEqual(
      {
        ...{ id: answer.id, name: 'kiln_news', language: 'en_US' },
        ...{ parameter_format: 'POSITIONAL', rejected_reason: 'NONE' },
        components: [
          { ...components[0], type: 'BODY' },
          { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }] },
        ],
      },
    );
  });

  it('may have the form of a query, with its components as JSON', async () => {
    const query = new URLSearchParams({
      ...{ name: 'in_the_address', language: 'de', category: 'MARKETING' },
      components: JSON.stringify(body(words)),
    });
    expect((await account.call('POST', `/${wabaId}/message_templates?${query}`)).status).toBe(200);
  });

  it.each<[string, Json]>([
    ['a name in capitals', { name: 'Kiln' }],
    ['a name of 513 characters', { name: 'x'.repeat(513) }],
    ['an unknown language', { language: 'ar_SA' }],
    ['a language with a hyphen', { language: 'en-US' }],
    ['an unknown category', { category: 'FREE_SERVICE' }],
    ['no components', { components: undefined }],
    ['components that are no list', { components: {} }],
    [
      'a utility message that is valid for 13 hours',
      { category: 'UTILITY', message_send_ttl_seconds: 46_800 },
    ],
    ['a marketing message that is valid for an hour', { message_send_ttl_seconds: 3_600 }],
    [
      'a library template with components',
      { category: 'UTILITY', library_template_name: 'parcel_on_its_way' },
    ],
  ])('cannot have %s', async (_, more) => {
    const refusal = await refusalOf(account.create('wrong', more));
    expect(refusal).toMatchObject({ code: 100, message: expect.stringMatching(/^\(#100\) /) });
  });

  it('is refused with two sentences for the user', async () => {
    expect(await refusalOf(account.create('wrong', { components: body('{{1}}') }))).toEqual({
      message: 'Invalid parameter',
      type: 'OAuthException',
      code: 100,
      error_subcode: 2388299,
      is_transient: false,
      error_user_title: expect.stringMatching(/./),
      error_user_msg: expect.stringMatching(/\.$/),
      fbtrace_id: expect.stringMatching(/^A/),
    });
  });

  it('cannot have the name and language of another, and can have one of both', async () => {
    await account.created('twice');
    expect(await codeOf(account.create('twice'))).toBe(2388024);
    expect(await codeOf(account.create('twice', { language: 'de' }))).toBeNull();
  });

  it('for authentication needs a verified business', async () => {
    const code = {
      category: 'AUTHENTICATION',
      components: [{ type: 'BODY' }, { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] }],
    };
    await account.switch({ isBusinessVerified: false });
    expect(await refusalOf(account.create('code', code))).toMatchObject({ code: 10, error_subcode: 2388185 });
    await account.switch({ isBusinessVerified: true });
    const { id } = await account.created('code', code);
    // Meta lists a link in place of the button.
    expect(await account.get(id, 'components')).toMatchObject({
      components: [
        { type: 'BODY', text: '*{{1}}* is your verification code.' },
        { type: 'BUTTONS', buttons: [{ type: 'URL', url: expect.stringContaining('otp_type=COPY_CODE') }] },
      ],
    });
  });

  it('is checked against the rights of the token before anything else', async () => {
    expect(await codeOf(account.call('POST', '/1/message_templates', {}))).toBe(33);
    await account.control('POST', `/numbers/${account.number}`, {
      account: { scopes: ['whatsapp_business_messaging'] },
    });
    expect(await codeOf(account.create('Wrong'))).toBe(200);
    const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging', 'catalog_management'];
    await account.control('POST', `/numbers/${account.number}`, { account: { scopes } });
    expect(await codeOf(account.create('Wrong'))).toBe(100);
  });
});

describe('an edit', () => {
  const edit = (id: string, change: Json) => account.call('POST', `/${id}`, change);
  const newText = (text: string) => ({ components: body(`${words}, ${text}`) });

  it('replaces all components, and starts a review', async () => {
    const { id } = await account.reviewed('edited');
    expect(await (await edit(id, newText('and once more'))).json()).toEqual({ success: true });
    expect(await account.get(id, 'status,components')).toMatchObject({
      ...{ status: 'PENDING', components: body(`${words}, and once more`) },
    });
    const notices = await account.notices(id, 'message_template_components_update');
    expect(notices).toMatchObject([{ message_template_element: `${words}, and once more` }]);
    expect(await codeOf(edit(id, newText('while it is pending')))).toBe(2388039);
    await account.passes(minute);
    expect((await account.get(id)).status).toBe('APPROVED');
  });

  it('of an approved template is possible once in 24 hours', async () => {
    const { id } = await account.reviewed('daily');
    expect(await codeOf(edit(id, newText('one')))).toBeNull();
    await account.passes(minute);
    expect(await codeOf(edit(id, newText('two')))).toBe(2388039);
    await account.passes(day);
    expect(await codeOf(edit(id, newText('two')))).toBeNull();
  });

  it('of an approved template is possible ten times in 30 days', async () => {
    const { id } = await account.reviewed('monthly');
    for (let count = 0; count < 10; count++) {
      expect(await codeOf(edit(id, newText(`${count} times`)))).toBeNull();
      await account.passes(day + minute);
    }
    expect(await codeOf(edit(id, newText('eleven times')))).toBe(2388039);
    await account.passes(20 * day);
    expect(await codeOf(edit(id, newText('eleven times')))).toBeNull();
  });

  it('of a rejected template is possible at any time, with another category as well', async () => {
    const { id } = await account.created('refused');
    await account.act(id, { action: 'reject', reason: 'INVALID_FORMAT' });
    for (const text of ['one', 'two', 'three']) {
      expect(await codeOf(edit(id, { ...newText(text), category: 'UTILITY' }))).toBeNull();
      await account.act(id, { action: 'reject', reason: 'INVALID_FORMAT' });
    }
    expect((await account.get(id)).category).toBe('UTILITY');
  });

  it('cannot change the category of an approved template, nor any name or language', async () => {
    const { id } = await account.reviewed('same_name');
    expect(await codeOf(edit(id, { ...newText('x'), category: 'UTILITY' }))).toBe(2388039);
    expect(await codeOf(edit(id, { ...newText('x'), name: 'other_name' }))).toBe(100);
    expect(await codeOf(edit(id, { ...newText('x'), language: 'de' }))).toBe(100);
    expect(await codeOf(edit(id, {}))).toBe(100);
  });

  it('is checked as a new template is', async () => {
    const { id } = await account.reviewed('strict');
    expect(await codeOf(edit(id, { components: body('{{1}} x') }))).toBe(2388299);
    expect((await account.get(id)).status).toBe('APPROVED');
  });

  it('of a disabled template or of Meta’s sample is refused', async () => {
    const { id } = await account.reviewed('disabled_one');
    await account.act(id, { action: 'disable' });
    expect(await codeOf(edit(id, newText('x')))).toBe(2388039);
    expect(await codeOf(edit('594425479261596', newText('x')))).toBe(2388094);
  });

  it('that only opts out of click tracking needs the current category, and no review', async () => {
    const { id } = await account.reviewed('clicks');
    const optOut = (category: string) =>
      account.call('POST', `/${id}?cta_url_link_tracking_opted_out=true&category=${category}`);
    expect(await codeOf(optOut('marketing'))).toBeNull();
    expect(await account.get(id, 'status,cta_url_link_tracking_opted_out')).toMatchObject({
      ...{ status: 'APPROVED', cta_url_link_tracking_opted_out: true },
    });
    expect(await codeOf(optOut('utility'))).toBeNull();
    expect((await account.get(id)).status).toBe('PENDING');
  });
});

describe('a deletion', () => {
  const remove = (query: string) => account.call('DELETE', `/${wabaId}/message_templates?${query}`);
  const isListed = async (id: string) => (await account.call('GET', `/${id}?fields=id`)).ok;

  it('by name removes every language, and blocks the name for 30 days if one was approved', async () => {
    const english = await account.reviewed('old_name');
    const german = await account.created('old_name', { language: 'de' });
    expect(await (await remove('name=old_name')).json()).toEqual({ success: true });
    expect(await isListed(english.id)).toBe(false);
    expect(await isListed(german.id)).toBe(false);
    expect(await account.events(english.id)).toContain('DELETED');
    for (const language of ['en_US', 'de', 'fr'])
      expect(await codeOf(account.create('old_name', { language }))).toBe(2388023);
    await account.passes(30 * day + minute);
    expect(await codeOf(account.create('old_name'))).toBeNull();
  });

  it('of one that was never approved blocks its name for a minute', async () => {
    await account.created('never_approved');
    await remove('name=never_approved');
    expect(await codeOf(account.create('never_approved'))).toBe(2388023);
    await account.passes(2 * minute);
    expect(await codeOf(account.create('never_approved'))).toBeNull();
  });

  it('by name and id removes that language only', async () => {
    const english = await account.reviewed('one_language');
    const german = await account.created('one_language', { language: 'de' });
    expect(await codeOf(remove(`name=another&hsm_id=${german.id}`))).toBe(100);
    expect(await codeOf(remove(`name=one_language&hsm_id=${german.id}`))).toBeNull();
    expect([await isListed(english.id), await isListed(german.id)]).toEqual([true, false]);
  });

  it('by ids removes all of them, or none if one is unknown', async () => {
    const [first, second] = [await account.created('list_one'), await account.created('list_two')];
    expect(await codeOf(remove(`hsm_ids=["${first.id}","1"]`))).toBe(100);
    expect(await isListed(first.id)).toBe(true);
    expect(await codeOf(remove(`hsm_ids=["${first.id}","${second.id}"]`))).toBeNull();
    expect([await isListed(first.id), await isListed(second.id)]).toEqual([false, false]);
    const many = Array.from({ length: 101 }, (_, index) => `"${index}"`).join();
    expect(await codeOf(remove(`hsm_ids=[${many}]`))).toBe(100);
  });

  it('is refused for a disabled template, for Meta’s sample, and for a name that does not exist', async () => {
    const { id } = await account.reviewed('disabled_two');
    await account.act(id, { action: 'disable' });
    expect(await codeOf(remove('name=disabled_two'))).toBe(2388039);
    expect(await codeOf(remove('name=hello_world'))).toBe(2388094);
    expect(await codeOf(remove('name=unheard_of'))).toBe(100);
  });
});

describe('the limits of an account', () => {
  it('are 100 creations in an hour', async () => {
    await account.passes(2 * hour);
    await account.switch({ maxCreationsPerHour: 2 });
    await account.created('hourly_1');
    await account.created('hourly_2');
    expect(await codeOf(account.create('hourly_3'))).toBe(80008);
    await account.passes(hour);
    expect(await codeOf(account.create('hourly_3'))).toBeNull();
    const { maxCreationsPerHour: _, ...usual } = await (
      await account.control('GET', '/templates/switches')
    ).json<{ maxCreationsPerHour: number }>();
    await account.switch({ ...usual, maxCreationsPerHour: 100 });
  });

  it('include the number of templates, which the summary of the list names', async () => {
    const summary = async () => {
      const query = 'limit=1&summary=total_count,message_template_count,message_template_limit';
      const list = await account.call('GET', `/${wabaId}/message_templates?${query}`);
      return (await list.json<{ summary: { message_template_count: number } }>()).summary;
    };
    expect(await summary()).toMatchObject({ message_template_limit: 6_000 });
    await account.switch({ isBusinessVerified: false });
    expect(await summary()).toMatchObject({ message_template_limit: 250 });
    const { message_template_count: count } = await summary();
    await account.switch({ isBusinessVerified: true, maxTemplates: count });
    expect(await codeOf(account.create('one_too_many'))).toBe(2388019);
    await account.switch({ maxTemplates: null });
  });
});

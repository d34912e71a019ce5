/** What happens to a template after its creation, by the clock and from the control panel, and the webhooks about it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Account, day, hour, minute, words } from './support/account.ts';

const account = new Account(2);
const status = async (id: string) => (await account.get(id)).status;

beforeAll(async () => {
  await account.setUp();
});

describe('a review', () => {
  it('takes some seconds, and ends with a webhook whose id is a number', async () => {
    const { id } = await account.created('reviewed_soon');
    expect(await status(id)).toBe('PENDING');
    await account.passes(minute);
    expect(await status(id)).toBe('APPROVED');
    expect(await account.notices(id)).toEqual([
      {
        event: 'APPROVED',
        message_template_id: Number(id),
        message_template_name: 'reviewed_soon',
        message_template_language: expect.stringMatching(/^en[-_]US$/),
        message_template_category: 'MARKETING',
        reason: 'NONE',
      },
    ]);
  });

  it('rejects by what the template says, with the reason in the webhook and in the list', async () => {
    const components = [
      { type: 'BODY', text: `Hello {{1}} {{2}}, ${words} at home`, example: { body_text: [['Ada', 'O']] } },
    ];
    const { id } = await account.reviewed('adjacent', { components });
    expect(await account.get(id, 'status,rejected_reason')).toMatchObject({
      ...{ status: 'REJECTED', rejected_reason: 'INVALID_FORMAT' },
    });
    expect(await account.notices(id)).toMatchObject([
      { event: 'REJECTED', reason: 'INVALID_FORMAT', rejection_info: { recommendation: expect.any(String) } },
    ]);
  });

  it('has the outcome that was chosen', async () => {
    await account.switch({ reviewOutcome: 'REJECTED', rejectedReason: 'SCAM' });
    const { id } = await account.reviewed('chosen');
    await account.switch({ reviewOutcome: 'rules' });
    expect(await account.get(id, 'status,rejected_reason')).toMatchObject({
      ...{ status: 'REJECTED', rejected_reason: 'SCAM' },
    });
  });

  it('makes a promotion a template for marketing, and the answer to its creation says so', async () => {
    const components = [{ type: 'BODY', text: 'Take 20% off all bowls this week' }];
    const answer = await account.created('promotion', { category: 'UTILITY', components });
    expect(answer).toMatchObject({ status: 'PENDING', category: 'MARKETING' });
  });

  it('writes the language in either of two ways', async () => {
    const ways = new Set<unknown>();
    for (const name of ['way_one', 'way_two']) {
      const { id } = await account.reviewed(name);
      for (const notice of await account.notices(id)) ways.add(notice.message_template_language);
    }
    expect([...ways].sort()).toEqual(['en-US', 'en_US']);
  });
});

describe('quality', () => {
  it('is reported, and pauses a template for 3 hours, for 6, and then disables it', async () => {
    const { id } = await account.reviewed('unloved');
    await account.act(id, { action: 'quality', score: 'YELLOW' });
    expect(await account.get(id, 'status,quality_score')).toMatchObject({
      ...{ status: 'APPROVED', quality_score: { score: 'YELLOW' } },
    });
    for (const [pause, title] of [
      [3 * hour, 'FIRST_PAUSE'],
      [6 * hour, 'SECOND_PAUSE'],
    ] as const) {
      await account.act(id, { action: 'quality', score: 'RED' });
      await account.passes(pause - minute);
      expect(await status(id)).toBe('PAUSED');
      await account.passes(2 * minute);
      expect(await status(id)).toBe('APPROVED');
      const [paused, active] = (await account.notices(id, 'message_template_status_update')).slice(-2);
      expect(paused).toMatchObject({ event: 'PAUSED', other_info: { title } });
      expect(active).toMatchObject({ event: 'APPROVED', other_info: { title: 'UNPAUSE' } });
    }
    await account.act(id, { action: 'quality', score: 'RED' });
    expect(await status(id)).toBe('DISABLED');
    expect((await account.notices(id, 'message_template_status_update')).at(-1)).toMatchObject({
      ...{ event: 'DISABLED', disable_info: { disable_date: expect.any(Number) } },
    });
    expect((await account.notices(id, 'message_template_quality_update'))[0]).toMatchObject({
      ...{ previous_quality_score: 'UNKNOWN', new_quality_score: 'YELLOW', message_template_id: Number(id) },
    });
  });

  it('that pacing finds low pauses a template until it is unpaused by a call', async () => {
    const { id } = await account.reviewed('paced');
    const unpause = async () => (await account.call('POST', `/${id}/unpause`)).json();
    expect(await unpause()).toMatchObject({ success: false, reason: expect.any(String) });
    await account.act(id, { action: 'pause', by: 'pacing' });
    await account.passes(7 * hour);
    expect(await status(id)).toBe('PAUSED');
    expect(await unpause()).toEqual({ success: true });
    expect(await status(id)).toBe('APPROVED');
  });

  it('a pause that ends automatically cannot be ended by a call', async () => {
    const { id } = await account.reviewed('waits');
    await account.act(id, { action: 'pause', by: 'quality' });
    expect(await (await account.call('POST', `/${id}/unpause`)).json()).toMatchObject({ success: false });
    expect(await status(id)).toBe('PAUSED');
  });
});

describe('a change of category', () => {
  it('is announced 24 hours before, and leaves the status as it is', async () => {
    const { id } = await account.reviewed('soon_marketing', { category: 'UTILITY' });
    await account.act(id, { action: 'category', to: 'MARKETING' });
    expect(await account.get(id, 'category,correct_category,status')).toMatchObject({
      ...{ category: 'UTILITY', correct_category: 'MARKETING', status: 'APPROVED' },
    });
    await account.passes(day + minute);
    expect(await account.get(id, 'category,previous_category,correct_category,status')).toMatchObject({
      ...{ category: 'MARKETING', previous_category: 'UTILITY' },
      ...{ correct_category: 'MARKETING', status: 'APPROVED' },
    });
    expect(await account.notices(id, 'template_category_update')).toMatchObject([
      {
        ...{ new_category: 'UTILITY', correct_category: 'MARKETING' },
        category_update_timestamp: expect.any(Number),
      },
      { previous_category: 'UTILITY', new_category: 'MARKETING' },
    ]);
  });

  it('comes without notice after a warning', async () => {
    const { id } = await account.reviewed('now_marketing', { category: 'UTILITY' });
    await account.act(id, { action: 'category', to: 'MARKETING', isAtOnce: true });
    expect((await account.get(id)).category).toBe('MARKETING');
  });
});

describe('events from the control panel', () => {
  it('are reported, and those that are a status change it', async () => {
    const { id } = await account.reviewed('eventful');
    await account.act(id, { action: 'event', event: 'FLAGGED' });
    expect(await status(id)).toBe('APPROVED');
    await account.act(id, { action: 'event', event: 'IN_APPEAL' });
    expect(await status(id)).toBe('IN_APPEAL');
    expect(await account.events(id)).toEqual(['APPROVED', 'FLAGGED', 'IN_APPEAL']);
  });
});

describe('a template that is not used', () => {
  const listed = async (id: string) => (await account.call('GET', `/${id}?fields=status`)).ok;

  it('is archived after 12 months, and deleted 28 days later', async () => {
    const { id } = await account.reviewed('forgotten');
    await account.passes(364 * day);
    expect(await status(id)).toBe('APPROVED');
    await account.passes(2 * day);
    expect(await status(id)).toBe('ARCHIVED');
    await account.passes(25 * day);
    expect(await listed(id)).toBe(true);
    await account.passes(3 * day);
    expect(await listed(id)).toBe(false);
    expect(await account.events(id)).toEqual(['APPROVED', 'ARCHIVED', 'DELETED']);
  });

  it('is archived 12 months after its last message, and returns to its status', async () => {
    const { id } = await account.reviewed('still_sent');
    await account.passes(200 * day);
    expect((await account.sendTemplate('still_sent')).status).toBe(200);
    await account.passes(200 * day);
    expect(await status(id)).toBe('APPROVED');
    await account.act(id, { action: 'archive' });
    expect(await status(id)).toBe('ARCHIVED');
    await account.act(id, { action: 'unarchive' });
    expect(await status(id)).toBe('APPROVED');
    expect(await account.events(id)).toEqual(['APPROVED', 'ARCHIVED', 'UNARCHIVED']);
  });
});

describe('a template with undelivered messages', () => {
  const customer = '15550105001';
  const remove = (name: string) =>
    account.call('DELETE', `/${account.wabaId}/message_templates?name=${name}`);
  const isListed = async (id: string) => (await account.call('GET', `/${id}?fields=status`)).ok;

  it('is being deleted until they are delivered', async () => {
    const { id } = await account.reviewed('on_its_way');
    await account.control('PUT', `/customers/${customer}`, { online: false });
    await account.sendTemplate('on_its_way');
    await remove('on_its_way');
    expect(await status(id)).toBe('PENDING_DELETION');
    await account.control('PUT', `/customers/${customer}`, { online: true });
    expect(await isListed(id)).toBe(false);
    expect(await account.events(id)).toEqual(['APPROVED', 'PENDING_DELETION', 'DELETED']);
  });

  it('is deleted after 30 days at the latest', async () => {
    const { id } = await account.reviewed('never_delivered');
    await account.control('PUT', `/customers/${customer}`, { online: false });
    await account.sendTemplate('never_delivered');
    await remove('never_delivered');
    await account.passes(29 * day);
    expect(await isListed(id)).toBe(true);
    await account.passes(2 * day);
    expect(await isListed(id)).toBe(false);
    await account.control('PUT', `/customers/${customer}`, { online: true });
  });
});

/** The workshop for templates, against a Meta that the test scripts. */
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorBody } from '../../../worker/api/errors.ts';
import {
  type SubmittedTemplate,
  type TemplateCheck,
  type TemplateDraft,
  templateDetails,
  templateMark,
} from '../../../worker/api/templates/templates.ts';
import { call, connectNumber, post, refusalOf, signIn } from '../support/webhooks.ts';

const number = '106540352243201';
const path = `/api/inboxes/${number}`;
let token: string;
let wabaId: string;

const definition = {
  name: 'order_ready',
  language: 'en_US',
  category: 'UTILITY',
  components: [
    {
      type: 'BODY',
      text: 'Your order {{1}} is ready, and you can collect it in our shop until six.',
      example: { body_text: [['A-17']] },
    },
  ],
};

interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  body: Record<string, unknown>;
}

/** What Meta was asked, in order. */
let asked: Asked[] = [];
let listed: Record<string, unknown>[] = [];
/** What Meta answers to everything but the list. */
let answer: () => Response | Promise<Response>;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  const inboxes = await (await call('GET', '/api/inboxes', { token })).json<
    { id: string; wabaId: string }[]
  >();
  wabaId = inboxes.find(({ id }) => id === number)?.wabaId ?? '';
});

afterEach(() => vi.restoreAllMocks());

async function withMeta(): Promise<void> {
  asked = [];
  listed = [];
  answer = () => Response.json({ id: '901', status: 'PENDING', category: 'UTILITY' });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (given) => {
    const request = new Request(given);
    const url = new URL(request.url);
    const text = await request.text();
    asked.push({
      method: request.method,
      path: url.pathname.replace(/^\/v[\d.]+/, ''),
      query: Object.fromEntries(url.searchParams),
      body: text === '' ? {} : JSON.parse(text),
    });
    const isList = request.method === 'GET' && url.pathname.endsWith('/message_templates');
    return isList ? Response.json({ data: listed }) : answer();
  });
  await refresh();
}

const isListing = ({ method }: Asked) => method === 'GET';
const changes = () => asked.filter((one) => !isListing(one));
const submit = (change: object = {}) =>
  call('POST', `${path}/templates`, { token, body: { definition, ...change } });
const details = async (id: string) =>
  v.parse(templateDetails, await (await call('GET', `${path}/templates/${id}`, { token })).json());
const seenWorkshop = v.object({
  drafts: v.array(v.object({ id: v.string() })),
  marks: v.array(templateMark),
});
const workshop = async () =>
  v.parse(seenWorkshop, await (await call('GET', `${path}/template-workshop`, { token })).json());
const refresh = () => call('GET', `${path}/templates?refresh=1`, { token });
const errorOf = async (response: Response) => (await response.json<ErrorBody>()).error;

function refusal(subcode: number, message: string): Response {
  const error = { message: 'Invalid parameter', code: 100, error_subcode: subcode, error_user_msg: message };
  return Response.json({ error }, { status: 400 });
}

async function listAs(status: string, more: object = {}): Promise<void> {
  listed = [
    { ...definition, id: '901', status, quality_score: { score: 'GREEN' }, odd: { kept: 1 }, ...more },
  ];
  await refresh();
}

describe('a template that is submitted', () => {
  it('goes to Meta as it is written, is in its history, and its draft is gone', async () => {
    await withMeta();
    const draft = await (
      await call('POST', `${path}/template-drafts`, { token, body: { definition } })
    ).json<TemplateDraft>();
    const made = await submit({ draft: draft.id });
    expect([made.status, await made.json<SubmittedTemplate>()]).toEqual([
      201,
      { id: '901', status: 'PENDING', category: 'UTILITY' },
    ]);
    expect(changes()).toMatchObject([
      { method: 'POST', path: `/${wabaId}/message_templates`, body: definition },
    ]);
    const { drafts } = await workshop();
    expect(drafts).toEqual([]);
    await listAs('PENDING');
    const { history, raw, isEditable } = await details('901');
    expect(history).toMatchObject([
      { what: 'submitted', value: 'PENDING', by: { name: expect.any(String) } },
    ]);
    expect(JSON.parse(raw)).toMatchObject({ odd: { kept: 1 } });
    expect(isEditable).toBe(false);
  });

  it('is refused with its problems before Meta is asked, and is sent all the same if that is wanted', async () => {
    await withMeta();
    const wrong = { ...definition, name: 'Order' };
    const refused = await call('POST', `${path}/templates`, { token, body: { definition: wrong } });
    expect(refused.status).toBe(422);
    const error = await errorOf(refused);
    expect(error).toMatchObject({
      code: 'template_problems',
      details: { problems: [{ code: 'name_form', place: 'name', severity: 'error' }] },
    });
    expect(changes()).toEqual([]);
    const sent = await call('POST', `${path}/templates`, {
      token,
      body: { definition: wrong, ignoresProblems: true },
    });
    expect(sent.status).toBe(201);
    expect(changes()).toHaveLength(1);
  });

  it('that Meta refuses says where and what to do', async () => {
    await withMeta();
    answer = () => refusal(2388299, 'Variables can’t be at the end.');
    const { code, details: more } = await errorOf(await submit());
    expect(code).toBe('template_refused');
    expect(more).toMatchObject({
      refusal: { code: 'edge_variable', place: 'body' },
      meta: { code: 100, subcode: 2388299, message: 'Variables can’t be at the end.' },
    });
  });

  it('an unknown refusal has Meta’s own words', async () => {
    await withMeta();
    answer = () => refusal(1234567, 'Something new.');
    const { code, message } = await errorOf(await submit());
    expect([code, message]).toEqual(['template_refused', 'Meta refused the template: Something new.']);
  });

  it('whose answer was lost is looked up, and not created again', async () => {
    await withMeta();
    answer = () => {
      listed = [{ ...definition, id: '902', status: 'PENDING' }];
      throw new TypeError('Network connection lost.');
    };
    const made = await submit({ ignoresProblems: true });
    expect([made.status, await made.json<SubmittedTemplate>()]).toMatchObject([201, { id: '902' }]);
    expect(changes()).toHaveLength(1);
  });

  it('whose answer was lost, and that Meta does not list, is reported as unconfirmed', async () => {
    await withMeta();
    answer = () => {
      throw new TypeError('Network connection lost.');
    };
    expect(await refusalOf(await submit())).toEqual([502, 'template_unconfirmed']);
    expect(changes()).toHaveLength(1);
  });
});

describe('a template at Meta', () => {
  it('is edited without its category while it is approved, and once a day', async () => {
    await withMeta();
    await listAs('APPROVED', { name: 'to_edit' });
    answer = () => Response.json({ success: true });
    const body = { definition: { ...definition, name: 'to_edit' } };
    expect((await call('PUT', `${path}/templates/901`, { token, body })).status).toBe(200);
    const [edit] = changes();
    expect(edit).toMatchObject({ method: 'POST', path: '/901', body: { components: definition.components } });
    expect(edit?.body).not.toHaveProperty('category');
    await listAs('APPROVED', { name: 'to_edit' });
    expect(await refusalOf(await call('PUT', `${path}/templates/901`, { token, body }))).toEqual([
      409,
      'template_edited_recently',
    ]);
    expect((await details('901')).nextEditAt).toBeGreaterThan(Date.now());
  });

  it('cannot be edited in review', async () => {
    await withMeta();
    await listAs('PENDING');
    const edit = call('PUT', `${path}/templates/901`, { token, body: { definition } });
    expect(await refusalOf(await edit)).toEqual([409, 'template_not_editable']);
    expect(changes()).toEqual([]);
  });

  it('is deleted in one language or in all, and its name is blocked', async () => {
    await withMeta();
    await listAs('APPROVED', { name: 'to_delete' });
    answer = () => Response.json({ success: true });
    expect((await call('DELETE', `${path}/templates/901`, { token })).status).toBe(204);
    await listAs('APPROVED', { name: 'to_delete' });
    expect((await call('DELETE', `${path}/templates/901?every=1`, { token })).status).toBe(204);
    expect(changes().map(({ query }) => query)).toMatchObject([
      { name: 'to_delete', hsm_id: '901' },
      { name: 'to_delete' },
    ]);
    expect(changes()[1]?.query).not.toHaveProperty('hsm_id');
    listed = [];
    await refresh();
    const check = await call('POST', `${path}/template-check`, {
      token,
      body: { definition: { ...definition, name: 'to_delete' } },
    });
    expect((await check.json<TemplateCheck>()).problems).toMatchObject([{ code: 'name_blocked' }]);
  });

  it('resumes only if it is paused', async () => {
    await withMeta();
    await listAs('APPROVED');
    answer = () => Response.json({ success: true });
    const unpause = () => call('POST', `${path}/templates/901/unpause`, { token });
    expect(await refusalOf(await unpause())).toEqual([409, 'template_not_paused']);
    await listAs('PAUSED');
    expect((await unpause()).status).toBe(204);
    expect(changes()).toMatchObject([{ path: '/901/unpause' }]);
  });

  it('has what Meta’s webhooks say in its history, each once', async () => {
    await withMeta();
    await listAs('REJECTED', { name: 'reported' });
    const value = {
      ...{ event: 'REJECTED', message_template_id: 901, message_template_name: 'reported' },
      ...{ message_template_language: 'en-US', reason: 'INVALID_FORMAT' },
      rejection_info: { reason: 'Variables are adjacent', recommendation: 'Write words between them' },
    };
    const body = {
      object: 'whatsapp_business_account',
      entry: [
        { id: wabaId, time: 1_900_000_000, changes: [{ field: 'message_template_status_update', value }] },
      ],
    };
    for (let round = 0; round < 2; round++) expect((await post(JSON.stringify(body))).status).toBe(200);
    expect((await details('901')).history).toMatchObject([
      {
        ...{ what: 'status', value: 'REJECTED', by: null },
        ...{ reason: 'Variables are adjacent', advice: 'Write words between them' },
      },
    ]);
  });
});

describe('a draft of a template', () => {
  it('is saved as it is, and a change of a draft that another has changed is refused', async () => {
    await withMeta();
    const unfinished = { ...definition, name: '', components: [] };
    const saved = await call('POST', `${path}/template-drafts`, { token, body: { definition: unfinished } });
    const draft = await saved.json<TemplateDraft>();
    const change = (revision: number) =>
      call('PUT', `${path}/template-drafts/${draft.id}`, { token, body: { definition, revision } });
    const changed = await (await change(1)).json<TemplateDraft>();
    expect([changed.revision, changed.definition]).toMatchObject([2, definition]);
    const late = await change(1);
    expect(late.status).toBe(409);
    expect(await errorOf(late)).toMatchObject({ code: 'template_draft_changed', details: { revision: 2 } });
    expect((await call('DELETE', `${path}/template-drafts/${draft.id}`, { token })).status).toBe(204);
    expect(await refusalOf(await change(2))).toEqual([404, 'template_draft_not_found']);
  });
});

it('a template is a favourite or hidden until it is neither', async () => {
  await withMeta();
  const mark = (body: object) =>
    call('PUT', `${path}/template-marks`, { token, body: { name: 'order_ready', ...body } });
  await mark({ isFavourite: true });
  await mark({ isHidden: true });
  const marks = async () => (await workshop()).marks;
  expect(await marks()).toEqual([{ name: 'order_ready', isFavourite: true, isHidden: true }]);
  await mark({ isFavourite: false, isHidden: false });
  expect(await marks()).toEqual([]);
});

describe('an example file', () => {
  const upload = (type: string, bytes: Uint8Array<ArrayBuffer>) =>
    call('POST', `${path}/template-samples`, { token, bytes, headers: { 'Content-Type': type } });

  it('of a draft can be loaded again, and runs nothing in a page', async () => {
    await withMeta();
    const bytes = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
    const { handle } = await (await upload('image/jpeg', bytes)).json<{ handle: string }>();
    const [, id] = handle.split('sample:');
    const kept = await call('GET', `${path}/template-samples/${id}`, { token });
    expect([kept.status, new Uint8Array(await kept.arrayBuffer())]).toEqual([200, bytes]);
    expect(Object.fromEntries(kept.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it('of another account, or that is gone, is not found', async () => {
    await env.MEDIA?.put('workspace/template-samples/another/kept', 'secret');
    for (const id of ['kept', '..%2Fanother%2Fkept', crypto.randomUUID()]) {
      const answer = await call('GET', `${path}/template-samples/${id}`, { token });
      expect(await refusalOf(answer)).toEqual([404, 'sample_not_found']);
    }
  });

  it('of a kind that Meta does not take is refused', async () => {
    await withMeta();
    expect(await refusalOf(await upload('image/gif', new Uint8Array(8)))).toEqual([422, 'sample_type']);
  });
});

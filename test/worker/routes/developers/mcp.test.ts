/** The tools of `/mcp`, as a client of MCP calls them: in the form of 2025 and in that of 2026. */
import { exports } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import type { Team } from '../../../../worker/api/people/teams.ts';
import type { ApiScope } from '../../../../worker/api/roles.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../support/webhooks.ts';

const inbox = '106540352242931';
const address = 'https://inbox.example/mcp';
const accept = 'application/json, text/event-stream';
let admin: string;
let reader: string;
let drafter: string;
let sender: string;
let conversation: number;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, inbox);
  await post(webhook(inbox, text('15550300001', 'wamid.mcp', Date.now(), 'Is the lamp in stock?')));
  reader = await newToken(['conversations:read']);
  drafter = await newToken(['conversations:read', 'conversations:write']);
  sender = await newToken(['conversations:read', 'conversations:write', 'mcp:send']);
  const listed = await call('GET', `/api/inboxes/${inbox}/conversations`, { token: admin });
  conversation = (await listed.json<{ rows: { id: number }[] }>()).rows[0]?.id ?? 0;
});

async function newToken(scopes: ApiScope[]): Promise<string> {
  const body = { name: 'Model', scopes };
  const answer = await call('POST', '/api/tokens', { token: admin, body });
  return (await answer.json<NewApiToken>()).token;
}

function posted(body: unknown, headers: Record<string, string>): Promise<Response> {
  return exports.default.fetch(
    new Request(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: accept, ...headers },
      body: JSON.stringify(body),
    }),
  );
}

const answered = v.object({
  result: v.looseObject({
    tools: v.optional(v.array(v.looseObject({ name: v.string(), inputSchema: v.looseObject({}) })), []),
    content: v.optional(v.array(v.object({ type: v.literal('text'), text: v.string() })), []),
    isError: v.optional(v.boolean(), false),
  }),
});

const page = v.object({
  rows: v.array(v.looseObject({ id: v.number(), assignee: v.nullable(v.looseObject({ id: v.string() })) })),
});

/** In the form of 2025, whose answers can come as a stream of one event. */
async function ask(token: string, method: string, params: object = {}) {
  const answer = await posted(
    { jsonrpc: '2.0', id: 1, method, params },
    { Authorization: `Bearer ${token}`, 'MCP-Protocol-Version': '2025-11-25' },
  );
  expect(answer.status, await answer.clone().text()).toBe(200);
  const body = await answer.text();
  return v.parse(answered, JSON.parse(/^data: (.*)$/m.exec(body)?.[1] ?? body)).result;
}

async function use(token: string, name: string, given: object) {
  const { content, isError } = await ask(token, 'tools/call', { name, arguments: given });
  return { isError, text: content[0]?.text ?? '' };
}

const namesFor = async (token: string) => (await ask(token, 'tools/list')).tools.map(({ name }) => name);

describe('a language model', () => {
  it('a language model gets the tools that its token allows, and sending only with mcp:send', async () => {
    const reading = [
      'list_numbers',
      'list_conversations',
      'read_conversation',
      'search_messages',
      'list_templates',
      'list_teams',
      'list_present_agents',
    ];
    expect(await namesFor(reader)).toEqual(reading);
    const writing = ['draft_reply', 'set_state', 'assign_team'];
    expect(await namesFor(drafter)).toEqual([...reading, ...writing]);
    expect(await namesFor(sender)).toEqual([...reading, ...writing, 'send_message']);
  });

  it('a language model reads the numbers, the conversations and a customer’s messages', async () => {
    expect((await use(reader, 'list_numbers', {})).text).toContain(inbox);
    const { text: listed } = await use(reader, 'list_conversations', { inbox });
    expect(JSON.parse(listed)).toMatchObject({ rows: [{ id: conversation, state: 'open' }] });
    const { text: thread } = await use(reader, 'read_conversation', { inbox, conversation });
    expect(JSON.parse(thread)).toMatchObject({
      rows: [{ direction: 'in', content: { text: { body: 'Is the lamp in stock?' } } }],
    });
    expect((await use(reader, 'search_messages', { inbox, search: 'lamp' })).text).toContain('lamp');
  });

  it('a language model leaves a draft once, as a note that is not sent', async () => {
    const draft = { inbox, conversation, text: 'Yes, three are left.', key: 'draft-1' };
    expect(await use(drafter, 'draft_reply', draft)).toEqual({
      isError: false,
      text: JSON.stringify({ isDrafted: true, isSent: false }),
    });
    await use(drafter, 'draft_reply', draft);
    const answer = await call('GET', `/api/inboxes/${inbox}/conversations/${conversation}/messages`, {
      token: admin,
    });
    const { rows, entries } = await answer.json<MessagePage>();
    expect(rows).toHaveLength(1);
    expect(entries).toMatchObject([{ type: 'note', text: 'Suggested reply:\n\nYes, three are left.' }]);
  });

  it('a language model cannot send without mcp:send, even by calling the hidden tool', async () => {
    const message = { inbox, conversation, text: 'Hello', key: 'sent-1' };
    const refused = await posted(
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'send_message', arguments: message } },
      { Authorization: `Bearer ${drafter}`, 'MCP-Protocol-Version': '2025-11-25' },
    );
    expect(await refused.text()).not.toContain('"conversationId"');
    const { text: sent, isError } = await use(sender, 'send_message', message);
    expect({ isError, sent: JSON.parse(sent) }).toMatchObject({
      isError: false,
      sent: { conversationId: conversation },
    });
  });

  it('a language model assigns a conversation to a team, and finds it there', async () => {
    const made = await call('POST', '/api/teams', { token: admin, body: { name: 'Repairs' } });
    const { id: team } = await made.json<Team>();
    const { text: teams } = await use(reader, 'list_teams', {});
    expect(JSON.parse(teams)).toContainEqual({ id: team, name: 'Repairs' });

    await post(webhook(inbox, text('15550560001', 'wamid.mcp-team', Date.now(), 'My lamp is broken')));
    const { text: listed } = await use(reader, 'list_conversations', { inbox, search: '15550560001' });
    const broken = v.parse(page, JSON.parse(listed)).rows[0]?.id ?? 0;
    const { isError, text: answer } = await use(drafter, 'assign_team', {
      inbox,
      conversation: broken,
      team,
    });
    expect({ isError, answer: JSON.parse(answer) }).toEqual({
      isError: false,
      answer: { id: broken, assignee: null, team: { id: team, name: 'Repairs' } },
    });

    const { text: inTeam } = await use(reader, 'list_conversations', { inbox, team });
    expect(v.parse(page, JSON.parse(inTeam)).rows.map(({ id }) => id)).toEqual([broken]);
  });

  it('a language model takes a conversation from an agent only by naming them', async () => {
    const made = await call('POST', '/api/teams', { token: admin, body: { name: 'Returns' } });
    const { id: team } = await made.json<Team>();
    await post(webhook(inbox, text('15550560002', 'wamid.mcp-from', Date.now(), 'I return the lamp')));
    const find = async () => {
      const { text: listed } = await use(reader, 'list_conversations', { inbox, search: '15550560002' });
      return v.parse(page, JSON.parse(listed)).rows[0];
    };
    const conversation = (await find())?.id ?? 0;
    await siteSession(admin, { sub: 'mcp-ana', name: 'Ana' });
    const had = await call('PUT', `/api/inboxes/${inbox}/conversations/${conversation}/assignee`, {
      token: admin,
      body: { to: 'site/mcp-ana' },
    });
    expect(had.status).toBe(200);
    const given = { inbox, conversation, team };
    const refused = await use(drafter, 'assign_team', given);
    expect({ ...refused, text: JSON.parse(refused.text) }).toMatchObject({
      isError: true,
      text: { error: { code: 'already_assigned' } },
    });
    const from = (await find())?.assignee?.id;
    expect((await use(drafter, 'assign_team', { ...given, from })).isError).toBe(false);
    expect(await find()).toMatchObject({ assignee: null, team: { id: team } });
  });

  it('a language model learns why the API has refused', async () => {
    const { isError, text: refused } = await use(reader, 'read_conversation', {
      inbox,
      conversation: 999_999,
    });
    expect({ isError, refused: JSON.parse(refused) }).toMatchObject({
      isError: true,
      refused: { error: { code: 'conversation_not_found' } },
    });
  });

  it('a language model can use the stateless protocol of 2026', async () => {
    const version = '2026-07-28';
    const answer = await posted(
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/list',
        params: {
          _meta: {
            'io.modelcontextprotocol/protocolVersion': version,
            'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
            'io.modelcontextprotocol/clientCapabilities': {},
          },
        },
      },
      { Authorization: `Bearer ${reader}`, 'MCP-Protocol-Version': version, 'Mcp-Method': 'tools/list' },
    );
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect(v.parse(answered, await answer.json()).result.tools).toHaveLength(7);
  });
});

describe('/mcp', () => {
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

  it('/mcp requires a token, and accepts neither a revoked one nor a person’s session', async () => {
    for (const token of ['', 'mut_made-up']) {
      const answer = await posted(list, { Authorization: `Bearer ${token}` });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    }
    const answer = await posted(list, { Authorization: `Bearer ${admin}` });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'api_token_required' } });
  });

  it('/mcp rejects pages of other sites', async () => {
    const answer = await posted(list, { Authorization: `Bearer ${reader}`, Origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
  });
});

/** The tools that a language model is given. Each makes one request to the API with the model's own token. */
import * as v from 'valibot';
import { conversationState } from '../api/conversations/conversations.ts';
import { presentAgent } from '../api/conversations/live.ts';
import { namedTeam } from '../api/people/teams.ts';
import type { ApiScope } from '../api/roles.ts';
import { agentId, person, teamId, whole } from '../api/values.ts';
import type { textContent } from '../whatsapp/content/text.ts';

/** Answers the body of the route, and throws an `ApiError` if the API refuses. */
export type CallApi = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  given?: { query?: Record<string, string | undefined>; body?: object; key?: string },
) => Promise<unknown>;

export interface Tool {
  name: string;
  title: string;
  description: string;
  /** The required scopes. Without all of them, the tool is not listed. */
  scopes: readonly ApiScope[];
  input: v.GenericSchema;
  /** `false`: it changes something. */
  isReadOnly: boolean;
  run(given: unknown, api: CallApi): Promise<unknown>;
}

const inbox = v.pipe(v.string(), v.nonEmpty(), v.description('The id of a number, from list_numbers.'));
const conversation = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.description('The id of a conversation.'),
);
const search = (what: string) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(128), v.description(what));
const key = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(128),
  v.description('A new random text. Use the same one when you repeat a call, so that nothing happens twice.'),
);
const reply = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(4_000),
  v.description('The text for the customer.'),
);

const contact = v.object({ name: v.string(), phone: v.nullable(v.string()) });
/** A message as a model needs it. */
const message = v.object({
  id: whole,
  direction: v.picklist(['in', 'out']),
  sentAt: whole,
  content: v.looseObject({ type: v.string() }),
  status: v.nullable(v.string()),
});
const row = v.object({
  id: whole,
  contact,
  state: v.string(),
  assignee: v.nullable(person),
  team: v.nullable(namedTeam),
  window: v.object({ expiresAt: v.nullable(whole) }),
  waitingSince: v.nullable(whole),
  lastMessage: v.nullable(message),
});
const rows = v.object({ rows: v.array(row), next: v.nullable(v.string()) });
const thread = v.object({ rows: v.array(message), next: v.nullable(v.string()) });
const found = v.object({
  rows: v.array(
    v.object({
      message: v.object({ id: whole, conversationId: whole }),
      contact,
      excerpt: v.object({ text: v.string() }),
    }),
  ),
});
const templates = v.object({
  templates: v.array(v.looseObject({ name: v.string(), language: v.string(), status: v.string() })),
});
const teams = v.array(namedTeam);
const presentAgents = v.array(presentAgent);
const assigned = v.pick(row, ['id', 'assignee', 'team']);
const sent = v.object({ id: whole, conversationId: whole });

type Declared<Input extends v.GenericSchema> = Omit<Tool, 'input' | 'run'> & {
  input: Input;
  run(input: v.InferOutput<Input>, api: CallApi): Promise<unknown>;
};

function tool<const Input extends v.GenericSchema>(declared: Declared<Input>): Tool {
  return { ...declared, run: (given, api) => declared.run(v.parse(declared.input, given), api) };
}

const inConversation = (input: { inbox: string; conversation: number }) =>
  `/inboxes/${encodeURIComponent(input.inbox)}/conversations/${input.conversation}`;

const read = ['conversations:read'] as const;
const write = ['conversations:write'] as const;

export const tools: readonly Tool[] = [
  tool({
    name: 'list_numbers',
    title: 'List numbers',
    description: 'Lists the WhatsApp numbers with their ids. Call it first.',
    scopes: [],
    input: v.object({}),
    isReadOnly: true,
    run: (_, api) => api('GET', '/inboxes'),
  }),
  tool({
    name: 'list_conversations',
    title: 'List conversations',
    description:
      'Lists conversations, newest first, with the last message of each. `search` finds contacts by name or phone number, whatever the other filters say.',
    scopes: read,
    input: v.object({
      inbox,
      state: v.optional(conversationState),
      team: v.optional(v.pipe(teamId, v.description('The id of a team, from list_teams.'))),
      search: v.optional(search('A name, phone number or user id.')),
      before: v.optional(v.pipe(v.string(), v.description('`next` of the page before.'))),
    }),
    isReadOnly: true,
    run: async ({ inbox, ...query }, api) =>
      v.parse(
        rows,
        await api('GET', `/inboxes/${encodeURIComponent(inbox)}/conversations`, {
          query: { ...query, limit: '20' },
        }),
      ),
  }),
  tool({
    name: 'read_conversation',
    title: 'Read a conversation',
    description: 'Returns the messages of a conversation, newest first. `in` was written by the customer.',
    scopes: read,
    input: v.object({
      inbox,
      conversation,
      before: v.optional(v.pipe(v.string(), v.description('`next` of the page before.'))),
    }),
    isReadOnly: true,
    run: async ({ before, ...where }, api) =>
      v.parse(
        thread,
        await api('GET', `${inConversation(where)}/messages`, { query: { before, limit: '30' } }),
      ),
  }),
  tool({
    name: 'search_messages',
    title: 'Search messages',
    description: 'Finds messages with these words in all conversations of a number.',
    scopes: read,
    input: v.object({ inbox, search: search('Words, or their beginnings.') }),
    isReadOnly: true,
    run: async ({ inbox, search }, api) =>
      v.parse(
        found,
        await api('GET', `/inboxes/${encodeURIComponent(inbox)}/messages`, { query: { search } }),
      ),
  }),
  tool({
    name: 'list_templates',
    title: 'List templates',
    description: 'Lists the message templates that can be sent when the reply window is closed.',
    scopes: read,
    input: v.object({ inbox }),
    isReadOnly: true,
    run: async ({ inbox }, api) =>
      v.parse(templates, await api('GET', `/inboxes/${encodeURIComponent(inbox)}/templates`)),
  }),
  tool({
    name: 'list_teams',
    title: 'List teams',
    description: 'Lists the teams to which conversations can be assigned.',
    scopes: read,
    input: v.object({}),
    isReadOnly: true,
    run: async (_, api) => v.parse(teams, await api('GET', '/teams')),
  }),
  tool({
    name: 'list_present_agents',
    title: 'List present agents',
    description:
      'Lists the agents who have the inbox of a number open. Those who are idle or away do not answer now, and get no conversations automatically.',
    scopes: read,
    input: v.object({ inbox }),
    isReadOnly: true,
    run: async ({ inbox }, api) =>
      v.parse(presentAgents, await api('GET', `/inboxes/${encodeURIComponent(inbox)}/availability`)),
  }),
  tool({
    name: 'draft_reply',
    title: 'Draft a reply',
    description:
      'Leaves a suggested reply for the team, as a note that the customer does not see. A person reads it, changes it and sends it. Prefer this to send_message.',
    scopes: write,
    input: v.object({ inbox, conversation, text: reply, key }),
    isReadOnly: false,
    run: async ({ text, key, ...where }, api) => {
      const body = { text: `Suggested reply:\n\n${text}` };
      await api('POST', `${inConversation(where)}/notes`, { key, body });
      return { isDrafted: true, isSent: false };
    },
  }),
  tool({
    name: 'set_state',
    title: 'Open or resolve a conversation',
    description: 'Opens or resolves a conversation.',
    scopes: write,
    input: v.object({ inbox, conversation, state: v.picklist(['open', 'resolved']) }),
    isReadOnly: false,
    run: async ({ state, ...where }, api) => {
      await api('PUT', `${inConversation(where)}/state`, { body: { state } });
      return { state };
    },
  }),
  tool({
    name: 'assign_team',
    title: 'Assign to a team',
    description:
      'Assigns a conversation to a team, which chooses the agent or lets it wait. A conversation that an agent has stays with them unless `from` names them.',
    scopes: write,
    input: v.object({
      inbox,
      conversation,
      team: v.pipe(v.nullable(teamId), v.description('The id of a team, from list_teams; null for no team.')),
      from: v.optional(v.pipe(agentId, v.description('The id of the current assignee.'))),
    }),
    isReadOnly: false,
    run: async ({ team, from, ...where }, api) =>
      v.parse(assigned, await api('PUT', `${inConversation(where)}/assignee`, { body: { team, from } })),
  }),
  tool({
    name: 'send_message',
    title: 'Send a message',
    description:
      'Sends a text to the customer at once. It cannot be undone. Only possible within 24 hours after the customer’s last message.',
    scopes: ['conversations:write', 'mcp:send'],
    input: v.object({ inbox, conversation, text: reply, key }),
    isReadOnly: false,
    run: async ({ text, key, ...where }, api) => {
      const content: v.InferOutput<typeof textContent> = { type: 'text', text: { body: text } };
      return v.parse(
        sent,
        await api('POST', `${inConversation(where)}/messages`, { key, body: { content } }),
      );
    },
  }),
];

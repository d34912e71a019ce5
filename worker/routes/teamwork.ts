/** What the team does with conversations among itself: who has one, what state it is in, labels, notes, what is read. */
import * as v from 'valibot';
import type { BulkCommand } from '../api.ts';
import { ApiError } from '../errors.ts';
import type { Command } from '../inbox/teamwork/team-commands.ts';
import { workspaceOf } from '../objects.ts';
import type { SignedCall } from './call.ts';
import { colleague, connectedInbox } from './guard.ts';
import { json } from './http/json-answer.ts';
import { idIn, readJson } from './http/request-body.ts';

const longestNote = 4_096;
const farthestSnooze = 366 * 24 * 60 * 60_000;

const agentId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256));
const noteText = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(longestNote));
const assignment = v.strictObject({
  to: v.nullable(agentId),
  from: v.optional(v.nullable(agentId), null),
  note: v.exactOptional(noteText),
});

export async function assign(call: SignedCall): Promise<Response> {
  const { to, from, note } = await readJson(call.request, assignment);
  const command = { type: 'assign', to: await colleague(call, to), from, ...(note && { note }) } as const;
  return run(call, command);
}

const until = v.pipe(
  v.number(),
  v.integer(),
  v.check(
    (at) => at > Date.now() && at < Date.now() + farthestSnooze,
    'A time in Unix milliseconds, within the next year.',
  ),
);
const seen = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const stateChange = v.variant('state', [
  v.strictObject({ state: v.literal('open'), seen }),
  v.strictObject({ state: v.literal('resolved'), seen }),
  v.strictObject({ state: v.literal('snoozed'), until, seen }),
]);

export async function changeState(call: SignedCall): Promise<Response> {
  const { seen: known, ...change } = await readJson(call.request, stateChange);
  return run(call, { type: 'state', change, ...(known !== undefined && { seen: known }) });
}

const labelIds = v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(50)), () => []);
const labelChange = v.strictObject({ add: labelIds, remove: labelIds });

export async function changeLabels(call: SignedCall): Promise<Response> {
  return run(call, await labelCommand(call, await readJson(call.request, labelChange)));
}

export async function markUnread(call: SignedCall): Promise<Response> {
  return run(call, { type: 'unread' });
}

const newNote = v.strictObject({
  text: noteText,
  mentions: v.optional(v.pipe(v.array(agentId), v.maxLength(50)), () => []),
});
const idempotencyKey = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));

export async function addNote(call: SignedCall): Promise<Response> {
  const key = call.request.headers.get('idempotency-key');
  if (!v.is(idempotencyKey, key)) {
    throw new ApiError(
      400,
      'key_required',
      'Send the header Idempotency-Key: 1 to 128 characters of your choice, the same when you repeat the request.',
    );
  }
  const { text, mentions } = await readJson(call.request, newNote);
  const inbox = await connectedInbox(call.env, call.params.inbox);
  const people = await Promise.all([...new Set(mentions)].map((id) => colleague(call, id)));
  const named = people.flatMap((person) => (person ? [person.id] : []));
  const id = idIn(call.params.id, 'conversation');
  return json(await inbox.addNote(id, call.session.agent, key, { text, mentions: named }), 201);
}

const bulkCommand: v.GenericSchema<unknown, BulkCommand> = v.variant('type', [
  v.strictObject({ type: v.literal('assign'), to: v.nullable(agentId) }),
  v.strictObject({ type: v.literal('label'), add: labelIds, remove: labelIds }),
  v.variant('state', [
    v.strictObject({ type: v.literal('state'), state: v.picklist(['open', 'resolved']) }),
    v.strictObject({ type: v.literal('state'), state: v.literal('snoozed'), until }),
  ]),
  v.strictObject({ type: v.literal('read') }),
  v.strictObject({ type: v.literal('unread') }),
]);
/** By the id of a conversation, the number of a change. */
const seqs = v.optional(
  v.record(v.pipe(v.string(), v.digits()), v.pipe(v.number(), v.integer(), v.minValue(0))),
  () => ({}),
);
const bulkBody = v.strictObject({
  ids: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.minLength(1), v.maxLength(200)),
  command: bulkCommand,
  seen: seqs,
  ifSeq: seqs,
});

export async function bulk(call: SignedCall): Promise<Response> {
  const { ids, command, seen, ifSeq } = await readJson(call.request, bulkBody);
  const inbox = await connectedInbox(call.env, call.params.inbox);
  const byId = (record: Readonly<Record<string, number>>) =>
    new Map(Object.entries(record).map(([id, seq]): [number, number] => [Number(id), seq]));
  const known = { seen: byId(seen), ifSeq: byId(ifSeq) };
  return json(await inbox.bulk(ids, call.session.agent, await commandOf(call, command), known));
}

export async function counts({ env, params, session }: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.counts(session.agent.id));
}

async function commandOf(call: SignedCall, command: BulkCommand): Promise<Command> {
  switch (command.type) {
    case 'assign':
      return { type: 'assign', to: await colleague(call, command.to) };
    case 'label':
      return labelCommand(call, command);
    case 'state': {
      const { type, ...change } = command;
      return { type, change };
    }
    case 'read':
    case 'unread':
      return command;
  }
}

async function labelCommand(
  { env }: SignedCall,
  { add = [], remove = [] }: { add?: string[]; remove?: string[] },
): Promise<Command> {
  const known = await workspaceOf(env).labels();
  const named = (ids: string[]) =>
    ids.map((id) => {
      const label = known.find((one) => one.id === id);
      if (label) return label;
      throw new ApiError(
        422,
        'label_not_found',
        'There is no label with this id. GET /api/labels lists them.',
      );
    });
  return { type: 'label', add: named(add), remove: named(remove) };
}

async function run(call: SignedCall, command: Command): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.command(idIn(call.params.id, 'conversation'), call.session.agent, command));
}

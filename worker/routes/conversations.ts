import * as v from 'valibot';
import { ApiError } from '../errors.ts';
import type { ListQuery } from '../inbox/teamwork/conversation-list.ts';
import type { Where } from '../inbox/teamwork/thread-pages.ts';
import { inboxOf, workspaceOf } from '../objects.ts';
import { wholeNumber } from '../whatsapp/identity/national-number.ts';
import { readPhoneNumber } from '../whatsapp/identity/phone-number.ts';
import { isToken } from '../workspace/people/api-tokens.ts';
import type { SignedCall } from './call.ts';
import { connectedInbox } from './guard.ts';
import { json } from './http/json-answer.ts';
import { check, idIn, queryNumber, readJson } from './http/request-body.ts';

const page = v.object({
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,16}\.\d{1,16}(\.0)?$/, 'Pass `next` of the page before.')),
  ),
  limit: v.optional(queryNumber(1, 100), '30'),
});

/** One direction at a time. */
const place = v.pipe(
  v.object({
    ...page.entries,
    after: page.entries.before,
    around: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/, 'Pass the id of a message.'), v.toNumber())),
  }),
  v.check(
    ({ before, after, around }) => [before, after, around].filter((one) => one !== undefined).length < 2,
    'Pass before, after or around, and not two of them.',
  ),
);

/** A filter that is on as soon as it is there. */
const given = v.optional(v.pipe(v.string(), v.maxLength(8)));
const filter = v.object({
  search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(128))),
  assignee: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))),
  state: v.optional(v.picklist(['open', 'snoozed', 'resolved'])),
  unread: given,
  'needs-reply': given,
  window: v.optional(v.picklist(['open', 'closing', 'closed'])),
  label: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  sort: v.optional(v.picklist(['newest', 'waiting', 'closing']), 'newest'),
});

export async function list(call: SignedCall): Promise<Response> {
  const { env, params, url, session } = call;
  const inbox = await connectedInbox(env, params.inbox);
  const { search, assignee, state, unread, window, label, sort, ...asked } = check(
    filter,
    Object.fromEntries(url.searchParams),
  );
  const { id: agentId } = session.agent;
  if (search) {
    const phone = readPhoneNumber(search) && wholeNumber(search, await ownNumber(call));
    return json(await inbox.search({ text: search, phone }, pageIn(url), agentId));
  }
  const query: ListQuery = {
    agentId,
    sort,
    unread: unread !== undefined,
    needsReply: asked['needs-reply'] !== undefined,
    ...(assignee !== undefined && { assignee: personIn(assignee, agentId) }),
    ...(state && { state }),
    ...(window && { window }),
    ...(label !== undefined && { label }),
    ...pageIn(url),
  };
  return json(await inbox.conversations(query));
}

function personIn(text: string, me: string): string | null {
  return text === 'nobody' ? null : text === 'me' ? me : text;
}

export async function get(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.conversation(idIn(call.params.id, 'conversation'), call.session.agent.id));
}

/** As long as a link to a chat with its text may be. */
const start = v.strictObject({ phone: v.pipe(v.string(), v.maxLength(2_048)) });

/** A number without its country code is taken for one of the country that our own number is in. */
export async function begin(call: SignedCall): Promise<Response> {
  const { phone } = await readJson(call.request, start);
  const inbox = await connectedInbox(call.env, call.params.inbox);
  const number = wholeNumber(phone, await ownNumber(call));
  if (number === null) {
    throw new ApiError(
      422,
      'invalid_phone',
      'This is no phone number. Write it with its country code: +1 555 078 3881.',
    );
  }
  return json(await inbox.startConversation(number, call.session.agent.id), 201);
}

async function ownNumber({ env, params }: SignedCall): Promise<string> {
  const own = (await workspaceOf(env).inboxes()).find(({ id }) => id === params.inbox);
  return own?.displayPhoneNumber ?? '';
}

export async function messages(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  const { before, after, around, limit } = check(place, Object.fromEntries(call.url.searchParams));
  const where: Where =
    around !== undefined
      ? { around }
      : after !== undefined
        ? { after }
        : before !== undefined
          ? { before }
          : {};
  return json(await inbox.messages(idIn(call.params.id, 'conversation'), where, limit));
}

/** More files than an agent picks for one text. */
const maxFollowed = 100;
const messageId = v.pipe(v.number(), v.integer(), v.minValue(1));

/** `content` is checked against WhatsApp's own rules where it is sent. */
const command = v.strictObject({
  content: v.looseObject({ type: v.string() }),
  replyTo: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(512))),
  ifLastSeq: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  withName: v.exactOptional(v.boolean()),
  follows: v.exactOptional(
    v.union([messageId, v.pipe(v.array(messageId), v.nonEmpty(), v.maxLength(maxFollowed))]),
  ),
  sendAt: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.check(
        (at) => at > Date.now() && at < Date.now() + 30 * 24 * 60 * 60_000,
        'A time in Unix milliseconds, within the next 30 days.',
      ),
    ),
  ),
});
const idempotencyKey = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));

export async function send(call: SignedCall): Promise<Response> {
  const header = call.request.headers.get('idempotency-key');
  if (!v.is(idempotencyKey, header)) {
    throw new ApiError(
      400,
      'key_required',
      'Send the header Idempotency-Key: 1 to 128 characters of your choice, the same when you repeat the request.',
    );
  }
  const { id, name } = call.session.agent;
  const body = await readJson(call.request, command);
  const { content, replyTo, sendAt, ifLastSeq, follows, withName = !isToken(id) } = body;
  const number = await workspaceOf(call.env).number(call.params.inbox ?? '');
  const message = await inboxOf(call.env, number.id).send({
    conversationId: idIn(call.params.id, 'conversation'),
    key: header,
    content,
    ...(replyTo !== undefined && { replyTo }),
    ...(ifLastSeq !== undefined && { ifLastSeq }),
    ...(sendAt !== undefined && { sendAt }),
    ...(follows !== undefined && { follows }),
    ...(number.showsAgentName && withName && { withName }),
    author: { type: 'agent', id, name },
  });
  return json(message, 201);
}

export async function history(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.history(idIn(call.params.id, 'message')));
}

export async function typing(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  await inbox.typing(idIn(call.params.id, 'conversation'));
  return json({});
}

export async function retry(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.retry(idIn(call.params.id, 'message')));
}

export async function cancel(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.cancel(idIn(call.params.id, 'message')));
}

const consent = v.strictObject({
  source: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(256)),
  at: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.check((at) => at <= Date.now() + 60_000, 'Nobody can have agreed in the future.'),
    ),
  ),
});

export async function recordConsent(call: SignedCall): Promise<Response> {
  const { source, at = Date.now() } = await readJson(call.request, consent);
  const inbox = await connectedInbox(call.env, call.params.inbox);
  const id = idIn(call.params.id, 'conversation');
  return json(await inbox.recordConsent(id, { source, at }, call.session.agent.id));
}

export async function acceptIdentity(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.acceptIdentity(idIn(call.params.id, 'conversation'), call.session.agent.id));
}

const reading = v.strictObject({ seq: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export async function markRead(call: SignedCall): Promise<Response> {
  const { seq } = await readJson(call.request, reading);
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.markRead(idIn(call.params.id, 'conversation'), call.session.agent, seq));
}

function pageIn(url: URL): { before?: string; limit: number } {
  const { before, limit } = check(page, Object.fromEntries(url.searchParams));
  return { limit, ...(before !== undefined && { before }) };
}

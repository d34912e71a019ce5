/** `POST /graph/{version}/{phone-number-id}/messages`: messages of Cloud API clients go through the same outbox as ours. */
import * as v from 'valibot';
import type { Contact } from '../../api/conversations/conversations.ts';
import type { Message } from '../../api/conversations/messages.ts';
import type { GraphSent } from '../../api/developers/graph.ts';
import { inboxOf } from '../../objects.ts';
import { type CloudApiRequest, readCloudApiRequest } from '../../whatsapp/sending/cloud-api-request.ts';
import type { GraphHandlers, SignedCall } from '../call.ts';
import { authorIn } from '../guard.ts';
import { keyOf } from '../http/idempotency-key.ts';
import { json } from '../http/json-answer.ts';
import { readJson } from '../http/request-body.ts';
import { failureOf, GraphApiError, refusedByMeta } from './graph-error.ts';
import { numberAt } from './graph-path.ts';

/** Meta answers in well under a second; what takes longer waits for a turn, or for Meta to be back. */
const patienceMs = 10_000;

export const graphMessages = {
  'POST /graph/:version/:id/messages': async (call) => {
    const { id: inbox } = await numberAt(call);
    const read = readCloudApiRequest(await readJson(call.request, v.unknown()));
    if ('problem' in read) throw new GraphApiError(read.problem.code, read.problem.details);
    const { request } = read;
    if (request.kind === 'send') return send(call, inbox, request);
    const failure = await inboxOf(call.env, inbox).messages.showRead(request.wamid, request.typing);
    if (failure) throw refusedByMeta(failure);
    return json({ success: true });
  },
} satisfies Partial<GraphHandlers>;

async function send(
  call: SignedCall,
  inbox: string,
  { input, to, content, replyTo, callbackData }: Extract<CloudApiRequest, { kind: 'send' }>,
): Promise<Response> {
  const { request, env, headers } = call;
  const { message, contact, isRepeated } = await inboxOf(env, inbox).messages.sendTo(
    to,
    {
      content,
      // Without a key from the caller, each request is a separate message, as at Meta.
      key: request.headers.has('idempotency-key') ? keyOf(request) : crypto.randomUUID(),
      author: authorIn(call),
      ...(replyTo !== null && { replyTo }),
      ...(callbackData !== null && { reference: callbackData }),
    },
    patienceMs,
  );
  if (isRepeated) headers.set('Idempotent-Replayed', 'true');
  return answerOf(input, message, contact);
}

function answerOf(input: string, message: Message, { phone, userId }: Contact): Response {
  const { id, wamid, status } = message;
  // It may have been delivered and then failed, which Meta tells in a status as well.
  if (status === 'failed' && wamid === null) throw failureOf(message);
  const sent: GraphSent = {
    messaging_product: 'whatsapp',
    contacts: [
      { input, ...(phone !== null && { wa_id: phone }), ...(userId !== null && { user_id: userId }) },
    ],
    messages: [
      wamid !== null
        ? { id: wamid }
        : { id: `message-us.${id}`, ...(isPending(status) && { message_status: status }) },
    ],
  };
  return json(sent, wamid === null ? 202 : 200);
}

function isPending(status: Message['status']): status is 'queued' | 'sending' | 'in_doubt' {
  return status === 'queued' || status === 'sending' || status === 'in_doubt';
}

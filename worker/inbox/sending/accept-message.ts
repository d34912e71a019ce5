/** What is checked before a message is taken in, so that its author learns at once why it cannot go. */
import type { Message } from '../../api/messages.ts';
import type { Env } from '../../env.ts';
import { sentPreview } from '../../whatsapp/sending/template.ts';
import { isMarketing } from '../contacts/marketing.ts';
import type { Outbox, SendRequest } from './outbox.ts';
import {
  refuseAnswered,
  refuseBlocked,
  refuseGroup,
  refuseUnnamed,
  refuseUnwanted,
} from './send-refusals.ts';
import { sentTemplate } from './shown-template.ts';

/** Puts a message in the queue and returns it, or the one that was taken in under its key before. */
export async function acceptMessage(
  sql: SqlStorage,
  { env, inbox, outbox }: { env: Env; inbox: string; outbox: Outbox },
  request: SendRequest,
): Promise<{ message: Message; isNew: boolean }> {
  // A repeated key returns the first result, even if the conversation has changed since.
  if (outbox.knows(request.key)) return { message: outbox.enqueue(request, Date.now()), isNew: false };
  await refuseUnwanted(sql, request, (content) => isMarketing(env, inbox, content));
  const sent = await sentTemplate(env, inbox, request.content, false);
  if (sent) refuseUnnamed(sent);
  const shown = sent && sentPreview(sent.template, sent.components);
  // From here on nothing is awaited: somebody else can have answered meanwhile.
  if (request.ifLastSeq !== undefined) refuseAnswered(sql, request, request.ifLastSeq);
  refuseBlocked(sql, request);
  refuseGroup(sql, request);
  return { message: outbox.enqueue({ ...request, ...(shown && { shown }) }, Date.now()), isNew: true };
}

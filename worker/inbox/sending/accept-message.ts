/** Checks a message before it is queued, so that its author learns immediately why it cannot be sent. */
import * as v from 'valibot';
import type { Message } from '../../api/conversations/messages.ts';
import type { Person } from '../../api/values.ts';
import type { Env } from '../../env.ts';
import { textContent } from '../../whatsapp/content/text.ts';
import { nameLine } from '../../whatsapp/sending/agent-name.ts';
import { maxTextLength } from '../../whatsapp/sending/limits.ts';
import { splitText } from '../../whatsapp/sending/split.ts';
import { sentPreview } from '../../whatsapp/sending/templates/template-preview.ts';
import { conversationFor, knownConversation } from '../contacts/identify-contact.ts';
import { isMarketing } from '../contacts/marketing.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { readAhead } from '../records/wire.ts';
import { type Destination, type Outbox, refusedContent, type SendCommand, sendable } from './outbox.ts';
import {
  rejectAnswered,
  rejectBlocked,
  rejectFiles,
  rejectGroup,
  rejectOptedOut,
  rejectUnnamedValues,
} from './send-checks.ts';
import { keyReused, windowClosed } from './send-conflicts.ts';
import { sentTemplate } from './shown-template.ts';

/** The first of its parts, if a text is too long for one message. */
export interface Accepted {
  message: Message;
  /** Whether the key had been used and returned the first message. */
  isRepeated: boolean;
}

interface Parts {
  env: Env;
  inbox: string;
  changes: ChangeLog;
  outbox: Outbox;
  /** Throws unless a bot may write to this conversation. */
  admitBot: (conversationId: number, token: Person) => void;
  /** Whether files may be sent from the number. */
  sendsFiles: () => Promise<boolean>;
}

/** Queues a message and returns it, or returns the one with the same key. */
export async function acceptMessage(
  sql: SqlStorage,
  parts: Parts,
  command: SendCommand<Destination>,
): Promise<Accepted> {
  const { env, inbox, outbox, admitBot, sendsFiles } = parts;
  if (command.replyTo !== undefined) readAhead(sql, { replyTo: command.replyTo });
  if (!outbox.knows(command.key)) await rejectFiles(command, sendsFiles);
  const request = { ...command, to: { conversationId: conversationOf(sql, parts, command) } };
  // A repeated key returns the first result, even if the conversation has changed since.
  if (outbox.knows(request.key)) return { message: takeIn(outbox, request), isRepeated: true };
  await rejectOptedOut(sql, request, (content) => isMarketing(env, inbox, content));
  const sent = await sentTemplate(env, inbox, request.content, false);
  if (sent) rejectUnnamedValues(sent);
  const shown = sent && sentPreview(sent.template, sent.components);
  // Nothing is awaited from here on. During the awaits above, another agent may have replied or sent the same key.
  if (outbox.knows(request.key)) return { message: takeIn(outbox, request), isRepeated: true };
  if (request.ifLastSeq !== undefined) rejectAnswered(sql, request, request.ifLastSeq);
  rejectBlocked(sql, request);
  rejectGroup(sql, request);
  const { author } = request;
  if (author.type === 'agent' && author.isBot) admitBot(request.to.conversationId, author);
  return { message: takeIn(outbox, { ...request, ...(shown && { shown }) }), isRepeated: false };
}

/** A new contact is not created if the message would be rejected. */
function conversationOf(
  sql: SqlStorage,
  { changes, outbox }: Parts,
  command: SendCommand<Destination>,
): number {
  const { to, content, key, sendAt } = command;
  if ('conversationId' in to) return to.conversationId;
  if (knownConversation(sql, to.party) === null) {
    if (outbox.knows(key)) throw keyReused();
    for (const part of partsOf(command)) sendable(part, refusedContent);
    if (content.type !== 'template' && sendAt === undefined) throw windowClosed(null);
  }
  const id = changes.transaction(() => conversationFor(sql, changes, to.party, Date.now()));
  if (id === null) throw new Error('A phone number or a user id names a contact');
  return id;
}

/** All parts of a long text at once; each follows the one before. */
function takeIn(outbox: Outbox, request: SendCommand): Message {
  const now = Date.now();
  const { replyTo, ...later } = request;
  const [content = request.content, ...rest] = partsOf(request);
  const keys = rest.map((_, index) => partKey(request.key, index + 2));
  const areKnown = outbox.knows(request.key);
  const next = partKey(request.key, rest.length + 2);
  if (areKnown && (outbox.knows(next) || !keys.every((key) => outbox.knows(key)))) throw keyReused();
  const first = outbox.enqueue({ ...request, content }, now);
  let before = first;
  for (const [index, part] of rest.entries()) {
    const key = partKey(request.key, index + 2);
    before = outbox.enqueue({ ...later, withName: false, content: part, key, follows: before.id }, now);
  }
  return first;
}

/** No caller can choose it: a header has no line breaks. */
function partKey(key: string, part: number): string {
  return `${key}\n${part}`;
}

function partsOf({ content, withName, author }: SendCommand<Destination>): SendCommand['content'][] {
  const read = v.safeParse(textContent, content);
  if (!read.success || read.output.text.body.length <= maxTextLength) return [content];
  const name = withName && author.type === 'agent' ? nameLine(author.name).length : 0;
  const { type, text } = read.output;
  return splitText(text.body, maxTextLength, maxTextLength - name).map((body) => ({
    type,
    text: { ...text, body },
  }));
}

/**
 * Who is looking at which conversation, and who is writing. It lives with the sockets, so that it survives hibernation
 * and ends with them; nothing of it is stored, and it has no place in the order of changes.
 */
import * as v from 'valibot';
import { type LiveFrame, type Presence, type PresenceMessage, presenceMessage } from '../../api/live.ts';
import { type Attachment, attachmentOf, openSockets, sendTo } from './socket.ts';

const longestMessage = 256;

/** More than that in so long is no person. */
const mostMessages = 60;
const countedFor = 10_000;

/** A socket pings every 25 seconds; one that has not for so long is gone without a word. */
const silence = 75_000;

/** A console says what its agent is doing. What is no such message closes its socket. */
export function hear(
  ctx: DurableObjectState,
  socket: WebSocket,
  message: string | ArrayBuffer,
  now: number,
): void {
  const said = typeof message === 'string' && message.length <= longestMessage ? parsed(message) : null;
  if (said === null) {
    socket.close(4400, 'invalid_message');
    return;
  }
  const attachment = attachmentOf(socket);
  const { heard = { since: now, count: 0 } } = attachment;
  const counted =
    now - heard.since < countedFor ? { ...heard, count: heard.count + 1 } : { since: now, count: 1 };
  if (counted.count > mostMessages) {
    socket.close(4429, 'too_many_messages');
    return;
  }
  const { conversationId, isTyping } = said;
  const looking = conversationId === null ? null : { conversationId, isTyping, at: now };
  socket.serializeAttachment({ ...attachment, heard: counted, looking } satisfies Attachment);
  tell(ctx, openSockets(ctx, now), now);
}

/** Tells these sockets who is where; those that are closing are not. */
export function tell(
  ctx: DurableObjectState,
  sockets: readonly WebSocket[],
  now: number,
  gone?: WebSocket,
): void {
  const frame: LiveFrame = { type: 'presence', people: peopleOf(ctx, now, gone) };
  const text = JSON.stringify(frame);
  for (const socket of sockets) if (socket !== gone) sendTo(socket, text);
}

/** Whether this socket was seen by others. */
export function isSeen(socket: WebSocket): boolean {
  return attachmentOf(socket).looking != null;
}

export function peopleOf(ctx: DurableObjectState, now: number, gone?: WebSocket): Presence[] {
  const people = new Map<string, Presence>();
  for (const socket of ctx.getWebSockets()) {
    if (socket === gone || socket.readyState !== WebSocket.READY_STATE_OPEN) continue;
    const { agent, looking } = attachmentOf(socket);
    if (!looking) continue;
    const heardAt = Math.max(looking.at, ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0);
    if (now - heardAt > silence) continue;
    const { conversationId, isTyping } = looking;
    // Somebody with two pages open is one person.
    const key = `${conversationId}/${agent.id}`;
    const isTypingToo = people.get(key)?.isTyping ?? false;
    people.set(key, {
      agentId: agent.id,
      name: agent.name,
      conversationId,
      isTyping: isTyping || isTypingToo,
    });
  }
  return [...people.values()];
}

function parsed(text: string): PresenceMessage | null {
  try {
    const result = v.safeParse(presenceMessage, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/**
 * Who is viewing which conversation, and who is typing. Presence is attached to the sockets, so it survives hibernation
 * and ends with them. It is not stored, and is not part of the change log.
 */
import * as v from 'valibot';
import {
  type LiveFrame,
  type Presence,
  type PresenceMessage,
  presenceMessage,
} from '../../api/conversations/live.ts';
import { maxSilenceMs } from './online.ts';
import { type Attachment, attachmentOf, openSockets, sendTo } from './socket.ts';

const maxMessageLength = 256;

/** More messages than this are not from a person. */
const maxMessages = 60;
const countedForMs = 10_000;

/**
 * Every console gets everyone's presence after a change, so the bytes grow with the square of the consoles. With many of
 * them, changes that come close together are sent together.
 */
const pausePerSocketMs = 10;
const maxPauseMs = 2_000;

export class PresenceBoard {
  #ctx: DurableObjectState;
  /** Until when what changes is sent together. */
  #pauseUntil = 0;
  #isWaiting = false;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  /** Receives a presence message from a console. Any other message closes the socket. */
  receive(socket: WebSocket, message: string | ArrayBuffer, now: number): void {
    const said = typeof message === 'string' && message.length <= maxMessageLength ? parsed(message) : null;
    if (said === null) {
      socket.close(4400, 'invalid_message');
      return;
    }
    const attachment = attachmentOf(socket);
    const { heard = { since: now, count: 0 } } = attachment;
    const counted =
      now - heard.since < countedForMs ? { ...heard, count: heard.count + 1 } : { since: now, count: 1 };
    if (counted.count > maxMessages) {
      socket.close(4429, 'too_many_messages');
      return;
    }
    const { conversationId, isTyping } = said;
    const looking = conversationId === null ? null : { conversationId, isTyping, at: now };
    socket.serializeAttachment({ ...attachment, heard: counted, looking } satisfies Attachment);
    this.#changed(now);
  }

  /** A console is closed, so its agent is not seen there any more. */
  left(socket: WebSocket, now: number): void {
    if (attachmentOf(socket).looking != null) this.#changed(now, socket);
  }

  /** `gone` is closing, but can still count as open. */
  #changed(now: number, gone?: WebSocket): void {
    if (this.#isWaiting) return;
    if (now >= this.#pauseUntil) {
      this.#send(now, gone);
      return;
    }
    this.#isWaiting = true;
    // The object stays awake meanwhile; if it stops nevertheless, the sockets end with it.
    setTimeout(() => {
      this.#isWaiting = false;
      this.#send(Date.now());
    }, this.#pauseUntil - now);
  }

  #send(now: number, gone?: WebSocket): void {
    const sockets = openSockets(this.#ctx, now).filter((socket) => socket !== gone);
    this.#pauseUntil = now + Math.min(sockets.length * pausePerSocketMs, maxPauseMs);
    const frame: LiveFrame = { type: 'presence', people: peopleOf(this.#ctx, now, gone) };
    const text = JSON.stringify(frame);
    for (const socket of sockets) sendTo(socket, text);
  }
}

export function peopleOf(ctx: DurableObjectState, now: number, gone?: WebSocket): Presence[] {
  const people = new Map<string, Presence>();
  for (const socket of ctx.getWebSockets()) {
    if (socket === gone || socket.readyState !== WebSocket.READY_STATE_OPEN) continue;
    const { agent, looking } = attachmentOf(socket);
    if (!looking) continue;
    const heardAt = Math.max(looking.at, ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0);
    if (now - heardAt > maxSilenceMs) continue;
    const { conversationId, isTyping } = looking;
    // An agent with two pages open appears once.
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

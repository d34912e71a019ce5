/**
 * Who is viewing which conversation, who is typing, and who is available. Presence is attached to the sockets, so it
 * survives hibernation and ends with them. It is not stored, and is not part of the change log.
 */
import * as v from 'valibot';
import {
  type LiveFrame,
  type Presence,
  type PresenceMessage,
  presenceMessage,
} from '../../api/conversations/live.ts';
import { availableAgents, maxSilenceMs, presentAgents } from './online.ts';
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

export interface PresenceOutlets {
  /** How long a console waits before its agent is idle; null: forever. */
  idleAfterMinutes(): number | null;
  /** An agent is available. */
  came(): void;
  /** An agent is not available any more; `gone` is the last of their sockets, if it is closing. */
  went(agentId: string, gone?: WebSocket): void;
}

export class PresenceBoard {
  #ctx: DurableObjectState;
  #outlets: PresenceOutlets;
  /** What has changed since the consoles were last told. */
  #news = { people: false, agents: false };
  /** Who is available, as all consoles know it; null: this object has only just started. */
  #toldAgents: string | null = null;
  /** Until when what changes is sent together. */
  #pauseUntil = 0;
  #isWaiting = false;

  constructor(ctx: DurableObjectState, outlets: PresenceOutlets) {
    this.#ctx = ctx;
    this.#outlets = outlets;
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
    const { conversationId, isTyping, isIdle = false } = said;
    const looking = conversationId === null ? null : { conversationId, isTyping, at: now };
    socket.serializeAttachment({ ...attachment, heard: counted, looking, isIdle } satisfies Attachment);
    const isTurned = isIdle !== (attachment.isIdle ?? false);
    this.#changed(now, { people: true, agents: isTurned });
    if (isTurned) this.#turned(attachment.agent.id, now);
  }

  /** A console has been opened. */
  arrived(now: number): void {
    // It was told what the others have not been told yet, and that may be over again by then.
    if (this.#isWaiting) this.#toldAgents = null;
    this.#changed(now, { agents: true });
    this.#outlets.came();
  }

  /** A console is closed, so its agent is not seen there any more. */
  left(socket: WebSocket, now: number): void {
    const { agent, looking } = attachmentOf(socket);
    this.#outlets.went(agent.id, socket);
    this.#changed(now, { people: looking != null, agents: true }, socket);
  }

  /** An agent has chosen whether they are away. */
  setAway(agentId: string, isAway: boolean, now: number): void {
    for (const socket of this.#ctx.getWebSockets()) {
      const attachment = attachmentOf(socket);
      if (attachment.agent.id === agentId)
        socket.serializeAttachment({ ...attachment, isAway } satisfies Attachment);
    }
    this.#changed(now, { agents: true });
    this.#turned(agentId, now);
  }

  /** The number has another time after which agents are idle. */
  refresh(now: number): void {
    this.#changed(now, { agents: true });
  }

  #turned(agentId: string, now: number): void {
    if (availableAgents(this.#ctx, now).has(agentId)) this.#outlets.came();
    else this.#outlets.went(agentId);
  }

  /** `gone` is closing, but can still count as open. */
  #changed(now: number, news: { people?: boolean; agents: boolean }, gone?: WebSocket): void {
    this.#news.people ||= news.people ?? false;
    this.#news.agents ||= news.agents;
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
    const { people, agents } = this.#news;
    this.#news = { people: false, agents: false };
    const frames: LiveFrame[] = people ? [{ type: 'presence', people: peopleOf(this.#ctx, now, gone) }] : [];
    const availability = agents
      ? availabilityFrame(this.#ctx, now, this.#outlets.idleAfterMinutes(), gone)
      : null;
    // A second page of an agent changes nothing for the others.
    if (availability && JSON.stringify(availability) !== this.#toldAgents) {
      frames.push(availability);
      this.#toldAgents = JSON.stringify(availability);
    }
    if (frames.length === 0) return;
    const sockets = openSockets(this.#ctx, now).filter((socket) => socket !== gone);
    this.#pauseUntil = now + Math.min(sockets.length * pausePerSocketMs, maxPauseMs);
    const texts = frames.map((frame) => JSON.stringify(frame));
    for (const socket of sockets) for (const text of texts) sendTo(socket, text);
  }
}

/** Who has the inbox open, in the order of their ids. */
export function availabilityFrame(
  ctx: DurableObjectState,
  now: number,
  idleAfterMinutes: number | null,
  gone?: WebSocket,
): Extract<LiveFrame, { type: 'availability' }> {
  const agents = [...presentAgents(ctx, now, gone).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { type: 'availability', agents, idleAfterMinutes };
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

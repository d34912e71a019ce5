import type { Agent } from '../../api/sessions.ts';

/** Kept with the socket, so that it survives hibernation. */
export interface Attachment {
  sessionId: string;
  agent: Agent;
  /** When the session ends by itself; null: never. */
  expiresAt?: number | null;
  /** The conversation on the agent's screen, and when they last said so. */
  looking?: { conversationId: number; isTyping: boolean; at: number } | null;
  /** How many messages came from here, since when. */
  heard?: { since: number; count: number };
}

export function attachmentOf(socket: WebSocket): Attachment {
  return socket.deserializeAttachment();
}

/** The sockets whose sessions are not over; the others are closed: a session ends on a page that stays open, too. */
export function openSockets(ctx: DurableObjectState, now: number): WebSocket[] {
  return ctx.getWebSockets().filter((socket) => {
    const isOver = (attachmentOf(socket).expiresAt ?? Number.POSITIVE_INFINITY) <= now;
    if (isOver) socket.close(4401, 'signed_out');
    return !isOver;
  });
}

/** A socket that is closing throws; its console comes back and resumes. */
export function sendTo(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    socket.close(1011);
  }
}

import type { Agent } from '../../api/people/sessions.ts';

/** Attached to the socket, so that it survives hibernation. */
export interface Attachment {
  sessionId: string;
  agent: Agent;
  /** When the session expires; null for never. */
  expiresAt?: number | null;
  openedAt?: number;
  /** The conversation on the agent's screen, and when the console last reported it. */
  looking?: { conversationId: number; isTyping: boolean; at: number } | null;
  /** The number of messages from this socket in the current period. */
  heard?: { since: number; count: number };
  /** Nothing in the console has been touched for some time. */
  isIdle?: boolean;
  /** The agent has chosen to be away. */
  isAway?: boolean;
}

export function attachmentOf(socket: WebSocket): Attachment {
  return socket.deserializeAttachment();
}

/** The sockets with a valid session. Closes the others, because a session can end while its page stays open. */
export function openSockets(ctx: DurableObjectState, now: number): WebSocket[] {
  return ctx.getWebSockets().filter((socket) => {
    const isOver = (attachmentOf(socket).expiresAt ?? Number.POSITIVE_INFINITY) <= now;
    if (isOver) socket.close(4401, 'signed_out');
    return !isOver;
  });
}

/** A closing socket throws. Its console reconnects and resumes. */
export function sendTo(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    socket.close(1011);
  }
}

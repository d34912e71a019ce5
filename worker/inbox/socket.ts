import type { Agent } from '../api.ts';

/** Kept with the socket, so that it survives hibernation. */
export interface Attachment {
  sessionId: string;
  agent: Agent;
  /** The conversation on the agent's screen, and when they last said so. */
  looking?: { conversationId: number; isTyping: boolean; at: number } | null;
  /** How many messages came from here, since when. */
  heard?: { since: number; count: number };
}

export function attachmentOf(socket: WebSocket): Attachment {
  return socket.deserializeAttachment();
}

/** A socket that is closing throws; its console comes back and resumes. */
export function sendTo(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    socket.close(1011);
  }
}

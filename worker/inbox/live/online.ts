/** Which agents have the inbox open. */
import type { Person } from '../../api/values.ts';
import { isToken } from '../../workspace/people/api-tokens.ts';
import { attachmentOf } from './socket.ts';

/** Sockets ping every 25 seconds. After this time without a ping, the connection is considered lost. */
export const maxSilenceMs = 75_000;

/** When something was last heard from a socket; null if that is unknown. */
export function heardAt(ctx: DurableObjectState, socket: WebSocket): number | null {
  const { looking, openedAt } = attachmentOf(socket);
  const times = [looking?.at, openedAt, ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime()];
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/** The agents with an open page, by their ids. Programs are not among them. */
export function onlineAgents(ctx: DurableObjectState, now: number, gone?: WebSocket): Map<string, Person> {
  const online = new Map<string, Person>();
  for (const socket of ctx.getWebSockets()) {
    if (socket === gone || socket.readyState !== WebSocket.READY_STATE_OPEN) continue;
    const { agent, expiresAt } = attachmentOf(socket);
    const isOver = (expiresAt ?? Number.POSITIVE_INFINITY) <= now;
    if (isOver || isToken(agent.id) || now - (heardAt(ctx, socket) ?? now) > maxSilenceMs) continue;
    online.set(agent.id, { id: agent.id, name: agent.name });
  }
  return online;
}

/** Which agents have the inbox open, and which of them are available. */
import type { PresentAgent } from '../../api/conversations/live.ts';
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

/** The agents with an open page, by their ids. Programs are not among them. `gone` is closing, but can still count as open. */
export function presentAgents(
  ctx: DurableObjectState,
  now: number,
  gone?: WebSocket,
): Map<string, PresentAgent> {
  const present = new Map<string, PresentAgent>();
  for (const socket of ctx.getWebSockets()) {
    if (socket === gone || socket.readyState !== WebSocket.READY_STATE_OPEN) continue;
    const { agent, expiresAt, isIdle = false, isAway = false } = attachmentOf(socket);
    const isOver = (expiresAt ?? Number.POSITIVE_INFINITY) <= now;
    if (isOver || isToken(agent.id) || now - (heardAt(ctx, socket) ?? now) > maxSilenceMs) continue;
    // One page in use is enough.
    const isIdleToo = isIdle && present.get(agent.id)?.availability !== 'available';
    const availability = isAway ? 'away' : isIdleToo ? 'idle' : 'available';
    present.set(agent.id, { id: agent.id, name: agent.name, availability });
  }
  return present;
}

/** Those to whom a conversation can be assigned automatically. */
export function availableAgents(
  ctx: DurableObjectState,
  now: number,
  gone?: WebSocket,
): Map<string, PresentAgent> {
  return new Map(
    [...presentAgents(ctx, now, gone)].filter(([, { availability }]) => availability === 'available'),
  );
}

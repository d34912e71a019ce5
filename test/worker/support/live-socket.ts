/** An agent's open page, as far as the Worker can see it: a live socket, and what comes over it. */
import { expect, vi } from 'vitest';
import type { LiveFrame, LiveTicket } from '../../../worker/api/conversations/live.ts';
import { call } from './webhooks.ts';

export async function liveTicket(
  token: string,
  inbox: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await call('POST', `/api/inboxes/${inbox}/tickets`, { token, headers });
  return (await answer.json<LiveTicket>()).ticket;
}

export function connect(
  inbox: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return call('GET', `/api/inboxes/${inbox}/live?${query}`, {
    headers: { ...headers, Upgrade: 'websocket' },
  });
}

export interface Page {
  socket: WebSocket;
  frames: LiveFrame[];
  /** The code with which the socket was closed; null while it is open. */
  closed(): number | null;
}

export function pageOf({ webSocket: socket }: Response): Page {
  if (!socket) throw new Error('No socket was opened');
  const frames: LiveFrame[] = [];
  let code: number | null = null;
  socket.addEventListener('message', ({ data }) => void frames.push(JSON.parse(String(data))));
  socket.addEventListener('close', (event) => {
    code = event.code;
  });
  socket.accept();
  return { socket, frames, closed: () => code };
}

/** Opens a page and waits until it shows everything. */
export async function openPage(
  token: string,
  inbox: string,
  headers: Record<string, string> = {},
): Promise<Page> {
  const ticket = await liveTicket(token, inbox, headers);
  const page = pageOf(await connect(inbox, `ticket=${ticket}`, headers));
  await vi.waitFor(() => expect(page.frames).toContainEqual(expect.objectContaining({ type: 'ready' })));
  return page;
}

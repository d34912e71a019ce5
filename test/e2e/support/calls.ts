/** What the browser tests say to the running stack: as the customer, through the stand-in, and as an agent, through the API. */
import { SignJWT } from 'jose';
import { vi } from 'vitest';
import { demoNumber } from '../../../demo/stack.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { MessagePage } from '../../../worker/api/conversations/teamwork.ts';
import type { Page } from '../../../worker/api/values.ts';
import { demoUrl, sessionToken, workerUrl } from './stack.ts';

export const inbox = `${workerUrl}/api/inboxes/${demoNumber.phoneNumberId}`;
export const bearer = { Authorization: `Bearer ${sessionToken}` };

/** The stand-in's control surface. */
export async function control<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${demoUrl}/control${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** The API of the whole deployment. */
export async function api<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${workerUrl}/api${path}`, {
    method,
    headers: bearer,
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? JSON.parse('null') : answer.json();
}

/** A session of somebody of the team, whom their own site signs in. */
export async function agentSession(claims: { sub: string; name: string; role?: 'admin' }): Promise<string> {
  const { secret } = await api<{ secret: string }>('PUT', '/settings/site-login', { type: 'secret' });
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(workerUrl)
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
  return (await api<{ token: string }>('POST', '/sessions', { token })).token;
}

/** The API of the demo's inbox. */
export async function call<Answer>(
  method: string,
  path: string,
  body?: object,
  key?: string,
): Promise<Answer> {
  const answer = await fetch(`${inbox}${path}`, {
    method,
    headers: { ...bearer, ...(key && { 'Idempotency-Key': key }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** A customer writes, and what they wrote has arrived. */
export async function conversationWith(customer: string, name: string): Promise<Conversation> {
  const { wamid } = await control<{ wamid: string }>('POST', '/messages', { customer, name, text: 'Hello' });
  return vi.waitFor(
    async () => {
      const { rows } = await call<Page<Conversation>>('GET', '/conversations');
      const found = rows.find(({ contact }) => contact.phone === customer);
      const page = found && (await call<MessagePage>('GET', `/conversations/${found.id}/messages`));
      // It need not be the last one: a program may have answered by now.
      if (!found || !page?.rows.some((message) => message.wamid === wamid))
        throw new Error(`What ${customer} wrote is not here yet`);
      return found;
    },
    { timeout: 30_000 },
  );
}

/** A customer sends a photo. */
export async function sendPhoto(customer: string, caption: string): Promise<void> {
  const media = await fetch(`${demoUrl}/control/media?filename=photo.png`, {
    method: 'POST',
    headers: { 'Content-Type': 'image/png' },
    body: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  const { id } = await media.json();
  await control('POST', '/messages', { customer, content: { type: 'image', image: { id, caption } } });
}

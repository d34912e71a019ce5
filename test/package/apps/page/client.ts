import { type Message, MessageUsClient, MessageUsError } from 'message-us/client';

const client = new MessageUsClient({ url: 'https://inbox.example', token: 'mut_' });
const inbox = '106540352242922';

export async function send(phone: string): Promise<Message | string> {
  try {
    return await client.call('POST /inboxes/:inbox/messages', {
      inbox,
      headers: { 'Idempotency-Key': phone },
      body: { to: { phone }, content: { type: 'text', text: { body: 'Hello' } } },
    });
  } catch (error) {
    if (error instanceof MessageUsError) return error.code;
    throw error;
  }
}

export async function names(): Promise<string[]> {
  const { rows } = await client.call('GET /inboxes/:inbox/conversations', { inbox, query: { limit: 10 } });
  return rows.map(({ contact }) => contact.name);
}

export async function wrong(): Promise<void> {
  // @ts-expect-error: the number is missing.
  await client.call('GET /inboxes/:inbox/conversations', {});
  // @ts-expect-error: there is no such route.
  await client.call('GET /nothing');
  // @ts-expect-error: a phone number is text.
  await client.call('POST /inboxes/:inbox/conversations', { inbox, body: { phone: 1 } });
}

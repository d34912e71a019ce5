/** What is left of the others when one of several contacts who have had a number is erased. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { inboxOf } from '../../../../worker/objects.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { webhook } from '../../support/webhooks.ts';

const start = Math.floor(Date.UTC(2026, 5, 1) / 1000);
const [old, other] = ['15550961001', '15550961002'];
const [mover, holder] = ['US.9610001', 'US.9610002'];

const says = (from: object, id: string, at: number, more: object = { type: 'text', text: { body: id } }) =>
  parseWebhook(
    JSON.parse(webhook('1', { messages: [{ ...from, id, timestamp: String(start + at), ...more }] })),
  ).map(({ event }) => event);

const moved = { type: 'system', system: { type: 'user_changed_number', body: 'moved', wa_id: other } };

async function inboxAfterMove(name: string) {
  const inbox = inboxOf(env, name);
  await inbox.receiving.receive(says({ from: old, from_user_id: mover }, 'first', 0));
  await inbox.receiving.receive(says({ from: old }, 'move', 10, moved));
  await inbox.receiving.receive(says({ from: old, from_user_id: holder }, 'next holder', 20));
  const threads = async () => {
    const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    return Promise.all(
      rows.map(async ({ id, contact }) => ({
        id,
        contact,
        said: (await inbox.messages.list(id, {}, 20)).rows.map(({ wamid }) => wamid),
      })),
    );
  };
  const erase = async (wamid: string) => {
    const found = (await threads()).find(({ said }) => said.includes(wamid));
    await inbox.contacts.erase(found?.id ?? 0, found?.contact.name ?? '');
  };
  const problems = async () =>
    (await inbox.receiving.rawEvents('notice', Number.MAX_SAFE_INTEGER, 10)).rows.flatMap(
      ({ problem }) => problem ?? [],
    );
  return { inbox, threads, erase, problems };
}

describe('a contact with a number that had another holder', () => {
  it('a contact continues in their conversation after the next holder of their first number is erased', async () => {
    const { inbox, threads, erase, problems } = await inboxAfterMove('erased-next');
    await erase('next holder');
    await inbox.receiving.receive(says({ from: other }, 'by the new number', 30));
    await inbox.receiving.receive(says({ from: old, from_user_id: mover }, 'by both ids', 5));
    expect(await problems()).toEqual([]);
    expect((await threads()).map(({ said }) => said)).toEqual([
      ['by the new number', 'move', 'by both ids', 'first'],
    ]);
  });

  it('the new holder of a number keeps their conversation when the former holder is erased', async () => {
    const { inbox, threads, erase, problems } = await inboxAfterMove('erased-mover');
    await erase('first');
    await inbox.receiving.receive(says({ from: old, from_user_id: holder }, 'again', 30));
    await inbox.receiving.receive(says({ from: other }, 'from the other number', 31));
    expect(await problems()).toEqual([]);
    expect((await threads()).map(({ said }) => said)).toEqual([
      ['from the other number'],
      ['again', 'next holder'],
    ]);
  });
});

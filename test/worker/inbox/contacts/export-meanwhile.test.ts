/** An export is read page by page, and the conversation can be merged or erased before its end. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Inbox } from '../../../../worker/inbox/inbox.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { text, webhook } from '../../support/webhooks.ts';

const at = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const [older, younger] = ['15550963001', '15550963002'];
const ana = { id: 'ana', name: 'Ana', role: 'agent' as const };
const eventsIn = (value: Record<string, unknown>) =>
  parseWebhook(JSON.parse(webhook('1', value))).map(({ event }) => event);

/** The export of the younger of two conversations, in which something happens after the first of its pages. */
async function exported(name: string, meanwhile: (object: Inbox, ids: number[]) => unknown) {
  const inbox = inboxOf(env, name);
  await inbox.receiving.receive(eventsIn(text(older, 'wamid.older', at - 1000, 'Before')));
  await inbox.receiving.receive(
    Array.from({ length: 250 }, (_, n) => eventsIn(text(younger, `wamid.n${n}`, at + n * 1000, 'Hi'))).flat(),
  );
  const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
  const ids = [older, younger].map((phone) => rows.find(({ contact }) => contact.phone === phone)?.id ?? 0);
  return runInDurableObject(inbox, async (object: Inbox) => {
    const reader = object.rpc.contacts
      .export(ids[1] ?? 0, { format: 'json' }, { number: '', fields: [], products: new Map() })
      .pipeThrough(new TextDecoderStream())
      .getReader();
    let json = (await reader.read()).value ?? '';
    json += (await reader.read()).value ?? '';
    await meanwhile(object, ids);
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) json += next.value;
      return { json, isComplete: true };
    } catch {
      return { json, isComplete: false };
    }
  });
}

describe('the export of a contact', () => {
  it('an export has all messages when the contact is merged with another one meanwhile', async () => {
    const { json } = await exported('export-merged', (object, [one = 0, other = 0]) =>
      object.rpc.contacts.merge([other, one], `Customer ${older}`, ana),
    );
    const { messages } = JSON.parse(json);
    expect(messages).toHaveLength(250);
  });

  it('an export fails when the contact is erased meanwhile, and does not look complete', async () => {
    const { isComplete } = await exported('export-erased', (object, [, id = 0]) =>
      object.rpc.contacts.erase(id, `Customer ${younger}`),
    );
    expect(isComplete).toBe(false);
  });
});

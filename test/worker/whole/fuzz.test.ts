/** Bodies that Meta might send one day, and invalid bodies: the good events in them are never lost. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { Page } from '../../../worker/api/values.ts';
import { inbound } from '../../fixtures/inbound.ts';
import { call, connectNumber, post, signIn, wabaId, webhook } from '../support/webhooks.ts';

const number = '106540352242922';
let token: string;
let count = 0;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

const from = '15550900001';
const message = (content: Record<string, unknown>, id: string) => ({
  from,
  id,
  timestamp: String(Math.floor(Date.now() / 1000)),
  ...content,
});

/** Replaces one value somewhere in a message by any other. */
const mutation = fc
  .tuple(fc.constantFrom(...inbound), fc.nat(40), fc.jsonValue({ maxDepth: 2 }))
  .map(([fixture, place, value]) => {
    const copy: unknown = structuredClone(fixture.message);
    const slots: [object, string][] = [];
    const visit = (node: unknown) => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        slots.push([node, key]);
        visit(child);
      }
    };
    visit(copy);
    const [holder, key] = slots[place % slots.length] ?? [{}, ''];
    Reflect.set(holder, key, value);
    return Object(copy);
  });

/** In every conversation: what a customer sends may say that they have another number now. */
async function stored(): Promise<Message[]> {
  const at = `/api/inboxes/${number}/conversations`;
  const { rows } = await (await call('GET', at, { token })).json<Page<Conversation>>();
  const threads = rows.map(async ({ id }) => {
    const answer = await call('GET', `${at}/${id}/messages?limit=100`, { token });
    return (await answer.json<Page<Message>>()).rows;
  });
  return (await Promise.all(threads)).flat();
}

describe('a webhook', () => {
  it('a webhook with a strange value is stored, and so is the good message beside it', async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async (strange) => {
        count += 1;
        const good = message({ type: 'text', text: { body: 'Fine' } }, `wamid.good${count}`);
        const body = webhook(number, { messages: [message(strange, `wamid.strange${count}`), good] });
        expect((await post(body)).status).toBe(200);
        expect((await stored()).map(({ wamid }) => wamid)).toContain(`wamid.good${count}`);
      }),
      { numRuns: 60 },
    );
  });

  it('a webhook with any JSON is answered with 200, because Meta would repeat it otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (changes) => {
        // With the account's id, because otherwise the secret that signed it is unknown.
        const body = `{"object":"whatsapp_business_account","entry":[{"id":"${wabaId}","changes":${changes}}]}`;
        expect((await post(body)).status).toBe(200);
      }),
      { numRuns: 60 },
    );
  });
});

describe('every kind of message', () => {
  it('every kind of message is stored completely and read as what it is', async () => {
    for (const [index, { message: content }] of inbound.entries()) {
      await post(webhook(number, { messages: [message(content, `wamid.kind${index}`)] }));
    }
    const types = new Map((await stored()).map((row) => [row.wamid, row.content.type]));
    const unread = inbound.flatMap(({ name, message: { type } }, index) =>
      types.get(`wamid.kind${index}`) === type ? [] : [name],
    );
    expect(unread).toEqual(['a type of the future']);
  });
});

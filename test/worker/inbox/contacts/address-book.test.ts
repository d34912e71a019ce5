/** What the address book of the phone does here, by the settings of the number. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { NumberPolicy } from '../../../../worker/api/numbers/numbers.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242977';
const path = `/api/inboxes/${number}`;
let token: string;
let customers = 0;
let phone: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

beforeEach(() => {
  customers += 1;
  phone = `1555077${String(1000 + customers)}`;
});

async function use(addressBook: NumberPolicy['addressBook']): Promise<void> {
  const policy = await (await call('GET', `${path}/policy`, { token })).json<NumberPolicy>();
  const body = { ...policy, addressBook };
  expect((await call('PUT', `${path}/policy`, { token, body })).status).toBe(200);
}

async function sync(action: 'add' | 'remove', fullName?: string): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const contact = { full_name: fullName, first_name: fullName, phone_number: phone };
  const state_sync = [{ type: 'contact', contact, action, metadata: { timestamp } }];
  const body = JSON.parse(webhook(number, { state_sync }));
  body.entry[0].changes[0].field = 'smb_app_state_sync';
  expect((await post(JSON.stringify(body))).status).toBe(200);
}

const writes = (wamid: string) => post(webhook(number, text(phone, wamid, Date.now(), 'Hello')));

async function names(): Promise<string[]> {
  const answer = await call('GET', `${path}/conversations?search=${phone}`, { token });
  return (await answer.json<ConversationPage>()).rows.map(({ contact }) => contact.name);
}

describe('the address book of the phone', () => {
  it('names contacts, and creates those who have not written yet', async () => {
    await use({ match: true, create: true });
    await sync('add', 'Nora from the fair');
    expect(await names()).toEqual(['Nora from the fair']);
  });

  it('with create off, creates nobody, and still names who writes', async () => {
    await use({ match: true, create: false });
    await sync('add', 'Nora');
    expect(await names()).toEqual([]);
    await writes(`wamid.book.${phone}`);
    await sync('add', 'Nora');
    expect(await names()).toEqual(['Nora']);
  });

  it('with match off, names nobody, whatever create says, and still takes a name away that was removed', async () => {
    await use({ match: true, create: true });
    await writes(`wamid.book.${phone}`);
    const [before] = await names();
    await sync('add', 'Nora');
    await use({ match: false, create: true });
    await sync('add', 'Somebody else');
    expect(await names()).toEqual(['Nora']);
    await sync('remove');
    expect(await names()).toEqual([before]);
  });
});

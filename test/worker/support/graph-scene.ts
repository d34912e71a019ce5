/** A number before a Meta that takes everything, customers who have written to it, and API tokens. */
import type { GraphErrorBody } from '../../../worker/api/developers/graph.ts';
import type { NewApiToken } from '../../../worker/api/people/team.ts';
import { scriptedAccount, scriptedNumber } from './meta/scripted-number.ts';
import { appSecret, call, fetched, post, signIn, text, webhook } from './webhooks.ts';

export const baseUrl = 'https://inbox.example/graph';

/** For clients that take a `fetch`: the Worker answers it. */
export const fetchHere: typeof fetch = (input, init) => fetched(new Request(input, init));

export class GraphScene {
  readonly admin: string;
  #next: number;

  private constructor(admin: string, firstCustomer: number) {
    this.admin = admin;
    this.#next = firstCustomer;
  }

  static async begin(firstCustomer: number): Promise<GraphScene> {
    const admin = await signIn();
    const body = {
      phoneNumberId: scriptedNumber,
      wabaId: scriptedAccount,
      displayPhoneNumber: '+1 555 078 3881',
      name: 'Lumen & Clay',
      accessToken: 'EAAG-of-the-tests',
      appSecret,
    };
    const connected = await call('POST', '/api/inboxes', { token: admin, body });
    if (connected.status !== 201) throw new Error(await connected.text());
    return new GraphScene(admin, firstCustomer);
  }

  async token(name: string, ...scopes: string[]): Promise<string> {
    const answer = await call('POST', '/api/tokens', { token: this.admin, body: { name, scopes } });
    return (await answer.json<NewApiToken>()).token;
  }

  /** A customer writes. Returns the wamid. */
  async hears(from: string): Promise<string> {
    const wamid = `wamid.from.${from}.${crypto.randomUUID()}`;
    await post(webhook(scriptedNumber, text(from, wamid, Date.now() - 1_000, 'Hello')));
    return wamid;
  }

  /** A customer who has written, and whose pace no other test has used up. */
  async newCustomer(): Promise<string> {
    this.#next += 1;
    const customer = String(this.#next);
    await this.hears(customer);
    return customer;
  }
}

/** What Meta has received for a customer, oldest first. */
export async function sentTo(customer: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = await (await fetch('https://outside.example/messages')).json();
  return all.filter(({ to }) => to === customer);
}

export async function graphRefusal(answer: Promise<Response>) {
  const { status, ...rest } = await answer.then(async (one) => ({
    status: one.status,
    ...(await one.json<GraphErrorBody>()),
  }));
  return { status, code: rest.error.code, subcode: rest.error.error_subcode ?? null };
}

/** A number that answers automatically, before a Meta that takes everything, and the time that its turns wait for. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { AutomationChange } from '../../../worker/api/automation/settings.ts';
import type { Turn, TurnPage } from '../../../worker/api/automation/turns.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { MessagePage } from '../../../worker/api/conversations/teamwork.ts';
import type { Page } from '../../../worker/api/values.ts';
import { GraphScene, sentTo } from './graph-scene.ts';
import { scriptedNumber } from './meta/scripted-number.ts';
import { call, post, text, webhook } from './webhooks.ts';

export const turnNumber = scriptedNumber;
const path = `/api/inboxes/${scriptedNumber}`;

export interface Customer {
  phone: string;
  id: number;
}

export class TurnScene {
  readonly admin: string;
  #next: number;
  #written = 0;

  private constructor(admin: string, firstCustomer: number) {
    this.admin = admin;
    this.#next = firstCustomer;
  }

  static async begin(firstCustomer: number): Promise<TurnScene> {
    const { admin } = await GraphScene.begin(firstCustomer);
    return new TurnScene(admin, firstCustomer);
  }

  async automate(settings: AutomationChange): Promise<void> {
    const answer = await call('PUT', `${path}/automation`, { token: this.admin, body: settings });
    if (answer.status !== 200) throw new Error(await answer.text());
  }

  /** A customer who has just written this for the first time. */
  async newCustomer(words = 'Hello'): Promise<Customer> {
    this.#next += 1;
    const phone = String(this.#next);
    await this.writes({ phone }, words);
    const found = await call('GET', `${path}/conversations?search=${phone}`, { token: this.admin });
    const [row] = (await found.json<Page<Conversation>>()).rows;
    return { phone, id: row?.id ?? 0 };
  }

  async writes({ phone }: Pick<Customer, 'phone'>, words: string, at = Date.now()): Promise<void> {
    this.#written += 1;
    const wamid = `wamid.turn.${phone}.${this.#written}`;
    await post(webhook(scriptedNumber, text(phone, wamid, at, words)));
  }

  /** The customer has tapped a button of ours. */
  async taps({ phone }: Customer, id: string, title: string): Promise<void> {
    this.#written += 1;
    const message = {
      from: phone,
      id: `wamid.turn.${phone}.${this.#written}`,
      timestamp: String(Math.floor(Date.now() / 1000)),
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id, title } },
    };
    await post(webhook(scriptedNumber, { contacts: [{ wa_id: phone }], messages: [message] }));
  }

  /** Every customer has been quiet for long enough: what waits to be answered is answered. */
  async quiet(): Promise<void> {
    await this.comeDue();
    const inbox = env.INBOX.getByName(scriptedNumber);
    await vi.waitFor(async () => {
      const open = await runInDurableObject(inbox, (_, { storage }) =>
        storage.sql.exec('SELECT id FROM turn WHERE due_at IS NOT NULL').toArray(),
      );
      if (open.length > 0) throw new Error('A turn has not ended');
    });
  }

  /** What waits to be answered goes on, and may take its time. */
  async comeDue(): Promise<void> {
    const inbox = env.INBOX.getByName(scriptedNumber);
    await runInDurableObject(inbox, (_, { storage }) => {
      storage.sql.exec('UPDATE turn SET due_at = 0 WHERE due_at IS NOT NULL');
      storage.sql.exec("UPDATE job SET run_at = 0 WHERE lane = 'turn'");
    });
    await runDurableObjectAlarm(inbox);
  }

  /** As if everything in a conversation had happened so much earlier. */
  async letPass({ id }: Customer, milliseconds: number): Promise<void> {
    await runInDurableObject(env.INBOX.getByName(scriptedNumber), (_, { storage }) => {
      const { sql } = storage;
      sql.exec('UPDATE message SET sent_at = sent_at - ?1 WHERE conversation_id = ?2', milliseconds, id);
      sql.exec(
        `UPDATE conversation SET last_message_at = last_message_at - ?1, opened_at = opened_at - ?1,
           opened_hour = (opened_at - ?1) / 3600000, waiting_at = waiting_at - ?1 WHERE id = ?2`,
        ...[milliseconds, id],
      );
      sql.exec(
        'UPDATE turn SET began_at = began_at - ?1, ended_at = ended_at - ?1 WHERE conversation_id = ?2',
        ...[milliseconds, id],
      );
      sql.exec(
        'UPDATE conversation SET mode_at = mode_at - ?1, mode_until = mode_until - ?1 WHERE id = ?2',
        ...[milliseconds, id],
      );
    });
  }

  /** Conversations that were silent for long enough are resolved. */
  async lookForSilence(): Promise<void> {
    const inbox = env.INBOX.getByName(scriptedNumber);
    await runInDurableObject(inbox, (_, { storage }) => {
      storage.sql.exec("UPDATE job SET run_at = 0 WHERE lane = 'follow-up'");
    });
    await runDurableObjectAlarm(inbox);
    await vi.waitFor(async () => {
      const due = await runInDurableObject(inbox, (_, { storage }) =>
        storage.sql.exec("SELECT id FROM job WHERE lane = 'follow-up' AND run_at = 0").toArray(),
      );
      if (due.length > 0) throw new Error('Conversations are still being resolved');
    });
  }

  async now({ id }: Customer): Promise<Conversation> {
    return (await call('GET', `${path}/conversations/${id}`, { token: this.admin })).json<Conversation>();
  }

  async thread({ id }: Customer): Promise<MessagePage> {
    const answer = await call('GET', `${path}/conversations/${id}/messages`, { token: this.admin });
    return answer.json<MessagePage>();
  }

  /** The team's answer. */
  async answers({ id }: Customer, body = 'I am here'): Promise<Response> {
    return call('POST', `${path}/conversations/${id}/messages`, {
      token: this.admin,
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: { content: { type: 'text', text: { body } } },
    });
  }

  /** Newest first. */
  async turns({ id }: Customer): Promise<Turn[]> {
    const answer = await call('GET', `${path}/automation/turns?conversation=${id}`, { token: this.admin });
    return (await answer.json<TurnPage>()).rows;
  }

  /** The texts that Meta has received for a customer, oldest first. */
  async received({ phone }: Customer): Promise<string[]> {
    const all = await sentTo(phone);
    return all.map((message) => JSON.stringify(message.text ?? message.interactive ?? message));
  }
}

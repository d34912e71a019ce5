/** A number with agents who have its inbox open, for tests of how conversations are distributed. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, vi } from 'vitest';
import type { AssignmentChange } from '../../../../../worker/api/automation/assignment.ts';
import type {
  Conversation,
  ConversationPage,
} from '../../../../../worker/api/conversations/conversations.ts';
import type { Entry, MessagePage } from '../../../../../worker/api/conversations/teamwork.ts';
import type { NewTeam, Team } from '../../../../../worker/api/people/teams.ts';
import { inboxOf } from '../../../../../worker/objects.ts';
import { openPage, type Page } from '../../../support/live-socket.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../../support/webhooks.ts';

type Assigned = Extract<Entry, { type: 'assigned' }>;

let messages = 0;

export class Scene {
  readonly admin: string;
  readonly number: string;
  readonly path: string;
  #tokens = new Map<string, string>();
  #pages = new Map<string, Page>();

  private constructor(admin: string, number: string) {
    this.admin = admin;
    this.number = number;
    this.path = `/api/inboxes/${number}`;
  }

  static async of(number: string, agents: readonly string[]): Promise<Scene> {
    const admin = await signIn();
    await connectNumber(admin, number);
    const scene = new Scene(admin, number);
    for (const name of agents) await scene.hire(name);
    return scene;
  }

  async hire(name: string): Promise<void> {
    this.#tokens.set(name, await siteSession(this.admin, { sub: name, name }));
  }

  /** The admin's, without a name. */
  token(name: string): string {
    return this.#tokens.get(name) ?? this.admin;
  }

  async opens(...names: string[]): Promise<void> {
    for (const name of names) {
      if (this.#pages.has(name)) continue;
      this.#pages.set(name, await openPage(this.token(name), this.number));
    }
  }

  async closes(...names: string[]): Promise<void> {
    for (const name of names) {
      this.#pages.get(name)?.socket.close();
      this.#pages.delete(name);
    }
    const stub = inboxOf(env, this.number);
    const open = () =>
      runInDurableObject(stub, (_, state) =>
        state.getWebSockets().filter(({ readyState }) => readyState === WebSocket.READY_STATE_OPEN),
      );
    await vi.waitFor(async () => expect(await open()).toHaveLength(this.#pages.size));
  }

  closesAll(): Promise<void> {
    return this.closes(...this.#pages.keys());
  }

  async set(settings: AssignmentChange): Promise<void> {
    const answer = await call('PUT', `${this.path}/automation/assignment`, {
      token: this.admin,
      body: settings,
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
  }

  async team(team: NewTeam): Promise<Team> {
    const answer = await call('POST', '/api/teams', { token: this.admin, body: team });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return answer.json();
  }

  /** A customer writes. Returns their conversation. */
  async writes(from: string, at = Date.now() - 60_000 + messages): Promise<Conversation> {
    await post(webhook(this.number, text(from, `wamid.scene.${messages++}`, at, 'Hello')));
    const listed = await call('GET', `${this.path}/conversations?limit=100`, { token: this.admin });
    const found = (await listed.json<ConversationPage>()).rows.find(({ contact }) => contact.phone === from);
    if (!found) throw new Error('The conversation is not in the list');
    return found;
  }

  async sees({ id }: Pick<Conversation, 'id'>): Promise<Conversation> {
    return (await call('GET', `${this.path}/conversations/${id}`, { token: this.admin })).json();
  }

  async assignee(conversation: Pick<Conversation, 'id'>): Promise<string | null> {
    return (await this.sees(conversation)).assignee?.name ?? null;
  }

  async does(name: string, { id }: Pick<Conversation, 'id'>, what: string, body: object): Promise<Response> {
    return call('PUT', `${this.path}/conversations/${id}/${what}`, { token: this.token(name), body });
  }

  async replies(name: string, { id }: Pick<Conversation, 'id'>): Promise<void> {
    const answer = await call('POST', `${this.path}/conversations/${id}/messages`, {
      token: this.token(name),
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: { content: { type: 'text', text: { body: 'Hello' } } },
    });
    expect(answer.status, await answer.clone().text()).toBe(201);
  }

  /** Its assignments, oldest first. */
  async assignments({ id }: Pick<Conversation, 'id'>): Promise<Assigned[]> {
    const answer = await call('GET', `${this.path}/conversations/${id}/messages`, { token: this.admin });
    const { entries } = await answer.json<MessagePage>();
    return entries.filter((entry) => entry.type === 'assigned').reverse();
  }

  /** Runs what is due. */
  async alarm(): Promise<void> {
    await runDurableObjectAlarm(inboxOf(env, this.number));
  }

  async rows<Row extends Record<string, SqlStorageValue>>(query: string): Promise<Row[]> {
    return runInDurableObject(inboxOf(env, this.number), (_, { storage }) =>
      storage.sql.exec<Row>(query).toArray(),
    );
  }
}

/** What a deployment has stored under an earlier version of the tables is there, whole, under this one. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { migrations as inboxSteps } from '../../../worker/inbox/schema.ts';
import { migrate, type Step } from '../../../worker/migrate.ts';
import { inboxOf } from '../../../worker/objects.ts';
import { parseWebhook } from '../../../worker/whatsapp/receiving/webhook.ts';
import { migrations as workspaceSteps } from '../../../worker/workspace/schema.ts';
import { hashOf } from '../../../worker/workspace/secrets/secrets.ts';
import { masterKeysIn, openVault } from '../../../worker/workspace/secrets/vault.ts';
import { workspaceNamed } from '../support/stubs.ts';
import { webhook } from '../support/webhooks.ts';

const now = Date.now();
const hour = 60 * 60_000;

/** An object as an older deployment has left it: its tables, and what was written into them by the version that made them. */
async function writtenBefore(
  stub: DurableObjectStub,
  steps: readonly Step[],
  version: number,
  rows: Readonly<Record<number, string>>,
): Promise<void> {
  await runInDurableObject(stub, async (_, { storage }) => {
    await storage.deleteAll();
    for (let since = 1; since <= version; since++) {
      migrate(storage, steps.slice(0, since));
      if (rows[since]) storage.sql.exec(rows[since] ?? '');
    }
  });
  await evictDurableObject(stub);
}

const image = JSON.stringify({
  from: '15550100001',
  id: 'wamid.before',
  timestamp: String(Math.floor(now / 1000)),
  type: 'image',
  image: { id: '1234567890', mime_type: 'image/jpeg', caption: 'This one?' },
});
const answer = JSON.stringify({ type: 'text', text: { body: 'Yes, that one.' } });

const inboxRows: Readonly<Record<number, string>> = {
  1: `
    INSERT INTO conversation (id, seq, opened_at, unread, last_message_at, last_message_id)
      VALUES (1, 4, ${now - hour}, 1, ${now - hour + 1000}, 3);
    UPDATE conversation SET profile_name = 'Ada Before', profile_name_at = 1 WHERE id = 1;
    INSERT INTO alias (kind, key, value, since, conversation_id)
      VALUES ('phone', '15550100001', '15550100001', ${now - hour}, 1);
    INSERT INTO message (id, conversation_id, seq, origin, direction, wamid, sent_at, body)
      VALUES (2, 1, 2, 'message', 'in', 'wamid.before', ${now - hour}, '${image}');
    INSERT INTO message (id, conversation_id, seq, origin, direction, wamid, sent_at, body, key, reply_to, status, author)
      VALUES (3, 1, 3, 'send', 'out', 'wamid.answer', ${now - hour + 1000}, '${answer}', 'key-before', 'wamid.before',
              'delivered', '{"type":"agent","id":"admin","name":"Admin"}');
    INSERT INTO reaction (target, direction, emoji, at, wamid, conversation_id, body) VALUES ('wamid.answer', 'in', '👍', ${now - hour}, 'wamid.reaction', 1, '{}');
    INSERT INTO status (wamid, status, at, errors, body) VALUES ('wamid.answer', 'delivered', ${now - hour + 2000}, NULL, '{}');
    INSERT INTO attempt (id, message_id, state, started_at, wamid)
      VALUES ('attempt-before', 3, 'accepted', ${now - hour}, 'wamid.answer');
    INSERT INTO notice (id, field, at, unread_because, digest, body) VALUES (1, 'account_update', 1, NULL, 'digest', '{}');
  `,
  2: "INSERT INTO media (message_id, state, object, mime_type, size, error) VALUES (2, 'stored', 'before/received/2', 'image/jpeg', 4711, NULL);",
  3: "UPDATE attempt SET ended_at = started_at + 1 WHERE id = 'attempt-before';",
  4: `UPDATE conversation SET marketing_stopped = 1, marketing_at = ${now - hour};`,
  7: `UPDATE conversation SET consent = '{"at":1,"source":"Checkout"}';
      INSERT INTO setting (name, value) VALUES ('policy',
        '{"stopWords":{"stop":["ENOUGH"],"resume":[]},"nudge":null,"identityCheck":true}');`,
};

describe('an inbox', () => {
  for (let version = 1; version < inboxSteps.length; version++) {
    it(`an inbox of schema ${version} keeps its conversations and messages with their statuses`, async () => {
      const inbox = inboxOf(env, `upgrade-${version}`);
      await writtenBefore(env.INBOX.get(inbox.id), inboxSteps, version, inboxRows);
      const { rows } = await inbox.conversations.search({ text: 'ada', phone: null }, { limit: 10 }, 'admin');
      expect(rows).toMatchObject([
        {
          id: 1,
          // Answered, so no customer is waiting.
          unread: 0,
          state: 'open',
          waitingSince: null,
          contact: { name: 'Ada Before', phone: '15550100001' },
          window: { expiresAt: now - hour + 24 * hour },
          marketingStoppedAt: version >= 4 ? now - hour : null,
          consent: version >= 7 ? { source: 'Checkout' } : null,
        },
      ]);
      const page = await inbox.messages.list(1, {}, 10);
      expect(page.rows).toMatchObject([
        {
          wamid: 'wamid.answer',
          key: 'key-before',
          status: 'delivered',
          author: { type: 'agent', name: 'Admin' },
          quoted: { message: { id: 2 } },
          reactions: [{ emoji: '👍' }],
        },
        {
          wamid: 'wamid.before',
          content: { type: 'image', image: { caption: 'This one?' } },
          media: version >= 2 ? { state: 'stored', size: 4711 } : { state: 'remote' },
        },
      ]);
      const { events } = await inbox.messages.history(3);
      expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['sending', 'delivered']));
      const { stopWords } = await inbox.number.policy();
      expect(stopWords.other.stop.includes('ENOUGH')).toBe(version >= 7);
    });
  }
});

describe('a contact whose ids were merged before ids were kept as evidence', () => {
  const identityStep = inboxSteps.findIndex(
    (step) => typeof step === 'string' && step.includes('CREATE TABLE identity_link'),
  );
  const message = (id: number, wamid: string, ids: object) =>
    `INSERT INTO message (id, conversation_id, seq, origin, direction, wamid, sent_at, body)
       VALUES (${id}, 1, ${id}, 'message', 'in', '${wamid}', ${now - hour + id}, '${JSON.stringify({
         ...{ ...ids, id: wamid, timestamp: String(Math.floor(now / 1000)), type: 'text' },
         text: { body: wamid },
       })}');`;
  const rows = {
    1: `
      INSERT INTO conversation (id, seq, opened_at, last_message_at, last_message_id)
        VALUES (1, 9, ${now - hour}, ${now - hour + 4}, 4);
      INSERT INTO alias (kind, key, value, since, conversation_id) VALUES
        ('phone', '15550100001', '15550100001', ${now - 3 * hour}, 1),
        ('phone', '15550100002', '15550100002', ${now - hour}, 1),
        ('user_id', 'US.1001', 'US.1001', ${now - 3 * hour}, 1),
        ('user_id', 'US.1002', 'US.1002', ${now - hour}, 1);
      ${message(2, 'wamid.first', { from: '15550100001', from_user_id: 'US.1001' })}
      ${message(3, 'wamid.second', { from: '15550100002' })}
      ${message(4, 'wamid.third', { from_user_id: 'US.1002' })}
      INSERT INTO merge (seq, gone, into_id) VALUES (8, 2, 1);
    `,
  };

  for (const [name, ids] of Object.entries({
    'the first number': { from: '15550100001' },
    'the second number': { from: '15550100002' },
    'the first user id': { from_user_id: 'US.1001' },
    'the second user id': { from_user_id: 'US.1002' },
    'a number and a user id together': { from: '15550100001', from_user_id: 'US.1002' },
  })) {
    it(`a contact whose ids were merged earlier stays one when they write under ${name}`, async () => {
      expect(identityStep).toBeGreaterThan(0);
      const inbox = inboxOf(env, `upgrade-merged ${name}`);
      await writtenBefore(env.INBOX.get(inbox.id), inboxSteps, identityStep, rows);
      const timestamp = String(Math.floor(now / 1000));
      const next = { ...ids, id: 'wamid.next', timestamp, type: 'text', text: { body: 'Next' } };
      await inbox.receiving.receive(
        parseWebhook(JSON.parse(webhook('1', { messages: [next] }))).map(({ event }) => event),
      );
      const { rows: list } = await inbox.conversations.list({ agentId: 'admin', sort: 'newest', limit: 10 });
      expect(list.map(({ id }) => id)).toEqual([1]);
      const page = await inbox.messages.list(1, {}, 10);
      expect(page.rows.map(({ wamid }) => wamid)).toEqual([
        'wamid.next',
        'wamid.third',
        'wamid.second',
        'wamid.first',
      ]);
      // Who names the conversation that it was merged from finds it.
      expect((await inbox.conversations.get(2, 'admin')).id).toBe(1);
    });
  }
});

describe('the workspace', () => {
  const number = '106540352242900';

  async function rows(): Promise<Readonly<Record<number, string>>> {
    const vault = await openVault(masterKeysIn(env));
    const accessToken = await vault.seal('EAAG-before', `${number}/access_token`);
    const verifyToken = await vault.seal('verify-before', 'verify_token');
    return {
      1: `
        INSERT INTO connection (phone_number_id, waba_id, display_phone_number, name, access_token, app_secret)
          VALUES ('${number}', '419561257915477', '+1 555 078 3881', 'Before', '${accessToken}', NULL);
        INSERT INTO agent (id, name, role) VALUES ('ana', 'Ana Before', 'admin');
        INSERT INTO session (id, token_hash, agent_id, created_at, used_at)
          VALUES ('s', '${await hashOf('session-before')}', 'ana', ${now}, ${now});
        INSERT INTO setting (name, value) VALUES ('verify_token', '${verifyToken}');
        INSERT INTO allowed_origin (origin) VALUES ('https://shop.example');
        INSERT INTO kept (id, digest, reason, phone_number_id, waba_id, at) VALUES (1, 'digest', 'unknown', '999', '419561257915477', ${now});
        INSERT INTO kept_part (kept_id, part, text) VALUES (1, 0, '{}');
      `,
      2: "UPDATE connection SET receipts = 'never', messages_per_second = 20;",
      4: 'UPDATE connection SET longest_text = 1000;',
      5: `UPDATE session SET expires_at = ${now + hour};
          INSERT INTO passkey (id, agent_id, name, public_key, counter, created_at, used_at) VALUES ('credential', 'ana', 'Laptop', x'00', 0, ${now}, ${now});
          INSERT INTO audit (at, agent_id, agent_name, action, subject)
            VALUES (${now}, 'ana', 'Ana Before', 'number.connect', '+1 555 078 3881');`,
      7: 'UPDATE connection SET inbox = phone_number_id;',
    };
  }

  for (let version = 1; version < workspaceSteps.length; version++) {
    it(`a workspace of schema ${version} keeps its numbers, secrets, team and settings`, async () => {
      const workspace = workspaceNamed(`upgrade-${version}`);
      await writtenBefore(env.WORKSPACE.get(workspace.id), workspaceSteps, version, await rows());
      expect(await workspace.numbers.list()).toMatchObject([
        {
          id: number,
          name: 'Before',
          enabled: true,
          receipts: version >= 2 ? 'never' : 'on-open',
          messagesPerSecond: version >= 2 ? 20 : 80,
          longestText: version >= 4 ? 1000 : 4096,
        },
      ]);
      expect(await workspace.numbers.credentials(number)).toMatchObject({ accessToken: 'EAAG-before' });
      expect(await workspace.setup.verifyToken()).toBe('verify-before');
      expect(await workspace.sessions.find('session-before')).toMatchObject({
        agent: { id: 'ana', name: 'Ana Before', role: 'admin' },
      });
      expect(await workspace.sites.origins()).toEqual(['https://shop.example']);
      expect(await workspace.unrouted.numbers()).toMatchObject([{ phoneNumberId: '999', events: 1 }]);
      expect(await workspace.team.list()).toMatchObject([{ id: 'ana', passkeys: version >= 5 ? 1 : 0 }]);
      const { rows: entries } = await workspace.team.auditLog(null, 10);
      expect(entries).toHaveLength(version >= 5 ? 1 : 0);
    });
  }
});

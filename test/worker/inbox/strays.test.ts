/** Edits, revocations and reactions that arrive before their message, in unexpected forms. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { inboxOf } from '../../../worker/objects.ts';
import { parseWebhook } from '../../../worker/whatsapp/receiving/webhook.ts';
import { webhook } from '../support/webhooks.ts';

const second = 1_000;
const now = Math.floor(Date.now() / second) * second;
const from = '15550970001';

const eventsIn = (body: string) => parseWebhook(JSON.parse(body)).map(({ event }) => event);
const message = (id: string, at: number, content: object) =>
  webhook('1', { messages: [{ from, id, timestamp: String(at / second), ...content }] });
const hello = (id: string, at: number) =>
  eventsIn(message(id, at, { type: 'text', text: { body: 'Hello' } }));
const about = {
  reaction: (target: string) => ({ type: 'reaction', reaction: { message_id: target, emoji: '👍' } }),
  revoke: (target: string) => ({ type: 'revoke', revoke: { original_message_id: target } }),
  edit: (target: string) => ({
    type: 'edit',
    edit: { original_message_id: target, message: { type: 'text', text: { body: 'Hi' } } },
  }),
};

async function stateOf(name: string, deliveries: readonly ReturnType<typeof eventsIn>[]) {
  const inbox = inboxOf(env, name);
  for (const events of deliveries) await inbox.receiving.receive(events);
  const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
  const thread = (await inbox.messages.list(rows[0]?.id ?? 0, {}, 20)).rows;
  const notices = (await inbox.receiving.rawEvents('notice', Number.MAX_SAFE_INTEGER, 10)).rows;
  return { rows, thread, problems: notices.flatMap(({ problem }) => problem ?? []) };
}

describe.each(Object.entries(about))('%s: a change that arrives before its message', (kind, content) => {
  it.each([
    ['nested a thousand levels deep', `${'['.repeat(1_500)}${']'.repeat(1_500)}`],
    ['longer than a row', JSON.stringify('x'.repeat(700_000))],
  ])('and is %s does not keep its message out', async (_, value) => {
    const stray = message('wamid.stray', now - 9 * second, { ...content('wamid.target'), extra: 'HERE' });
    const { thread, problems } = await stateOf(`stray ${kind} ${value.length}`, [
      eventsIn(stray.replace('"HERE"', value)),
      hello('wamid.target', now - 10 * second),
    ]);
    expect(problems).toEqual([]);
    const target = thread.find(({ wamid }) => wamid === 'wamid.target');
    const shown = {
      reaction: { reactions: [{ emoji: '👍' }] },
      revoke: { revokedAt: now - 9 * second },
      edit: { content: { text: { body: 'Hi' } } },
    }[kind];
    expect(target).toMatchObject(shown ?? {});
  });
});

describe('a reaction to a message that is not here', () => {
  it('a reaction from a clock that runs ahead does not stay on top of the list', async () => {
    const year = 365 * 24 * 60 * 60 * second;
    const { rows, thread } = await stateOf('reaction ahead', [
      eventsIn(message('wamid.ahead', now + year, about.reaction('wamid.unknown'))),
      hello('wamid.later', now + second),
    ]);
    expect(rows[0]?.lastMessageAt).toBeLessThan(now + year / 2);
    expect(thread.map(({ wamid }) => wamid)).toContain('wamid.ahead');
  });

  it('a reaction is read completely when a longer one was in its place before', async () => {
    const long = { ...about.reaction('wamid.unknown'), extra: 'x'.repeat(700_000) };
    const { thread } = await stateOf('reaction shorter', [
      eventsIn(message('wamid.long', now - 5 * second, long)),
      eventsIn(message('wamid.short', now - 4 * second, about.reaction('wamid.unknown'))),
    ]);
    expect(thread.map(({ wamid, content }) => [wamid, content.type])).toEqual([['wamid.short', 'reaction']]);
  });
});

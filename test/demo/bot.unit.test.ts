/** The example bot of the demo, asked as the bot hook asks. */
import { createServer } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { type Bot, planFor, startBot } from '../../demo/bot.ts';
import { listening } from '../listening.ts';

let bot: Bot | undefined;
let lines: string[] = [];

afterEach(() => bot?.stop());

async function ask(text: string, answerAt = 'http://127.0.0.1:9/'): Promise<Response> {
  lines = [];
  bot = await startBot({ port: 0, log: (line) => lines.push(line), lookUpMs: 50 });
  const turn = { id: 7, token: 'turn_7', expiresAt: Date.now() + 60_000, answerAt };
  const messages = [{ content: { type: 'text', text: { body: text } } }];
  const event = { id: 'evt_1', type: 'turn.started', data: { turn, contact: { name: 'Ada' }, messages } };
  return fetch(bot.address, { method: 'POST', body: JSON.stringify(event) });
}

it('the bot greets a customer by name at once, and says what it was asked', async () => {
  const answered = await ask('Good morning');
  expect(answered.status).toBe(200);
  const { actions } = await answered.json();
  expect(actions).toMatchObject([
    { type: 'reply', content: { text: { body: expect.stringContaining('Hello Ada!') } } },
  ]);
  expect(lines).toEqual(['Turn 7: “Good morning”', 'Turn 7: answered at once']);
});

it('the bot leaves a customer who wants a person to the team', () => {
  expect(planFor('I want to talk to a PERSON', null)).toMatchObject({
    type: 'now',
    actions: [{ type: 'reply' }, { type: 'note' }, { type: 'hand-over' }],
  });
});

it('the bot answers about an order later, with the token of the turn', async () => {
  const received: { authorization: string | undefined; body: string }[] = [];
  const inbox = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    received.push({ authorization: request.headers.authorization, body });
    response.end('{}');
  });
  const port = await listening(inbox, '127.0.0.1');
  const answered = await ask('Where is my order?', `http://127.0.0.1:${port}/`);
  expect(answered.status).toBe(202);
  await vi.waitFor(() => expect(lines).toContain('Turn 7: answered later'));
  expect(received).toMatchObject([
    { authorization: 'Bearer turn_7', body: expect.stringContaining('arrives on Monday') },
  ]);
  inbox.close();
});

it('the bot fails where it is asked to, and refuses what is no turn', async () => {
  expect((await ask('Please fail')).status).toBe(500);
  const other = await fetch(bot?.address ?? '', { method: 'POST', body: '{"type":"message.received"}' });
  expect(other.status).toBe(422);
});

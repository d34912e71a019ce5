/**
 * Random days of one conversation, beside a model of who answers: the table in docs/bots.md. Whatever happens in whatever
 * order, no message of the bot is accepted while a person answers, and the bot is not given what came to a person.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, expect, inject, it, vi } from 'vitest';
import type { Author } from '../../../../worker/api/conversations/messages.ts';
import type { TeamCommand } from '../../../../worker/api/conversations/teamwork.ts';
import type { Agent } from '../../../../worker/api/people/sessions.ts';
import { isApiError } from '../../../../worker/errors.ts';
import { eventsAfter } from '../../../../worker/inbox/events/event-rows.ts';
import { type Parts, wireParts } from '../../../../worker/inbox/parts.ts';
import { conversationRow } from '../../../../worker/inbox/records/rows.ts';
import { sharedConversation } from '../../../../worker/inbox/records/wire.ts';
import { acceptMessage } from '../../../../worker/inbox/sending/accept-message.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { begins, endpoint } from '../../support/event-world.ts';
import { text, webhook } from '../../support/webhooks.ts';

const minute = 60_000;
const resumeAfterMinutes = 60;
const timer = resumeAfterMinutes * minute;
const customer = '15550994001';
const ana: Agent = { id: 'ana', name: 'Ana', role: 'agent' };
const token: Agent = { id: 'token/bot', name: 'Order bot', role: 'api-token' };

const steps = [
  ...['customer', 'customer', 'bot', 'bot', 'agent', 'phone'],
  ...['take-over', 'resume', 'off', 'hand-over', 'resolve', 'assign', 'unassign'],
] as const;
type Step = (typeof steps)[number] | number;

afterEach(() => {
  vi.useRealTimers();
});

/** What docs/bots.md says. */
class Model {
  mode: 'automatic' | 'person' | 'off' = 'automatic';
  until: number | null = null;
  isResolved = false;
  assignee: string | null = null;
  /** By the id of its event: whether the bot may get the customer's message, unless an agent has taken over since. */
  readonly forBot = new Map<number, boolean>();

  get now(): 'automatic' | 'person' | 'off' {
    const isOver = this.mode === 'person' && this.until !== null && this.until <= Date.now();
    return isOver ? 'automatic' : this.mode;
  }

  person(): void {
    if (this.mode !== 'off') this.#set('person', Date.now() + timer);
  }

  do(step: Exclude<Step, number>): void {
    switch (step) {
      case 'customer':
        this.isResolved = false;
        if (this.mode === 'person' && this.now === 'automatic') this.#set('automatic');
        return;
      case 'bot':
        if (this.mode === 'person' && this.now === 'automatic') this.#set('automatic');
        return;
      case 'agent':
      case 'phone':
      case 'take-over':
        this.person();
        return;
      case 'resume':
        if (this.mode !== 'automatic') this.#set('automatic');
        return;
      case 'off':
        if (this.mode !== 'off') this.#set('off');
        return;
      case 'hand-over':
        if (this.now === 'automatic') this.#set('person');
        return;
      case 'resolve':
        if (!this.isResolved && this.mode === 'person') this.#set('automatic');
        this.isResolved = true;
        return;
      case 'assign':
        if (this.assignee !== ana.id) this.person();
        this.assignee = ana.id;
        return;
      case 'unassign':
        this.assignee = null;
    }
  }

  #set(mode: Model['mode'], until: number | null = null): void {
    this.mode = mode;
    this.until = until;
    // What came before is never given to the bot again.
    if (mode === 'automatic') for (const seq of this.forBot.keys()) this.forBot.set(seq, false);
  }
}

let written = 0;
function eventsOf(field: 'messages' | 'smb_message_echoes', value: Record<string, unknown>) {
  const body = JSON.parse(webhook('1', value));
  body.entry[0].changes[0].field = field;
  return parseWebhook(body).map(({ event }) => event);
}

async function receive({ reception }: Parts, isEcho: boolean): Promise<void> {
  written += 1;
  const wamid = `wamid.model-${written}`;
  if (!isEcho) return reception.receive(eventsOf('messages', text(customer, wamid, Date.now(), 'Hello')));
  const timestamp = String(Math.floor(Date.now() / 1000));
  const echo = {
    from: '15550783881',
    to: customer,
    id: wamid,
    timestamp,
    type: 'text',
    text: { body: 'Hi' },
  };
  return reception.receive(eventsOf('smb_message_echoes', { message_echoes: [echo] }));
}

/** Returns the code of the refusal. */
async function send(parts: Parts, sql: SqlStorage, author: Author): Promise<string | null> {
  const { changes, outbox, modes } = parts;
  written += 1;
  const order = { to: { conversationId: 1 }, key: `key-${written}`, author };
  const content = { type: 'text', text: { body: 'Hi' } };
  const admitBot = (id: number, by: { id: string; name: string }) => modes.admit(id, by);
  try {
    await acceptMessage(
      sql,
      { env, inbox: '1', changes, outbox, admitBot, sendsFiles: async () => true },
      { ...order, content },
    );
    return null;
  } catch (error) {
    if (isApiError(error)) return error.code;
    throw error;
  }
}

function command(parts: Parts, sql: SqlStorage, step: Step): string | null {
  const commands: Partial<Record<Step, TeamCommand>> = {
    'take-over': { type: 'mode', mode: 'person' },
    resume: { type: 'mode', mode: 'automatic' },
    off: { type: 'mode', mode: 'off' },
    'hand-over': { type: 'hand-over' },
    resolve: { type: 'state', state: 'resolved' },
    assign: { type: 'assign', to: ana.id },
    unassign: { type: 'assign', to: null },
  };
  const wanted = commands[step];
  const row = conversationRow(sql, 1);
  if (!wanted || !row) return null;
  const by = step === 'hand-over' ? token : ana;
  const assignee = step === 'assign' ? ana : null;
  try {
    parts.changes.transaction(() =>
      parts.team.run(row, by, { command: wanted, assignee, team: null, labels: [] }),
    );
    return null;
  } catch (error) {
    if (isApiError(error)) return error.code;
    throw error;
  }
}

async function play(parts: Parts, sql: SqlStorage, day: readonly Step[]): Promise<void> {
  const [hook] = [endpoint('bot')];
  parts.webhooks.subscribe({
    ...{
      version: 1,
      number: {
        phoneNumberId: '1',
        wabaId: '2',
        displayPhoneNumber: '+1 555 0100',
        name: 'Pottery',
        language: null,
      },
    },
    ...{ origin: null, isPolled: false, endpoints: [hook], isAutomationPaused: false },
    bot: { webhook: hook.id, resumeAfterMinutes, answerSeconds: 120, isPaused: false },
  });
  const model = new Model();
  for (const step of ['customer', ...day] as const) {
    if (typeof step === 'number') {
      vi.setSystemTime(Date.now() + step);
    } else if (step === 'customer' || step === 'phone') {
      const before = parts.changes.last;
      await receive(parts, step === 'phone');
      model.do(step);
      const [event] = eventsAfter(sql, before, 100).filter(({ type }) => type === 'message.received');
      if (event) model.forBot.set(event.seq, model.mode === 'automatic');
    } else if (step === 'bot' || step === 'agent') {
      const { id, name } = step === 'bot' ? token : ana;
      const isFree = model.now === 'automatic';
      const refusal = await send(parts, sql, {
        type: 'agent',
        id,
        name,
        ...(step === 'bot' && { isBot: true }),
      });
      if (step === 'bot' && !isFree) expect(refusal).toBe('bot_paused');
      // No message can be sent once the reply window is closed.
      else if (refusal !== 'window_closed') {
        expect(refusal).toBeNull();
        model.do(step);
      }
    } else {
      const refusal = command(parts, sql, step);
      if (step === 'take-over' && model.mode === 'off') expect(refusal).toBe('automation_off');
      else {
        expect(refusal).toBeNull();
        model.do(step);
      }
    }
    // Beside the commands runs what they have begun.
    await scheduler.wait(0);
    const row = conversationRow(sql, 1);
    if (!row) throw new Error('The customer has written');
    const { mode, modeUntil, handledBy, waitingSince } = sharedConversation(sql, row);
    expect([step, mode, modeUntil]).toEqual([step, model.now, model.now === 'person' ? model.until : null]);
    if (handledBy === 'bot') expect([mode, waitingSince]).toEqual(['automatic', null]);
    const [lane] = parts.deliveries.lanes;
    const given = eventsAfter(sql, 0, 1_000).filter(
      (event) => model.forBot.has(event.seq) && lane?.wants(event),
    );
    const allowed = model.mode === 'automatic' ? [...model.forBot].filter(([, isHis]) => isHis) : [];
    expect(given.map(({ seq }) => seq)).toEqual(allowed.map(([seq]) => seq));
  }
}

it('in any random sequence, the bot answers only in the modes that allow it', {
  timeout: 300_000,
}, async () => {
  vi.stubGlobal('fetch', async () => new Response('unavailable', { status: 503 }));
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<Step>(...steps) },
    { weight: 1, arbitrary: fc.constantFrom<Step>(10 * 1_000, 20 * minute, 61 * minute) },
  );
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (day) => {
      round += 1;
      vi.useFakeTimers({ toFake: ['Date'], now: begins });
      await runInDurableObject(env.INBOX.getByName(`modes-model-${round}`), (_, state) => {
        state.storage.sql.exec('DELETE FROM job');
        return play(wireParts(state, env), state.storage.sql, day);
      });
    }),
    { numRuns: inject('isLong') ? 1_000 : 40 },
  );
});

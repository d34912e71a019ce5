/**
 * A number whose customers, team, bot and object do whatever chance says. What happens follows from the seed. Templates and
 * saved replies are those of a connected number: the Workspace is the real one.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { vi } from 'vitest';
import { assistantSettings } from '../../../worker/api/automation/assistant.ts';
import { botHookSettings } from '../../../worker/api/automation/bot-hook.ts';
import { newMenu } from '../../../worker/api/automation/menus.ts';
import { newRule } from '../../../worker/api/automation/rules.ts';
import { automationSettings } from '../../../worker/api/automation/settings.ts';
import { businessHours } from '../../../worker/api/numbers/hours.ts';
import { isApiError } from '../../../worker/errors.ts';
import { BotTurns } from '../../../worker/inbox/automation/bot-turns.ts';
import { join } from '../../../worker/inbox/contacts/join.ts';
import { changeHours } from '../../../worker/inbox/number/hours.ts';
import { type Parts, wireParts } from '../../../worker/inbox/parts.ts';
import type { Job } from '../../../worker/inbox/records/changes/jobs.ts';
import {
  type ConversationRow,
  conversationRow,
  type MessageRow,
} from '../../../worker/inbox/records/rows.ts';
import { type TurnRow, turnOfKey } from '../../../worker/inbox/records/turn-rows.ts';
import { parseWebhook } from '../../../worker/whatsapp/receiving/webhook.ts';
import { scriptedNumber } from './meta/scripted-number.ts';
import { randomOf } from './random.ts';
import { laterAnswer, modelAnswer, SimulatedBot } from './simulated-bot.ts';
import {
  ana,
  isOpenInBerlin,
  listTemplate,
  orderReply,
  picture,
  subscriptionsOf,
  type World,
} from './simulated-world.ts';
import { text, webhook } from './webhooks.ts';

const second = 1_000;
export const minute = 60 * second;
const hour = 60 * minute;
export const day = 24 * hour;
/** The night in which summer time ends in Berlin. */
const begins = Date.UTC(2100, 9, 29, 6);
const customers = 6;
export const limits = { inTenMinutes: 3, inHour: 6, inDay: 20, inMonth: null };
const sayings = [
  ...['price', 'What is the price?', 'hello', 'hello there', 'menu', '1', '2', 'something else', 'mark this'],
  ...['human', 'refund', 'STOP', 'START', 'resolve me', '👍'],
  ...['picture', 'a picture please', 'my order', 'order?', 'the list', 'list'],
];

export interface Sent {
  turn: TurnRow;
  message: MessageRow;
  conversation: ConversationRow;
  /** What was true when it was queued. */
  isPaused: boolean;
  isOpen: boolean;
}

export class Scene {
  readonly sent: Sent[] = [];
  readonly merged = new Set<number>();
  readonly bot = new SimulatedBot();
  /** Answers by the API that were taken, by the messages that they answer. */
  readonly taken = new Map<string, Set<string>>();
  deaths = 0;
  refusals = 0;
  /** Answers that were taken for other messages. */
  misplaced = 0;
  parts!: Parts;
  #state: DurableObjectState;
  #random: () => number;
  #written = 0;
  #dies: 'before' | 'after' | null = null;

  constructor(state: DurableObjectState, seed: number, world: World) {
    this.#state = state;
    this.#random = randomOf(seed);
    this.wake();
    const {
      automation,
      changes,
      rules,
      menus,
      media,
      webhooks,
      hookStore,
      assistantSettings: assistant,
    } = this.parts;
    webhooks.subscribe(subscriptionsOf(world.webhook));
    const hours = v.parse(businessHours, {
      timeZone: 'Europe/Berlin',
      week: { monday: '09:00-17:00', saturday: '09:00-12:00', sunday: '01:00-04:00' },
    });
    const reply = (body: string) => ({ type: 'reply', content: { type: 'text', text: { body } } });
    const names = { labels: [], people: [{ id: ana.id, name: ana.name }] };
    const rule = (name: string, words: string[], actions: unknown[], more: object = {}) =>
      rules.put(
        name,
        v.parse(newRule, { name, match: { type: 'contains', words }, actions, cooldownMinutes: 5, ...more }),
        names,
      );
    media.addUpload(
      {
        ...{ id: picture, object: `${scriptedNumber}/sent/${picture}`, mimeType: 'image/png', size: 3 },
        ...{ filename: 'a.png', graphId: null, pixels: null },
      },
      Date.now(),
    );
    changes.transaction(() => {
      changeHours(this.sql, changes, hours);
      hookStore.change(
        v.parse(botHookSettings, {
          ...{
            when: seed % 2 === 0 ? 'rule' : 'outside-hours',
            webhook: world.webhook.id,
            answerSeconds: 3_600,
          },
          fallback: this.pick(['team', 'away', 'hand-over']),
        }),
      );
      // If the assistant always answers, no welcome is sent.
      const mode = seed % 2 === 0 ? 'always' : 'suggest';
      assistant.change(v.parse(assistantSettings, { mode, provider: 'own' }));
      automation.change(
        v.parse(automationSettings, {
          ...{ welcome: { text: { en: 'Welcome' } }, away: { text: { en: 'Closed' } }, limits },
          ...{
            stopReply: { en: 'Stopped' },
            handOver: { words: ['human'], reply: { en: 'A person comes' } },
          },
          resumeAfterMinutes: 60,
        }),
      );
      const option = { id: 'a', title: 'First', actions: [reply('The first')] };
      menus.put({
        id: 'menu',
        menu: v.parse(newMenu, {
          name: 'Menu',
          repeatText: 'Again',
          questions: [
            {
              id: 'q',
              text: 'Which?',
              options: [option, { ...option, id: 'b', title: 'Second', actions: [{ type: 'hand-over' }] }],
            },
          ],
        }),
        names,
      });
      rule('mark', ['mark'], [{ type: 'note', text: 'Marked' }], {
        continues: true,
        conditions: { whilePerson: true },
      });
      rule('price', ['price'], [reply('It costs $24')]);
      rule('bot', ['something'], [{ type: 'note', text: 'To the bot' }, { type: 'bot' }]);
      rule('menu', ['menu'], [{ type: 'menu', menu: 'menu' }]);
      rule(
        'refund',
        ['refund'],
        [reply('We look into it'), { type: 'assign', to: ana.id }, { type: 'hand-over' }],
      );
      rule('resolve', ['resolve me'], [{ type: 'resolve' }]);
      rule(
        'picture',
        ['picture'],
        [
          {
            type: 'reply',
            content: { type: 'image', image: { id: picture, caption: 'For {{contact_name}}' } },
          },
        ],
      );
      rule('order', ['order'], [{ type: 'note', text: 'Asked for an order' }, orderReply]);
      rule('list', ['list'], [{ type: 'saved-reply', reply: world.savedReply.id }]);
    });
  }

  get sql(): SqlStorage {
    return this.#state.storage.sql;
  }

  /** The object begins with what is stored. */
  wake(): void {
    this.parts = wireParts(
      followed(this.#state, (promise) => this.bot.follow(promise)),
      env,
    );
    const { outbox, automation, dispatch, botHook, receipts } = this.parts;
    this.bot.watch(botHook);
    receipts.typing = async () => {};
    // What is queued stays queued: this is about what may be.
    dispatch.run = async () => {};
    const enqueue = outbox.enqueue.bind(outbox);
    outbox.enqueue = (request, now) => {
      const { key } = request;
      const turn = turnOfKey(this.sql, key);
      const isNew = !outbox.knows(key);
      const dies = turn ? this.#dies : null;
      if (dies) this.#dies = null;
      if (dies === 'before') throw new Death();
      // As it is now: what is queued can let other turns end before it returns.
      const conversation = turn && conversationRow(this.sql, turn.conversation_id);
      const { isPaused } = automation;
      const message = enqueue(request, now);
      const row = this.#message(message.id);
      if (turn && isNew && row && conversation) {
        this.sent.push({ turn, message: row, conversation, isPaused, isOpen: isOpenInBerlin(now) });
      }
      if (dies === 'after') throw new Death();
      return message;
    };
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  pick<One>(from: readonly One[]): One {
    const one = from[Math.floor(this.#random() * from.length)];
    if (one === undefined) throw new Error('There is nothing to pick from');
    return one;
  }

  async step(): Promise<void> {
    const what = this.pick([
      ...['write', 'write', 'write', 'write', 'write', 'late', 'history', 'agent', 'phone'],
      ...['take-over', 'resume', 'off', 'resolve', 'die', 'merge', 'pause', 'again', 'failing'],
      ...['bot', 'bot', 'bot', 'bot', 'bot-later', 'bot-later', 'bot-later', 'template'],
    ]);
    const phone = String(15_550_995_000 + Math.floor(this.#random() * customers));
    const row = this.#conversationOf(phone);
    switch (what) {
      case 'write':
      case 'again':
        await this.#write(phone, Date.now(), what === 'again');
        break;
      case 'late':
        await this.#write(phone, Date.now() - this.pick([10 * minute, 3 * hour, 2 * day]));
        break;
      case 'history':
        await this.#import(phone);
        break;
      case 'phone':
        await this.#echo(phone);
        break;
      case 'agent':
        if (row) this.#answer(row);
        break;
      case 'bot':
        this.bot.endOne();
        await this.#settle();
        break;
      case 'bot-later':
        await this.#answerLater();
        break;
      case 'template':
        await listTemplate(this.pick(['APPROVED', 'APPROVED', 'PAUSED']));
        break;
      case 'die':
        this.#die();
        break;
      case 'failing':
        this.#dies = this.pick(['before', 'after']);
        break;
      case 'merge':
        if (this.chance(0.2)) this.#merge();
        break;
      case 'pause':
        this.#pause(this.chance(0.3));
        break;
      default:
        if (row) this.#command(row, what);
    }
    vi.setSystemTime(
      Date.now() +
        this.pick([
          0,
          500,
          second,
          2 * second,
          4 * second,
          20 * second,
          6 * minute,
          40 * minute,
          3 * hour,
          ...(this.chance(0.2) ? [2 * day] : []),
        ]),
    );
    await this.due();
  }

  /** Everything that is due goes on; if the object dies meanwhile, it begins again. */
  async due(): Promise<void> {
    for (const lane of ['turn', 'bot-turn'] as const) {
      for (let tries = 0; tries < 4; tries += 1) {
        const [job] = this.sql
          .exec<Job>('SELECT * FROM job WHERE lane = ? AND run_at <= ?', lane, Date.now())
          .toArray();
        if (!job) break;
        try {
          if (lane === 'turn') await this.parts.automatic.run(job);
          else await new BotTurns(this.sql, this.parts.changes, this.parts.jobs).run(job);
        } catch (error) {
          if (!(error instanceof Death)) throw error;
          await this.bot.settled();
          this.#die();
        }
        await this.#settle();
      }
    }
  }

  /** What thinks goes on until it waits for the bot. */
  async #settle(): Promise<void> {
    for (const fault of await this.bot.settled()) {
      if (!(fault instanceof Death)) throw fault;
      this.#die();
    }
  }

  /** The bot answers one of the last things that it was asked, by the API: too late, twice, or in time. */
  async #answerLater(): Promise<void> {
    const lately = this.bot.given.slice(-4);
    if (lately.length === 0) return;
    const { turn, last, token } = this.pick(lately);
    const { botHook, automatic } = this.parts;
    if (!(await botHook.isTokenFor(token, turn, last))) throw new Error('The token is not for its turn');
    const plan = await botHook.planOf(laterAnswer(Math.floor(this.#random() * 5)));
    try {
      const row = automatic.answer(turn, last, plan);
      if (row.last_id !== last) this.misplaced += 1;
      botHook.answered();
      const key = `${turn} ${last}`;
      this.taken.set(key, (this.taken.get(key) ?? new Set()).add(plan.digest));
    } catch (error) {
      if (error instanceof Death) {
        await this.bot.settled();
        this.#die();
      } else if (isApiError(error) && error.code === 'turn_over') this.refusals += 1;
      else throw error;
    }
    await this.#settle();
  }

  async end(): Promise<void> {
    this.#pause(false);
    this.#dies = null;
    // Longer than the hour that the bot has.
    for (let count = 0; count < 14; count += 1) {
      vi.setSystemTime(Date.now() + 5 * minute);
      await this.due();
      for (let open = 0; open < customers; open += 1) {
        this.bot.endOne();
        await this.#settle();
      }
    }
  }

  conversations(): ConversationRow[] {
    return this.sql.exec<ConversationRow>('SELECT * FROM conversation').toArray();
  }

  messages(conversationId: number): MessageRow[] {
    return this.sql
      .exec<MessageRow>('SELECT * FROM message WHERE conversation_id = ? ORDER BY id', conversationId)
      .toArray();
  }

  /** Why turns sent nothing. */
  reasons(): (string | null)[] {
    return this.sql
      .exec<{ because: string | null }>('SELECT DISTINCT because FROM turn')
      .toArray()
      .map(({ because }) => because);
  }

  #die(): void {
    this.deaths += 1;
    this.bot.died();
    this.wake();
  }

  #message(id: number): MessageRow | null {
    return this.sql.exec<MessageRow>('SELECT * FROM message WHERE id = ?', id).toArray()[0] ?? null;
  }

  #conversationOf(phone: string): ConversationRow | null {
    const [alias] = this.sql
      .exec<{ conversation_id: number }>(
        'SELECT conversation_id FROM alias WHERE value = ? AND lost = 0',
        phone,
      )
      .toArray();
    return alias ? conversationRow(this.sql, alias.conversation_id) : null;
  }

  async #write(phone: string, at: number, isRepeated = false): Promise<void> {
    this.#written += 1;
    const event = text(phone, `wamid.${this.#written}`, at, this.pick(sayings));
    await this.#receive('messages', event);
    if (isRepeated) await this.#receive('messages', event);
  }

  async #import(phone: string): Promise<void> {
    this.#written += 1;
    const message = {
      ...{ from: phone, id: `wamid.old.${this.#written}`, type: 'text', text: { body: 'price' } },
      ...{ timestamp: String(Math.floor(Date.now() / 1000) - 86_400), history_context: { status: 'READ' } },
    };
    const history = [
      { metadata: { phase: 0, chunk_order: 1, progress: 55 }, threads: [{ id: phone, messages: [message] }] },
    ];
    await this.#receive('history', { history });
  }

  async #echo(phone: string): Promise<void> {
    this.#written += 1;
    const echo = {
      ...{ from: '15550783881', to: phone, id: `wamid.${this.#written}`, type: 'text', text: { body: 'Hi' } },
      timestamp: String(Math.floor(Date.now() / 1000)),
    };
    await this.#receive('smb_message_echoes', { message_echoes: [echo] });
  }

  async #receive(field: string, value: Record<string, unknown>): Promise<void> {
    const body = JSON.parse(webhook('1', value));
    body.entry[0].changes[0].field = field;
    await this.parts.reception.receive(parseWebhook(body).map(({ event }) => event));
  }

  #answer(row: ConversationRow): void {
    this.#written += 1;
    const { id, name } = ana;
    try {
      this.parts.outbox.enqueue(
        {
          ...{
            to: { conversationId: row.id },
            key: `answer-${this.#written}`,
            author: { type: 'agent', id, name },
          },
          content: { type: 'text', text: { body: 'I am here' } },
        },
        Date.now(),
      );
    } catch (error) {
      if (!isApiError(error)) throw error;
    }
  }

  #command(row: ConversationRow, what: string): void {
    const commands = {
      'take-over': { type: 'mode', mode: 'person' },
      resume: { type: 'mode', mode: 'automatic' },
      off: { type: 'mode', mode: this.chance(0.3) ? 'off' : 'automatic' },
      resolve: { type: 'state', state: 'resolved' },
    } as const;
    const command = commands[v.parse(v.picklist(['take-over', 'resume', 'off', 'resolve']), what)];
    const { changes, team } = this.parts;
    try {
      changes.transaction(() => team.run(row, ana, { command, assignee: null, team: null, labels: [] }));
    } catch (error) {
      if (!isApiError(error)) throw error;
    }
  }

  #merge(): void {
    const rows = this.conversations();
    const [one, other] = [
      this.pick(rows.length > 0 ? rows : [null]),
      this.pick(rows.length > 0 ? rows : [null]),
    ];
    if (!one || !other || one.id === other.id) return;
    const { changes } = this.parts;
    this.merged.add(one.id).add(other.id);
    changes.transaction(() =>
      join(this.sql, changes, Math.max(one.id, other.id), Math.min(one.id, other.id), ana),
    );
  }

  #pause(isPaused: boolean): void {
    const { automation, changes, modes } = this.parts;
    changes.transaction(() => {
      automation.change({ ...automation.settings, isPaused });
      modes.automationChanged(automation.isOn);
    });
  }
}

/** The object's state, with what it waits for outside of its calls. */
function followed(
  state: DurableObjectState,
  follow: (promise: Promise<unknown>) => void,
): DurableObjectState {
  return new Proxy(state, {
    get(target, name) {
      if (name === 'waitUntil') return follow;
      // The Workspace knows only connected numbers.
      if (name === 'id') return { name: scriptedNumber };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

class Death extends Error {}

/** `look` is called at the end, where the object can still be read. */
export async function play(
  world: World,
  game: { name: string; seed: number; steps: number },
  look: (scene: Scene) => void,
): Promise<Scene> {
  const { name, seed, steps } = game;
  await listTemplate('APPROVED');
  // Timers fire only when the simulation says so, so that those of a stopped object never fire.
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: begins });
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    state.storage.sql.exec('DELETE FROM job');
    const scene = new Scene(state, seed, world);
    let asked = 0;
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      asked += 1;
      return (await scene.bot.answer(input, init)) ?? modelAnswer(asked);
    });
    for (let step = 0; step < steps; step += 1) await scene.step();
    await scene.end();
    look(scene);
    return scene;
  });
}

/**
 * Random customers, a random team, rules with texts, files, templates and saved replies, a menu, a welcome, the assistant,
 * and a bot outside business hours that answers at once, later, wrongly or not at all, while the object dies again and
 * again, clocks jump and contacts turn out to be one. Whatever happens, a burst gets at most one automatic turn, none
 * comes after a person, outside the window, the hours, the limits or an opt-out, and no customer is forgotten. It follows
 * from the seed.
 */
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { author } from '../../../../../worker/api/conversations/messages.ts';
import { type ConversationRow, type MessageRow, stored } from '../../../../../worker/inbox/records/rows.ts';
import type { TurnRow } from '../../../../../worker/inbox/records/turn-rows.ts';
import { prepareWorld, type World } from '../../../support/simulated-world.ts';
import { day, limits, minute, play, type Scene } from '../../../support/turn-simulation.ts';

const lastWords: ReadonlySet<string> = new Set(['stop', 'hand-over']);
let world: World;

beforeAll(async () => {
  world = await prepareWorld();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Everything that the promise says, from the stored messages alone. */
function check(scene: Scene): void {
  const bySource = (source: string) => scene.sent.filter(({ turn }) => turn.source === source);
  const { misplaced } = scene;
  const known = {
    misplaced,
    faults: faultsOf(scene),
    taken: [...scene.taken].filter(([, answers]) => answers.size > 1),
  };
  expect(known).toEqual({ misplaced: 0, faults: [], taken: [] });
  expect(bySource('rule').length + bySource('menu').length).toBeGreaterThan(0);
  for (const row of scene.conversations()) {
    if (row.last_message_at === null) continue;
    expect([row.id, openTurns(scene, row.id), row.bot_state === 'pending']).toEqual([row.id, 0, false]);
    if (isForgotten(scene, row)) expect.fail(`Nobody sees that the customer of ${row.id} waits`);
  }
}

function faultsOf(scene: Scene): string[] {
  const faults: string[] = [];
  const bursts = new Map<number, TurnRow[]>();
  const keys = new Set<string>();
  for (const { turn, message, conversation, isPaused, isOpen } of scene.sent) {
    const fault = (what: string) =>
      faults.push(`${what}: turn ${turn.id} (${turn.source}) in ${conversation.id}`);
    const all = bursts.get(conversation.id) ?? [];
    const before = all.filter(({ id }) => id !== turn.id);
    // A bot may say it in several messages, and a saved reply has its file and its text.
    const isParted = turn.source === 'bot' || sendsReply(turn);
    if (!isParted && before.length < all.length) fault('sent twice');
    if (sendsReply(turn) && typeOf(message) !== (message.key?.endsWith('/0') ? 'document' : 'text'))
      fault('a saved reply in another order');
    if (message.key !== null && keys.has(message.key)) fault('the same message twice');
    keys.add(message.key ?? '');
    const isMerged = scene.merged.has(conversation.id);
    const isShared = (one: TurnRow) => one.first_id <= turn.last_id && turn.first_id <= one.last_id;
    if (!isMerged && before.some(isShared)) fault('a second turn for the same messages');
    bursts.set(conversation.id, [...before, turn]);
    const since = scene
      .messages(conversation.id)
      .filter(
        ({ id, direction, origin }) =>
          direction === 'out' && origin !== 'history' && id > turn.first_id && id < message.id,
      );
    if (!isMerged && since.some((one) => isOfPerson(one))) fault('after a person');
    const at = message.sent_at;
    const expiresAt = (conversation.opened_at ?? 0) + day;
    if (expiresAt <= at) fault('outside the window');
    if (conversation.marketing_stopped === 1 && turn.source !== 'stop') fault('after an opt-out');
    if (isPaused) fault('while paused');
    if (conversation.mode === 'off') fault('while off');
    if (conversation.mode === 'person' && !mayWithPerson(turn, conversation, at))
      fault('in place of a person');
    if (turn.source === 'away' && isOpen) fault('closed while open');
    const counted = [...before, turn].filter(
      ({ source, ended_at: ended }) => !lastWords.has(source) && (ended ?? at) > at - 10 * minute,
    );
    if (!isMerged && !lastWords.has(turn.source) && counted.length > limits.inTenMinutes)
      fault('beyond the limit');
  }
  return faults;
}

/** The away text also comes while a person has the conversation, and what hands over is said at that moment. */
function mayWithPerson(
  { source, outcome }: TurnRow,
  { mode_until: until }: ConversationRow,
  at: number,
): boolean {
  const isOver = until !== null && until <= at;
  return isOver || source === 'away' || outcome === 'handed-over' || lastWords.has(source);
}

/** Whether it sends a saved reply with a file. */
function sendsReply({ details }: TurnRow): boolean {
  return details?.includes('savedReply') ?? false;
}

function typeOf({ body }: MessageRow): string {
  return String(Reflect.get(Object(JSON.parse(body)), 'type'));
}

function isOfPerson({ author: by, origin }: MessageRow): boolean {
  if (origin === 'echo') return true;
  return stored(author, by)?.type === 'agent';
}

function openTurns({ sql }: Scene, conversationId: number): number {
  return sql
    .exec<{ count: number }>(
      'SELECT count(*) AS count FROM turn WHERE conversation_id = ? AND due_at IS NOT NULL',
      conversationId,
    )
    .one().count;
}

/** The customer had the last word, and neither waits for the team nor was answered or resolved. */
function isForgotten(scene: Scene, row: ConversationRow): boolean {
  if (row.waiting_at !== null || row.state === 'resolved') return false;
  const said = scene.messages(row.id).filter(({ origin, target }) => origin !== 'history' && target === null);
  const last = said.at(-1);
  // It was written before an answer that was there already when it arrived.
  if (last && last.sent_at <= row.replied_at) return false;
  return last?.direction === 'in' && last.origin === 'message' && row.bot_state !== 'answered';
}

/** What has happened with all seeds. */
const answeredBy = new Set<string>();
const sentTypes = new Set<string>();
const reasons = new Set<string | null>();
let refusals = 0;
const seeds = Array.from({ length: inject('isLong') ? 300 : 4 }, (_, index) => index + 1);

describe('automatic turns, whatever happens', () => {
  it.each(seeds)('keep what they promise with the chances of seed %i', { timeout: 120_000 }, async (seed) => {
    const game = { name: `turns-${seed}`, seed, steps: inject('isLong') ? 600 : 250 };
    const scene = await play(world, game, (ended) => {
      check(ended);
      for (const because of ended.reasons()) reasons.add(because);
    });
    // Otherwise the chances were too kind to prove anything.
    expect(scene.sent.length).toBeGreaterThan(4);
    expect(scene.deaths).toBeGreaterThan(5);
    for (const { turn, message } of scene.sent) {
      answeredBy.add(turn.source);
      sentTypes.add(typeOf(message));
    }
    refusals += scene.refusals;
  });

  it('have been of every kind, and late answers of the bot were refused', () => {
    expect([...answeredBy]).toEqual(
      expect.arrayContaining(['rule', 'menu', 'hand-over', 'bot', 'assistant']),
    );
    expect([...sentTypes]).toEqual(expect.arrayContaining(['text', 'image', 'template', 'document']));
    expect([...reasons]).toContain('template-unavailable');
    expect(refusals).toBeGreaterThan(0);
  });

  it('follow from the seed', { timeout: 120_000 }, async () => {
    const all = async (name: string) =>
      (await play(world, { name, seed: 99, steps: 120 }, check)).sent.map(({ turn, message }) => [
        turn.source,
        message.sent_at,
        // The copy of a saved reply's file has an id by chance.
        message.body.replace(/"id":"[0-9a-f-]{36}"/, ''),
      ]);
    expect(await all('again')).toEqual(await all('and-again'));
  });
});

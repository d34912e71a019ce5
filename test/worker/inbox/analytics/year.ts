/**
 * A year of conversations on a real inbox, and beside it the truth: what happened, in the order in which the inbox learnt of
 * it. It has what makes figures wrong elsewhere: clocks that change, statuses and messages that come late or twice, customers
 * without read receipts, retries, imports, merged and erased contacts, customers who come back, bots, the phone app.
 */
import { vi } from 'vitest';
import type { EntryBody } from '../../../../worker/api/conversations/teamwork.ts';
import type { Env } from '../../../../worker/env.ts';
import { eraseContact } from '../../../../worker/inbox/contacts/erase-contact.ts';
import { join } from '../../../../worker/inbox/contacts/join.ts';
import { type Parts, wireParts } from '../../../../worker/inbox/parts.ts';
import { storeEvent } from '../../../../worker/inbox/receiving/store-events.ts';
import type { Job } from '../../../../worker/inbox/records/changes/jobs.ts';
import { addMessage } from '../../../../worker/inbox/records/messages/add-message.ts';
import { nameMessage, setStatus } from '../../../../worker/inbox/records/messages/statuses.ts';
import { conversationRow, messageRow } from '../../../../worker/inbox/records/rows.ts';
import { addEntry } from '../../../../worker/inbox/records/team-entries.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { randomOf } from '../../support/random.ts';
import { webhook } from '../../support/webhooks.ts';
import { ask, comment, judge, type Outcome, rate, takeTurn, wish } from './outcomes.ts';
import { begins, dayMs, hour, hours, minute, second } from './times.ts';

export interface Sender {
  kind: 'agents' | 'api' | 'phoneApp' | 'automatic';
  id: string;
  name: string;
}
export const ana: Sender = { kind: 'agents', id: 'ana', name: 'Ana' };
export const ben: Sender = { kind: 'agents', id: 'ben', name: 'Ben' };
const shop: Sender = { kind: 'api', id: 'token/shop', name: 'Shop' };
const phone: Sender = { kind: 'phoneApp', id: 'phone-app', name: '' };
const bot: Sender = { kind: 'automatic', id: '', name: '' };
export const assistant: Sender = { kind: 'automatic', id: '', name: 'Assistant' };

interface Known {
  /** When the inbox learnt of it. */
  stored: number;
  /** Of which conversation, as it was then. */
  conversation: number;
  at: number;
}
export interface Received extends Known {
  type: 'in';
  isImported: boolean;
  press: { text: string; of: string } | null;
}
export interface Sent extends Known {
  type: 'out';
  sender: Sender;
  isReminder: boolean;
  template: string | null;
  wamids: string[];
  /** What it was at each time. */
  statuses: { stored: number; status: string; code?: string }[];
  price: { category: string; type: string } | null;
}
/** Our answer in an import. */
export interface Past extends Known {
  type: 'past-out';
}
export interface Entry extends Known {
  type: 'resolved' | 'opened' | 'note' | 'mode';
  by: Sender | null;
  because?: string;
  labels: string[];
}
export interface Merge extends Known {
  type: 'merge';
  into: number;
}
export interface Erasure extends Known {
  type: 'erase';
}
export interface Click extends Known {
  type: 'click';
  page: string;
  campaign: string;
  /** When its message came. */
  ledAt: number | null;
}
export type Happening = Received | Sent | Past | Entry | Merge | Erasure | Click | Outcome;

interface Person {
  phone: string;
  conversation: number;
  isGone: boolean;
  /** Whether they have turned read receipts off. */
  isSecretive: boolean;
  isOpen: boolean;
}

export class Year {
  readonly truth: Happening[] = [];
  readonly parts: Parts;
  readonly sql: SqlStorage;
  #state: DurableObjectState;
  #random: () => number;
  #future: { at: number; order: number; happen: () => unknown }[] = [];
  #order = 0;
  #names = 0;
  #people: Person[] = [];

  constructor(state: DurableObjectState, env: Env, { seed, timeZone }: { seed: number; timeZone: string }) {
    vi.useFakeTimers({ toFake: ['Date'], now: begins });
    this.#state = state;
    this.sql = state.storage.sql;
    this.sql.exec('DELETE FROM job');
    this.parts = wireParts(state, env);
    this.#random = randomOf(seed);
    this.parts.changes.transaction(() => {
      this.sql.exec("INSERT OR REPLACE INTO setting VALUES ('hours', ?)", JSON.stringify(hours));
      this.parts.changes.record({ type: 'settings-changed', settings: 'hours' });
      this.parts.analytics.change({ timeZone, goalMinutes: 30, showsAgents: true }, begins);
    });
  }

  /** Lets so many days pass, with so many visits of customers. */
  async run(days: number, visits: number): Promise<void> {
    const ends = Date.now() + days * dayMs;
    for (let index = 0; index < visits; index++) {
      const at = begins + this.#hourWeighted(days);
      this.#later(at, () => this.#visit(at));
    }
    for (let index = 0; index < visits / 12; index++) this.#later(this.#timeIn(days), () => this.#campaign());
    for (let index = 0; index < visits / 40; index++) this.#later(this.#timeIn(days), () => this.#import());
    for (let index = 0; index < visits / 40; index++) this.#later(this.#timeIn(days), () => this.#mergeTwo());
    for (let index = 0; index < visits / 50; index++) this.#later(this.#timeIn(days), () => this.#erase());
    for (let index = 0; index < visits / 15; index++) this.#later(this.#timeIn(days), () => this.#wish());
    // The night in which the clocks change, and midnight.
    for (const at of [
      Date.UTC(2030, 2, 31, 1, 30),
      Date.UTC(2030, 9, 27, 0, 30),
      Date.UTC(2030, 9, 27, 1, 30),
    ]) {
      if (at < ends)
        for (let index = 0; index < 4; index++) this.#later(at + index * 7 * minute, () => this.#visit(at));
    }
    await this.pass(ends - Date.now());
  }

  /** Lets what is planned happen. */
  async pass(milliseconds: number): Promise<void> {
    const ends = Date.now() + milliseconds;
    while (Date.now() < ends) {
      const night = this.#nextRun('roll-up');
      const [next] = this.#future;
      const at = Math.min(night?.run_at ?? ends, next?.at ?? ends, ends);
      vi.setSystemTime(Math.max(at, Date.now()));
      if (at >= ends) break;
      if (night && night.run_at <= at) await this.parts.analytics.rollUp.run(night);
      else await this.#future.shift()?.happen();
    }
  }

  /** Deletes messages that are older, as it happens each day. */
  async forget(messageDays: number): Promise<void> {
    this.parts.retention.change({ messageDays, rawDays: 7 }, Date.now());
    for (;;) {
      const job = this.#nextRun('retention');
      if (!job || job.run_at > Date.now() + hour) return;
      vi.setSystemTime(Math.max(Date.now(), job.run_at));
      await this.parts.retention.run(job);
    }
  }

  #nextRun(kind: string): Job | undefined {
    return this.sql.exec<Job>('SELECT * FROM job WHERE kind = ? ORDER BY run_at LIMIT 1', kind).toArray()[0];
  }

  #later(at: number, happen: () => unknown): void {
    this.#future.push({ at, order: this.#order++, happen });
    this.#future.sort((a, b) => a.at - b.at || a.order - b.order);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #between(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least));
  }

  #one<Value>(values: readonly Value[]): Value {
    const value = values[this.#between(0, values.length)];
    if (value === undefined) throw new Error('There is nothing to choose from');
    return value;
  }

  #timeIn(days: number): number {
    return begins + this.#between(0, days * dayMs);
  }

  /** More by day than by night. */
  #hourWeighted(days: number): number {
    const day = this.#between(0, days) * dayMs;
    return day + (this.#chance(0.8) ? this.#between(7 * hour, 19 * hour) : this.#between(0, dayMs));
  }

  #person(): Person {
    const known = this.#people.filter(({ isGone }) => !isGone);
    if (known.length > 0 && this.#chance(0.5)) return this.#one(known);
    const person = {
      phone: `4915${String(100_000_000 + this.#people.length)}`,
      ...{ conversation: 0, isGone: false, isSecretive: this.#chance(0.3), isOpen: false },
    };
    this.#people.push(person);
    return person;
  }

  #visit(at: number): void {
    const person = this.#person();
    const reference = this.#chance(0.3) ? this.#click() : null;
    const burst = this.#between(1, 4);
    let last = at;
    for (let index = 0; index < burst; index++) {
      last += this.#between(5, 120) * second;
      const words = reference && index === 0 ? `Hello [#${reference}]` : 'Hello';
      this.#later(last, () => this.#write(person, words));
    }
    this.#answerAfter(person, last, this.#between(0, 3));
  }

  #answerAfter(person: Person, from: number, rounds: number): void {
    let at = from;
    if (this.#chance(0.3)) {
      at += this.#between(3, 90) * second;
      const isAssistant = this.#chance(0.5);
      this.#later(at, () => (isAssistant ? this.#assist(person) : this.#send(person, bot)));
      if (this.#chance(0.4)) {
        at += this.#between(5, 60) * second;
        this.#later(at, () => this.#note(person, 'mode', null, 'handed-over'));
      } else if (this.#chance(0.5)) return;
    }
    if (this.#chance(0.1)) this.#later(at + 2 * hour, () => this.#send(person, bot, { isReminder: true }));
    if (this.#chance(0.85)) {
      at += this.#chance(0.1)
        ? this.#between(20 * hour, 60 * hour)
        : Math.floor(10 ** (4 + this.#random() * 3.6));
      const sender = this.#one([ana, ana, ben, ben, shop, phone]);
      this.#later(at, () => this.#send(person, sender));
      if (this.#chance(0.3))
        this.#later(at + this.#between(1, 90) * second, () => this.#send(person, sender));
      if (this.#chance(0.2)) this.#later(at + 30 * second, () => this.#note(person, 'note', sender, null));
    }
    if (rounds > 0 && this.#chance(0.7)) {
      const again = at + this.#between(1, 600) * minute;
      this.#later(again, () => this.#write(person, 'And this?'));
      this.#answerAfter(person, again, rounds - 1);
    } else if (this.#chance(0.8)) {
      const end = at + this.#between(1, 900) * minute;
      if (this.#chance(0.3)) this.#later(end - second, () => this.#label(person));
      this.#later(end, () => this.#resolve(person));
      if (this.#chance(0.3)) this.#later(end + 30 * second, () => this.#survey(person));
      if (this.#chance(0.25)) {
        const again = end + this.#between(1, 130) * hour;
        this.#later(again, () => this.#write(person, 'Once more'));
        this.#answerAfter(person, again, 0);
      } else if (this.#chance(0.2)) {
        this.#later(end + hour, () => this.#reopen(person));
        // The team began this episode, so the assistant saves it no first response.
        this.#later(end + hour + 5 * minute, () => this.#write(person, 'One more thing'));
        this.#later(end + hour + 6 * minute, () => this.#send(person, assistant));
      }
    }
  }

  #click(): string {
    const letters = '23456789abcdefghjkmnpqrstuvwxyz';
    const reference = Array.from({ length: 6 }, () => this.#one([...letters])).join('');
    const page = this.#one(['https://shop.example/', 'https://shop.example/bowls']);
    const name = this.#one([null, 'may']);
    const campaign = { source: null, medium: null, name, term: null, content: null };
    const at = Date.now();
    const source = { at, page, title: 'Shop', referrer: null, language: null, campaign };
    this.parts.presses.add({ reference, source });
    this.#clicks.set(reference, {
      ...{ type: 'click', stored: at, conversation: 0, at, page, campaign: name ?? '', ledAt: null },
    });
    const click = this.#clicks.get(reference);
    if (click) this.truth.push(click);
    return reference;
  }
  #clicks = new Map<string, Click>();

  /** The customer writes now; the webhook may be late, and come twice. */
  #write(person: Person, words: string, press: Received['press'] = null, more: object = {}): void {
    if (person.isGone) return;
    const at = Math.floor(Date.now() / second) * second;
    const wamid = `wamid.in-${this.#names++}`;
    const late = this.#chance(0.04) ? this.#between(1, 30 * 60) * minute : this.#between(0, 3) * second;
    const value = press
      ? { type: 'button', button: { text: press.text, payload: press.text }, context: { id: press.of } }
      : { type: 'text', text: { body: words } };
    const message = { from: person.phone, id: wamid, timestamp: String(at / second), ...value, ...more };
    const body = {
      contacts: [{ profile: { name: person.phone }, wa_id: person.phone }],
      messages: [message],
    };
    const arrive = () => {
      if (person.isGone) return;
      const isNew = this.sql.exec('SELECT 1 FROM message WHERE wamid = ?', wamid).toArray().length === 0;
      this.#store(body);
      if (!isNew) return;
      person.conversation = this.#conversationOf(wamid);
      person.isOpen = true;
      const stored = Date.now();
      this.truth.push({
        ...{ type: 'in', stored, conversation: person.conversation, at, isImported: false, press },
      });
      const reference = /\[#(\w+)\]/.exec(words)?.[1];
      const click = reference === undefined ? undefined : this.#clicks.get(reference);
      if (click) Object.assign(click, { conversation: person.conversation, ledAt: stored });
      if (this.#chance(0.05)) this.#react(person, wamid);
    };
    this.#later(Date.now() + late, arrive);
    if (this.#chance(0.08)) this.#later(Date.now() + late + this.#between(1, 400) * minute, arrive);
  }

  /** Reactions and edits are part of another message. */
  #react(person: Person, wamid: string): void {
    const head = { from: person.phone, timestamp: String(Math.floor(Date.now() / second)) };
    const id = `wamid.re-${this.#names++}`;
    const content = this.#chance(0.5)
      ? { type: 'reaction', reaction: { message_id: wamid, emoji: '👍' } }
      : {
          type: 'edit',
          edit: { original_message_id: wamid, message: { type: 'text', text: { body: 'Better' } } },
        };
    this.#store({ contacts: [{ wa_id: person.phone }], messages: [{ ...head, id, ...content }] });
  }

  #send(person: Person, sender: Sender, { isReminder = false, template = '' } = {}): Sent | null {
    if (person.isGone || person.conversation === 0) return null;
    if (isReminder && !person.isOpen) return null;
    const { changes } = this.parts;
    const at = Math.floor(Date.now() / second) * second;
    const stored = Date.now();
    const wamid = `wamid.out-${this.#names++}`;
    const sent: Sent = {
      ...{ type: 'out', stored, conversation: person.conversation, at, sender, isReminder, wamids: [wamid] },
      ...{ template: template || null, statuses: [], price: this.#priceOf(template) },
    };
    const text = { type: 'text', text: { body: 'An answer' } };
    if (sender.kind === 'phoneApp') {
      const echo = {
        from: '15550783881',
        to: person.phone,
        id: wamid,
        timestamp: String(at / second),
        ...text,
      };
      this.#store({ message_echoes: [echo] }, 'smb_message_echoes');
      sent.statuses.push({ stored, status: 'accepted' });
    } else {
      const content = template
        ? { type: 'template', template: { name: template, language: { code: 'de' } } }
        : text;
      const author = isReminder
        ? this.#one([
            { type: 'nudge' },
            { type: 'automation', source: 'welcome', name: null, answers: false },
          ])
        : sender.kind === 'automatic'
          ? sender === assistant
            ? { type: 'automation', source: 'assistant', name: null, answers: true }
            : { type: 'agent', id: 'token/bot', name: 'Bot', isBot: true }
          : { type: 'agent', id: sender.id, name: sender.name };
      changes.transaction(() => {
        const id = addMessage(this.sql, changes, {
          ...{ conversation_id: person.conversation, origin: 'send', direction: 'out', sent_at: at },
          ...{ body: JSON.stringify(content), key: wamid, status: 'queued', author: JSON.stringify(author) },
        });
        sent.statuses.push({ stored, status: 'underway' });
        if (id !== null) this.#takeOff(person, sent, id, wamid);
      });
    }
    this.truth.push(sent);
    if (sender.kind === 'phoneApp') this.#report(person, sent, wamid);
    return sent;
  }

  /** WhatsApp accepts it, or refuses it, and then somebody may try again. */
  #takeOff(person: Person, sent: Sent, id: number, wamid: string): void {
    const { changes } = this.parts;
    const stored = Date.now();
    const put = (status: 'queued' | 'accepted' | 'failed', code?: string) => {
      const error =
        code === undefined ? null : JSON.stringify({ code, title: '', advice: '', details: null });
      setStatus(this.sql, changes, id, { status, error, retryAt: null });
    };
    if (this.#chance(0.03)) {
      put('failed', 'window_closed');
      sent.statuses.push({ stored, status: 'rejected', code: 'window_closed' });
      if (!this.#chance(0.5)) return;
      this.#later(stored + this.#between(1, 300) * minute, () => {
        if (person.isGone || !messageRow(this.sql, id)) return;
        changes.transaction(() => {
          put('queued');
          nameMessage(this.sql, changes, id, wamid);
          put('accepted');
        });
        sent.statuses.push({ stored: Date.now(), status: 'accepted' });
        this.#report(person, sent, wamid);
      });
      return;
    }
    nameMessage(this.sql, changes, id, wamid);
    put('accepted');
    sent.statuses.push({ stored, status: 'accepted' });
    this.#report(person, sent, wamid);
  }

  #priceOf(template: string): Sent['price'] {
    if (template) return { category: 'marketing', type: 'regular' };
    return this.#chance(0.9)
      ? { category: 'service', type: this.#one(['regular', 'free_customer_service']) }
      : null;
  }

  /** What WhatsApp says of it, at once or days later, in order or not. */
  #report(person: Person, sent: Sent, wamid: string): void {
    if (this.#chance(0.04)) return;
    const now = Date.now();
    const say = (after: number, status: string, more: object = {}) => {
      const at = String(Math.floor((now + after) / second));
      const late = this.#chance(0.06) ? this.#between(1, 12 * 24) * hour : this.#between(0, 5) * second;
      const arrive = () => {
        if (person.isGone) return;
        const pricing = sent.price && status !== 'read' ? { pricing: { ...sent.price, billable: true } } : {};
        this.#store({
          statuses: [{ id: wamid, status, timestamp: at, recipient_id: person.phone, ...pricing, ...more }],
        });
        const code = status === 'failed' ? { code: '131026' } : {};
        sent.statuses.push({ stored: Date.now(), status, ...code });
      };
      this.#later(now + after + late, arrive);
      if (this.#chance(0.1)) this.#later(now + after + late + hour, arrive);
    };
    if (this.#chance(0.04)) {
      say(2 * second, 'failed', { errors: [{ code: 131026, title: 'Message undeliverable' }] });
      return;
    }
    say(second, 'sent');
    if (!this.#chance(0.94)) return;
    const delivered = this.#between(2, 600) * second;
    say(delivered, 'delivered');
    if (!person.isSecretive && this.#chance(0.8)) {
      say(delivered + Math.floor(10 ** (3 + this.#random() * 6)), 'read');
    }
  }

  /** The team writes first. */
  #campaign(): void {
    const person = this.#person();
    if (person.conversation === 0) {
      const at = Date.now();
      const { changes } = this.parts;
      // As when an agent starts a conversation with a number.
      changes.transaction(() => {
        this.sql.exec('INSERT INTO conversation (seq) VALUES (?)', changes.next());
        const { id } = this.sql.exec<{ id: number }>('SELECT max(id) AS id FROM conversation').one();
        this.sql.exec(
          "INSERT INTO alias (kind, key, value, first_at, since, conversation_id) VALUES ('phone', ?1, ?1, ?2, ?2, ?3)",
          ...[person.phone, at, id],
        );
        person.conversation = id;
      });
      person.isOpen = true;
    }
    const sent = this.#send(person, shop, { template: this.#one(['winter', 'order_update']) });
    const [wamid = ''] = sent?.wamids ?? [];
    if (!sent || !this.#chance(0.6)) return;
    const after = this.#between(1, 40) * hour;
    const press = this.#chance(0.5) ? { text: this.#one(['Yes', 'No']), of: wamid } : null;
    // Nobody can press a button of a message that was refused.
    const hasLeft = () => sent.statuses.some(({ status }) => status === 'accepted');
    this.#later(Date.now() + after, () => this.#write(person, 'I got this', hasLeft() ? press : null));
    this.#answerAfter(person, Date.now() + after + 10 * second, 0);
  }

  #import(): void {
    const person = this.#person();
    if (person.isGone) return;
    const from = Date.now() - this.#between(1, 200) * dayMs;
    const messages = Array.from({ length: 3 }, (_, index) => ({
      ...{ from: index === 1 ? '15550783881' : person.phone, to: index === 1 ? person.phone : '15550783881' },
      ...{ id: `wamid.old-${this.#names++}`, timestamp: String(Math.floor(from / second) + index) },
      ...{ type: 'text', text: { body: 'Long ago' }, history_context: { status: 'READ' } },
    }));
    this.#store(
      {
        history: [
          { metadata: { phase: 0, chunk_order: 1, progress: 10 }, threads: [{ id: person.phone, messages }] },
        ],
      },
      'history',
    );
    person.conversation = this.#conversationOf(messages[0]?.id ?? '');
    const stored = Date.now();
    for (const [index, { timestamp }] of messages.entries()) {
      const known = { stored, conversation: person.conversation, at: Number(timestamp) * second };
      this.truth.push(
        index === 1
          ? { type: 'past-out', ...known }
          : { type: 'in', ...known, isImported: true, press: null },
      );
    }
  }

  #note(person: Person, type: 'note' | 'mode', by: Sender | null, because: string | null): void {
    if (person.isGone || person.conversation === 0) return;
    const { changes } = this.parts;
    const at = Date.now();
    changes.transaction(() => {
      const body: EntryBody =
        type === 'note'
          ? { type, text: 'Call back', mentions: [] }
          : { type, mode: 'person', because: 'handed-over' };
      addEntry(this.sql, changes, person.conversation, body, by && { id: by.id, name: by.name });
    });
    this.truth.push({
      ...{ type, stored: at, conversation: person.conversation, at, by, labels: [] },
      ...(because !== null && { because }),
    });
  }

  /** The assistant answers, drafts, hands over or fails; sometimes the team says whether that was good. */
  #assist(person: Person): void {
    if (person.isGone || person.conversation === 0) return;
    const [source, outcome, because] = this.#one([
      ...[['assistant', 'answered', ''] as const, ['assistant', 'answered', ''] as const],
      ...[['assistant', 'handed-over', 'asked_by_model'] as const, ['assistant', 'acted', ''] as const],
      ...[['assistant', 'handed-over', 'unreadable_media'] as const, ['suggestion', 'acted', ''] as const],
      ...[['assistant', 'withdrawn', 'person'] as const, ['assistant', 'failed', 'error'] as const],
      ['suggestion', 'withdrawn', 'nothing'] as const,
    ]);
    if (outcome === 'answered') this.#send(person, assistant);
    const tokens = this.#between(100, 900);
    const asked = { source, outcome, because, tokens };
    const [turn, id] = takeTurn(this.sql, person.conversation, asked);
    this.truth.push(turn);
    for (const isGood of [true, false, null]) {
      if (!this.#chance(0.2)) continue;
      const after = this.#between(1, 12 * 24 * 60) * minute;
      this.#later(Date.now() + after, () => judge(this.sql, id, turn, isGood));
    }
  }

  /** Asks how satisfied the customer is. They may answer, answer again, and write a comment, also after days. */
  #survey(person: Person): void {
    if (person.isGone || person.conversation === 0) return;
    const agent = this.#one([ana, ben, { id: '', name: '' }]);
    this.truth.push(ask(this.sql, person.conversation, agent));
    let at = Date.now();
    while (this.#chance(0.5)) {
      at += this.#between(1, 3 * 24 * 60) * minute;
      this.#later(at, () => {
        if (person.isGone) return;
        const [rated, id] = rate(this.sql, person.conversation, agent, this.#between(1, 6));
        this.truth.push(rated);
        if (!this.#chance(0.4)) return;
        const after = this.#between(1, 9 * 24 * 60) * minute;
        this.#later(Date.now() + after, () => comment(this.sql, id, rated));
      });
    }
  }

  /** Somebody opts out of marketing messages or in, or says so again. */
  #wish(): void {
    const known = this.#people.filter(({ isGone, conversation }) => !isGone && conversation > 0);
    if (known.length === 0) return;
    const { conversation } = this.#one(known);
    const said = { wants: this.#chance(0.5), isByAgent: this.#chance(0.5) };
    this.truth.push(wish(this.parts, this.sql, conversation, said));
  }

  #label(person: Person): void {
    if (person.isGone || person.conversation === 0) return;
    const label = this.#one(['delivery', 'returns', 'new']);
    this.sql.exec('INSERT OR IGNORE INTO conversation_label VALUES (?, ?)', person.conversation, label);
  }

  #resolve(person: Person): void {
    const row = person.isGone ? null : conversationRow(this.sql, person.conversation);
    if (row?.state !== 'open') return;
    const by = this.#one([ana, ben]);
    const { changes, team } = this.parts;
    const at = Date.now();
    const labels = this.sql
      .exec<{ id: string }>('SELECT label_id AS id FROM conversation_label WHERE conversation_id = ?', row.id)
      .toArray();
    changes.transaction(() =>
      team.states.change(row, { id: by.id, name: by.name }, { state: 'resolved' }, null),
    );
    person.isOpen = false;
    this.truth.push({
      ...{ type: 'resolved', stored: at, conversation: row.id, at, by, labels: labels.map(({ id }) => id) },
    });
  }

  #reopen(person: Person): void {
    const row = person.isGone ? null : conversationRow(this.sql, person.conversation);
    if (row?.state !== 'resolved') return;
    const { changes, team } = this.parts;
    const at = Date.now();
    changes.transaction(() =>
      team.states.change(row, { id: ana.id, name: ana.name }, { state: 'open' }, null),
    );
    person.isOpen = true;
    this.truth.push({ type: 'opened', stored: at, conversation: row.id, at, by: ana, labels: [] });
  }

  #mergeTwo(): void {
    const known = this.#people.filter(({ isGone, conversation }) => !isGone && conversation > 0);
    if (known.length < 2) return;
    const [one, other] = [this.#one(known), this.#one(known)];
    if (one.conversation === other.conversation) return;
    const [into, from] = one.conversation < other.conversation ? [one, other] : [other, one];
    const { changes } = this.parts;
    const gone = from.conversation;
    changes.transaction(() => join(this.sql, changes, gone, into.conversation));
    for (const person of this.#people)
      if (person.conversation === gone) person.conversation = into.conversation;
    const at = Date.now();
    this.truth.push({ type: 'merge', stored: at, conversation: gone, at, into: into.conversation });
  }

  async #erase(): Promise<void> {
    const known = this.#people.filter(({ isGone, conversation }) => !isGone && conversation > 0);
    if (known.length < 5) return;
    const { conversation } = this.#one(known);
    const row = conversationRow(this.sql, conversation);
    if (!row) return;
    await eraseContact(this.#state.storage, this.parts.changes, undefined, row, Date.now());
    for (const person of this.#people) if (person.conversation === conversation) person.isGone = true;
    const at = Date.now();
    this.truth.push({ type: 'erase', stored: at, conversation, at });
  }

  #store(value: Record<string, unknown>, field = 'messages'): void {
    const body: unknown = JSON.parse(webhook('1', value).replace('"field":"messages"', `"field":"${field}"`));
    const events = parseWebhook(body).map(({ event }) => event);
    const { changes, jobs, policy } = this.parts;
    changes.transaction(() => {
      for (const event of events)
        storeEvent(this.sql, changes, { jobs, policy }, event, `digest-${this.#names++}`, Date.now());
    });
  }

  #conversationOf(wamid: string): number {
    return this.sql
      .exec<{ id: number }>('SELECT conversation_id AS id FROM message WHERE wamid = ?', wamid)
      .one().id;
  }
}

/** Messages of the generated year, and what WhatsApp says of them: late, twice, in any order. */
import { addMessage } from '../../../../worker/inbox/records/messages/add-message.ts';
import { nameMessage, setStatus } from '../../../../worker/inbox/records/messages/statuses.ts';
import { messageRow } from '../../../../worker/inbox/records/rows.ts';
import { dayMs, hour, minute, second } from './times.ts';
import { assistant, type Click, type Received, type Sender, type Sent } from './truth.ts';
import type { Person, World } from './world.ts';

export class Messages {
  #world: World;
  #clicks = new Map<string, Click>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The customer writes now; the webhook may be late, and come twice. */
  write(person: Person, words: string, press: Received['press'] = null, more: object = {}): void {
    if (person.isGone) return;
    const at = Math.floor(Date.now() / second) * second;
    const wamid = `wamid.in-${this.#world.nextName()}`;
    const late = this.#world.chance(0.04)
      ? this.#world.between(1, 30 * 60) * minute
      : this.#world.between(0, 3) * second;
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
      const isNew =
        this.#world.sql.exec('SELECT 1 FROM message WHERE wamid = ?', wamid).toArray().length === 0;
      this.#world.store(body);
      if (!isNew) return;
      person.conversation = this.#world.conversationOf(wamid);
      person.isOpen = true;
      const stored = Date.now();
      this.#world.truth.push({
        ...{ type: 'in', stored, conversation: person.conversation, at, isImported: false, press },
      });
      const reference = /\[#(\w+)\]/.exec(words)?.[1];
      const click = reference === undefined ? undefined : this.#clicks.get(reference);
      if (click) Object.assign(click, { conversation: person.conversation, ledAt: stored });
      if (this.#world.chance(0.05)) this.#react(person, wamid);
    };
    this.#world.later(Date.now() + late, arrive);
    if (this.#world.chance(0.08))
      this.#world.later(Date.now() + late + this.#world.between(1, 400) * minute, arrive);
  }

  /** Reactions and edits are part of another message. */
  #react(person: Person, wamid: string): void {
    const head = { from: person.phone, timestamp: String(Math.floor(Date.now() / second)) };
    const id = `wamid.re-${this.#world.nextName()}`;
    const content = this.#world.chance(0.5)
      ? { type: 'reaction', reaction: { message_id: wamid, emoji: '👍' } }
      : {
          type: 'edit',
          edit: { original_message_id: wamid, message: { type: 'text', text: { body: 'Better' } } },
        };
    this.#world.store({ contacts: [{ wa_id: person.phone }], messages: [{ ...head, id, ...content }] });
  }

  send(person: Person, sender: Sender, { isReminder = false, template = '' } = {}): Sent | null {
    if (person.isGone || person.conversation === 0) return null;
    if (isReminder && !person.isOpen) return null;
    const { changes } = this.#world.parts;
    const at = Math.floor(Date.now() / second) * second;
    const stored = Date.now();
    const wamid = `wamid.out-${this.#world.nextName()}`;
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
      this.#world.store({ message_echoes: [echo] }, 'smb_message_echoes');
      sent.statuses.push({ stored, status: 'accepted' });
    } else {
      const content = template
        ? { type: 'template', template: { name: template, language: { code: 'de' } } }
        : text;
      const author = isReminder
        ? this.#world.one([
            { type: 'nudge' },
            { type: 'automation', source: 'welcome', name: null, answers: false },
          ])
        : sender.kind === 'automatic'
          ? sender === assistant
            ? { type: 'automation', source: 'assistant', name: null, answers: true }
            : { type: 'agent', id: 'token/bot', name: 'Bot', isBot: true }
          : { type: 'agent', id: sender.id, name: sender.name };
      changes.transaction(() => {
        const id = addMessage(this.#world.sql, changes, {
          ...{ conversation_id: person.conversation, origin: 'send', direction: 'out', sent_at: at },
          ...{ body: JSON.stringify(content), key: wamid, status: 'queued', author: JSON.stringify(author) },
        });
        sent.statuses.push({ stored, status: 'underway' });
        if (id !== null) this.#takeOff(person, sent, id, wamid);
      });
    }
    this.#world.truth.push(sent);
    if (sender.kind === 'phoneApp') this.#report(person, sent, wamid);
    return sent;
  }

  /** WhatsApp accepts it, or refuses it, and then somebody may try again. */
  #takeOff(person: Person, sent: Sent, id: number, wamid: string): void {
    const { changes } = this.#world.parts;
    const stored = Date.now();
    const put = (status: 'queued' | 'accepted' | 'failed', code?: string) => {
      const error =
        code === undefined ? null : JSON.stringify({ code, title: '', advice: '', details: null });
      setStatus(this.#world.sql, changes, id, { status, error, retryAt: null });
    };
    if (this.#world.chance(0.03)) {
      put('failed', 'window_closed');
      sent.statuses.push({ stored, status: 'rejected', code: 'window_closed' });
      if (!this.#world.chance(0.5)) return;
      this.#world.later(stored + this.#world.between(1, 300) * minute, () => {
        if (person.isGone || !messageRow(this.#world.sql, id)) return;
        changes.transaction(() => {
          put('queued');
          nameMessage(this.#world.sql, changes, id, wamid);
          put('accepted');
        });
        sent.statuses.push({ stored: Date.now(), status: 'accepted' });
        this.#report(person, sent, wamid);
      });
      return;
    }
    nameMessage(this.#world.sql, changes, id, wamid);
    put('accepted');
    sent.statuses.push({ stored, status: 'accepted' });
    this.#report(person, sent, wamid);
  }

  #priceOf(template: string): Sent['price'] {
    if (template) return { category: 'marketing', type: 'regular' };
    return this.#world.chance(0.9)
      ? { category: 'service', type: this.#world.one(['regular', 'free_customer_service']) }
      : null;
  }

  /** What WhatsApp says of it, at once or days later, in order or not. */
  #report(person: Person, sent: Sent, wamid: string): void {
    if (this.#world.chance(0.04)) return;
    const now = Date.now();
    const say = (after: number, status: string, more: object = {}) => {
      const at = String(Math.floor((now + after) / second));
      const late = this.#world.chance(0.06)
        ? this.#world.between(1, 12 * 24) * hour
        : this.#world.between(0, 5) * second;
      const arrive = () => {
        if (person.isGone) return;
        const pricing = sent.price && status !== 'read' ? { pricing: { ...sent.price, billable: true } } : {};
        this.#world.store({
          statuses: [{ id: wamid, status, timestamp: at, recipient_id: person.phone, ...pricing, ...more }],
        });
        const code = status === 'failed' ? { code: '131026' } : {};
        sent.statuses.push({ stored: Date.now(), status, ...code });
      };
      this.#world.later(now + after + late, arrive);
      if (this.#world.chance(0.1)) this.#world.later(now + after + late + hour, arrive);
    };
    if (this.#world.chance(0.04)) {
      say(2 * second, 'failed', { errors: [{ code: 131026, title: 'Message undeliverable' }] });
      return;
    }
    say(second, 'sent');
    if (!this.#world.chance(0.94)) return;
    const delivered = this.#world.between(2, 600) * second;
    say(delivered, 'delivered');
    if (!person.isSecretive && this.#world.chance(0.8)) {
      say(delivered + Math.floor(10 ** (3 + this.#world.random() * 6)), 'read');
    }
  }

  importHistory(person = this.#world.person(), daysAgo?: number): void {
    if (person.isGone) return;
    const from = Date.now() - (daysAgo ?? this.#world.between(1, 200)) * dayMs;
    const messages = Array.from({ length: 3 }, (_, index) => ({
      ...{ from: index === 1 ? '15550783881' : person.phone, to: index === 1 ? person.phone : '15550783881' },
      ...{ id: `wamid.old-${this.#world.nextName()}`, timestamp: String(Math.floor(from / second) + index) },
      ...{ type: 'text', text: { body: 'Long ago' }, history_context: { status: 'READ' } },
    }));
    this.#world.store(
      {
        history: [
          { metadata: { phase: 0, chunk_order: 1, progress: 10 }, threads: [{ id: person.phone, messages }] },
        ],
      },
      'history',
    );
    person.conversation = this.#world.conversationOf(messages[0]?.id ?? '');
    const stored = Date.now();
    for (const [index, { timestamp }] of messages.entries()) {
      const known = { stored, conversation: person.conversation, at: Number(timestamp) * second };
      this.#world.truth.push(
        index === 1
          ? { type: 'past-out', ...known }
          : { type: 'in', ...known, isImported: true, press: null },
      );
    }
  }

  click(): string {
    const letters = '23456789abcdefghjkmnpqrstuvwxyz';
    const reference = Array.from({ length: 6 }, () => this.#world.one([...letters])).join('');
    const page = this.#world.one(['https://shop.example/', 'https://shop.example/bowls']);
    const name = this.#world.one([null, 'may']);
    const campaign = { source: null, medium: null, name, term: null, content: null };
    const at = Date.now();
    const source = { at, page, title: 'Shop', referrer: null, language: null, campaign };
    this.#world.parts.presses.add({ reference, source });
    this.#clicks.set(reference, {
      ...{ type: 'click', stored: at, conversation: 0, at, page, campaign: name ?? '', ledAt: null },
    });
    const click = this.#clicks.get(reference);
    if (click) this.#world.truth.push(click);
    return reference;
  }
}

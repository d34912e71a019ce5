/**
 * A year of conversations on a real inbox, and beside it the truth: what happened, in the order in which the inbox learnt of
 * it. It has what makes figures wrong elsewhere: clocks that change, statuses and messages that come late or twice, customers
 * without read receipts, retries, imports, merged and erased contacts, customers who come back, bots, the phone app.
 */
import type { EntryBody } from '../../../../worker/api/conversations/teamwork.ts';
import { eraseContact } from '../../../../worker/inbox/contacts/erase-contact.ts';
import { join } from '../../../../worker/inbox/contacts/join.ts';
import { conversationRow } from '../../../../worker/inbox/records/rows.ts';
import { addEntry } from '../../../../worker/inbox/records/team-entries.ts';
import { ask, comment, judge, rate, takeTurn, wish } from './outcomes.ts';
import { begins, dayMs, hour, minute, second } from './times.ts';
import { ana, assistant, ben, bot, phone, type Sender, shop } from './truth.ts';
import { type Person, World } from './world.ts';
import { Messages } from './world-messages.ts';

export class Year extends World {
  #messages = new Messages(this);

  /** Lets so many days pass, with so many visits of customers. */
  async run(days: number, visits: number): Promise<void> {
    const ends = Date.now() + days * dayMs;
    for (let index = 0; index < visits; index++) {
      const at = begins + this.#hourWeighted(days);
      this.later(at, () => this.#visit(at));
    }
    for (let index = 0; index < visits / 12; index++) this.later(this.timeIn(days), () => this.#campaign());
    for (let index = 0; index < visits / 40; index++)
      this.later(this.timeIn(days), () => this.#messages.importHistory());
    for (let index = 0; index < visits / 40; index++) this.later(this.timeIn(days), () => this.#mergeTwo());
    for (let index = 0; index < visits / 50; index++) this.later(this.timeIn(days), () => this.#erase());
    for (let index = 0; index < visits / 15; index++) this.later(this.timeIn(days), () => this.#wish());
    // The night in which the clocks change, and midnight.
    for (const at of [
      Date.UTC(2030, 2, 31, 1, 30),
      Date.UTC(2030, 9, 27, 0, 30),
      Date.UTC(2030, 9, 27, 1, 30),
    ]) {
      if (at < ends)
        for (let index = 0; index < 4; index++) this.later(at + index * 7 * minute, () => this.#visit(at));
    }
    await this.pass(ends - Date.now());
  }

  /** More by day than by night. */
  #hourWeighted(days: number): number {
    const day = this.between(0, days) * dayMs;
    return day + (this.chance(0.8) ? this.between(7 * hour, 19 * hour) : this.between(0, dayMs));
  }

  #visit(at: number): void {
    const person = this.person();
    const reference = this.chance(0.3) ? this.#messages.click() : null;
    const burst = this.between(1, 4);
    let last = at;
    for (let index = 0; index < burst; index++) {
      last += this.between(5, 120) * second;
      const words = reference && index === 0 ? `Hello [#${reference}]` : 'Hello';
      this.later(last, () => this.#messages.write(person, words));
    }
    this.#answerAfter(person, last, this.between(0, 3));
  }

  #answerAfter(person: Person, from: number, rounds: number): void {
    let at = from;
    if (this.chance(0.3)) {
      at += this.between(3, 90) * second;
      const isAssistant = this.chance(0.5);
      this.later(at, () => (isAssistant ? this.#assist(person) : this.#messages.send(person, bot)));
      if (this.chance(0.4)) {
        at += this.between(5, 60) * second;
        this.later(at, () => this.#note(person, 'mode', null, 'handed-over'));
      } else if (this.chance(0.5)) return;
    }
    if (this.chance(0.1))
      this.later(at + 2 * hour, () => this.#messages.send(person, bot, { isReminder: true }));
    if (this.chance(0.85)) {
      at += this.chance(0.1)
        ? this.between(20 * hour, 60 * hour)
        : Math.floor(10 ** (4 + this.random() * 3.6));
      const sender = this.one([ana, ana, ben, ben, shop, phone]);
      this.later(at, () => this.#messages.send(person, sender));
      if (this.chance(0.3))
        this.later(at + this.between(1, 90) * second, () => this.#messages.send(person, sender));
      if (this.chance(0.2)) this.later(at + 30 * second, () => this.#note(person, 'note', sender, null));
    }
    if (rounds > 0 && this.chance(0.7)) {
      const again = at + this.between(1, 600) * minute;
      this.later(again, () => this.#messages.write(person, 'And this?'));
      this.#answerAfter(person, again, rounds - 1);
    } else if (this.chance(0.8)) {
      const end = at + this.between(1, 900) * minute;
      if (this.chance(0.3)) this.later(end - second, () => this.#label(person));
      this.later(end, () => this.#resolve(person));
      if (this.chance(0.3)) this.later(end + 30 * second, () => this.#survey(person));
      if (this.chance(0.25)) {
        const again = end + this.between(1, 130) * hour;
        this.later(again, () => this.#messages.write(person, 'Once more'));
        this.#answerAfter(person, again, 0);
      } else if (this.chance(0.2)) {
        this.later(end + hour, () => this.#reopen(person));
        // The team began this episode, so the assistant saves it no first response.
        this.later(end + hour + 5 * minute, () => this.#messages.write(person, 'One more thing'));
        this.later(end + hour + 6 * minute, () => this.#messages.send(person, assistant));
      }
    }
  }

  /** The team writes first. */
  #campaign(): void {
    const person = this.person();
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
    const sent = this.#messages.send(person, shop, { template: this.one(['winter', 'order_update']) });
    const [wamid = ''] = sent?.wamids ?? [];
    if (!sent || !this.chance(0.6)) return;
    const after = this.between(1, 40) * hour;
    const press = this.chance(0.5) ? { text: this.one(['Yes', 'No']), of: wamid } : null;
    // Nobody can press a button of a message that was refused.
    const hasLeft = () => sent.statuses.some(({ status }) => status === 'accepted');
    this.later(Date.now() + after, () =>
      this.#messages.write(person, 'I got this', hasLeft() ? press : null),
    );
    this.#answerAfter(person, Date.now() + after + 10 * second, 0);
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
    const [source, outcome, because] = this.one([
      ...[['assistant', 'answered', ''] as const, ['assistant', 'answered', ''] as const],
      ...[['assistant', 'handed-over', 'asked_by_model'] as const, ['assistant', 'acted', ''] as const],
      ...[['assistant', 'handed-over', 'unreadable_media'] as const, ['suggestion', 'acted', ''] as const],
      ...[['assistant', 'withdrawn', 'person'] as const, ['assistant', 'failed', 'error'] as const],
      ['suggestion', 'withdrawn', 'nothing'] as const,
    ]);
    if (outcome === 'answered') this.#messages.send(person, assistant);
    const tokens = this.between(100, 900);
    const asked = { source, outcome, because, tokens };
    const [turn, id] = takeTurn(this.sql, person.conversation, asked);
    this.truth.push(turn);
    for (const isGood of [true, false, null]) {
      if (!this.chance(0.2)) continue;
      const after = this.between(1, 12 * 24 * 60) * minute;
      this.later(Date.now() + after, () => judge(this.sql, id, turn, isGood));
    }
  }

  /** Asks how satisfied the customer is. They may answer, answer again, and write a comment, also after days. */
  #survey(person: Person): void {
    if (person.isGone || person.conversation === 0) return;
    const agent = this.one([ana, ben, { id: '', name: '' }]);
    this.truth.push(ask(this.sql, person.conversation, agent));
    let at = Date.now();
    while (this.chance(0.5)) {
      at += this.between(1, 3 * 24 * 60) * minute;
      this.later(at, () => {
        if (person.isGone) return;
        const [rated, id] = rate(this.sql, person.conversation, agent, this.between(1, 6));
        this.truth.push(rated);
        if (!this.chance(0.4)) return;
        const after = this.between(1, 9 * 24 * 60) * minute;
        this.later(Date.now() + after, () => comment(this.sql, id, rated));
      });
    }
  }

  /** Somebody opts out of marketing messages or in, or says so again. */
  #wish(): void {
    const known = this.people.filter(({ isGone, conversation }) => !isGone && conversation > 0);
    if (known.length === 0) return;
    const { conversation } = this.one(known);
    const said = { wants: this.chance(0.5), isByAgent: this.chance(0.5) };
    this.truth.push(wish(this.parts, this.sql, conversation, said));
  }

  #label(person: Person): void {
    if (person.isGone || person.conversation === 0) return;
    const label = this.one(['delivery', 'returns', 'new']);
    this.sql.exec('INSERT OR IGNORE INTO conversation_label VALUES (?, ?)', person.conversation, label);
  }

  #resolve(person: Person): void {
    const row = person.isGone ? null : conversationRow(this.sql, person.conversation);
    if (row?.state !== 'open') return;
    const by = this.one([ana, ben]);
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
    const known = this.people.filter(({ isGone, conversation }) => !isGone && conversation > 0);
    if (known.length < 2) return;
    const [one, other] = [this.one(known), this.one(known)];
    if (one.conversation === other.conversation) return;
    const [into, from] = one.conversation < other.conversation ? [one, other] : [other, one];
    const { changes } = this.parts;
    const gone = from.conversation;
    changes.transaction(() => join(this.sql, changes, gone, into.conversation));
    for (const person of this.people)
      if (person.conversation === gone) person.conversation = into.conversation;
    const at = Date.now();
    this.truth.push({ type: 'merge', stored: at, conversation: gone, at, into: into.conversation });
  }

  async #erase(): Promise<void> {
    const known = this.people.filter(({ isGone, conversation }) => !isGone && conversation > 0);
    if (known.length < 5) return;
    const { conversation } = this.one(known);
    const row = conversationRow(this.sql, conversation);
    if (!row) return;
    await eraseContact(this.state.storage, this.parts.changes, undefined, row, Date.now());
    for (const person of this.people) if (person.conversation === conversation) person.isGone = true;
    const at = Date.now();
    this.truth.push({ type: 'erase', stored: at, conversation, at });
  }
}

/**
 * What would have been answered automatically in the last month, from the messages that came. Nothing is written or sent,
 * and after every few hundred messages whatever waits goes first. Labels and pages are those of today.
 */
import type { EstimateQuery, EstimateResult } from '../../../api/automation/estimate.ts';
import { conversationSource } from '../../../api/conversations/conversations.ts';
import { author } from '../../../api/conversations/messages.ts';
import { wishesOf, wishIn } from '../../../whatsapp/receiving/stop-words.ts';
import type { Policy } from '../../number/policy.ts';
import { labelsOn } from '../../records/labels.ts';
import { conversationRow, type MessageRow, messageContent, stored } from '../../records/rows.ts';
import { languageOf } from '../automatic-text.ts';
import type { Automation } from '../automation-settings.ts';
import { ownWords } from '../turns/usual-sources.ts';
import type { Circumstances } from './conditions.ts';
import { type LookUp, type Planned, plannedOf, TemplateCosts } from './estimated-replies.ts';
import { compileRule, matchingRules, type Rules } from './rules.ts';
import { saidIn, textOf } from './said.ts';

const days = 30;
const minute = 60_000;
const day = 24 * 60 * minute;
const burstMs = 12_000;
const maxMessages = 10_000;
const atOnce = 250;
const freeMessages = 1_000;
/** An answer with its statuses, and its turn, besides the message that it answers: see docs/costs.md. */
const rowsPerMessage = 40;

interface Parts {
  sql: SqlStorage;
  inbox: string;
  workspace: LookUp;
  automation: Automation;
  rules: Rules;
  policy: Policy;
}

/** What a customer wrote within seconds. */
interface Written {
  conversationId: number;
  at: number;
  texts: string[];
  isWithPerson: boolean;
  /** Null: they had not written before. */
  lastWroteAt: number | null;
}

type Source = keyof EstimateResult['turns'];

export async function estimate(parts: Parts, query: EstimateQuery, now: number): Promise<EstimateResult> {
  const since = now - days * day;
  const rows = newestMessages(parts.sql, since);
  const isSampled = rows.length === maxMessages;
  const scale = isSampled ? (days * day) / Math.max(now - (rows[0]?.sent_at ?? since), day) : 1;
  const looked = new Map<string, Planned>();
  const replay = new Replay(parts, query, looked);
  for (const { id, rule } of replay.rules) looked.set(id, await plannedOf(parts, rule.actions));
  let sent = 0;
  for (let from = 0; from < rows.length; from += atOnce) {
    for (const row of rows.slice(from, from + atOnce)) {
      if (row.origin === 'send') sent += 1;
      replay.add(row);
    }
    await scheduler.wait(0);
  }
  replay.end();
  const scaled = (count: number) => Math.round(count * scale);
  const messages = scaled(replay.messages);
  const others = scaled(sent);
  const currency = replay.costs.currency;
  const templates = replay.costs.list(scaled);
  const sentTemplates = templates.reduce((sum, one) => sum + one.messages, 0);
  const beyond = (count: number) => Math.max(0, count - freeMessages);
  return {
    days,
    isSampled,
    bursts: scaled(replay.bursts),
    turns: {
      ...{ stop: scaled(replay.turns.stop), 'hand-over': scaled(replay.turns['hand-over']) },
      ...{ rule: scaled(replay.turns.rule), away: scaled(replay.turns.away) },
      welcome: scaled(replay.turns.welcome),
    },
    rules: [...replay.hits].map(([id, turns]) => ({ id, turns: scaled(turns) })),
    messages,
    charged: beyond(others + messages - sentTemplates) - beyond(others) + sentTemplates,
    ...{ templates, currency },
    rows: messages * rowsPerMessage,
  };
}

/** Oldest first. */
function newestMessages(sql: SqlStorage, since: number): MessageRow[] {
  return sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE sent_at > ? AND target IS NULL AND origin IN ('message', 'echo', 'send')
         AND send_at IS NULL ORDER BY id DESC LIMIT ?`,
      ...[since, maxMessages],
    )
    .toArray()
    .reverse();
}

class Replay {
  bursts = 0;
  messages = 0;
  readonly turns: Record<Source, number> = { stop: 0, 'hand-over': 0, rule: 0, away: 0, welcome: 0 };
  readonly hits = new Map<string, number>();
  #parts: Parts;
  #query: EstimateQuery;
  readonly rules: ReturnType<typeof compileRule>[];
  readonly costs: TemplateCosts;
  #planned: ReadonlyMap<string, Planned>;
  #open = new Map<number, Written>();
  #personAt = new Map<number, number>();
  #wroteAt = new Map<number, number>();
  #awayUntil = new Map<number, number>();
  #matchedAt = new Map<string, number>();

  constructor(parts: Parts, query: EstimateQuery, planned: ReadonlyMap<string, Planned>) {
    this.#parts = parts;
    this.#planned = planned;
    this.costs = new TemplateCosts(parts.sql);
    this.#query = query;
    const { rule, replaces } = query;
    const known = parts.rules.compiled;
    const added = rule && compileRule({ id: replaces ?? 'new', rule, names: { labels: [], people: [] } });
    this.rules = !added
      ? [...known]
      : known.some(({ id }) => id === replaces)
        ? known.map((one) => (one.id === replaces ? added : one))
        : [...known, added];
  }

  add(row: MessageRow): void {
    const { conversation_id: id, sent_at: at, direction } = row;
    if (direction === 'out') {
      const by = stored(author, row.author);
      const isPerson = by?.type === 'phone-app' || (by?.type === 'agent' && !by.isBot);
      if (isPerson) {
        this.#personAt.set(id, at);
        // A person was quicker.
        this.#open.delete(id);
      }
      return;
    }
    const open = this.#open.get(id);
    const text = textOf(messageContent(this.#parts.sql, row));
    if (open && at - open.at <= burstMs) open.texts.push(text);
    else {
      if (open) this.#answer(open);
      const personAt = this.#personAt.get(id);
      const { resumeAfterMinutes } = this.#parts.automation.settings;
      const isWithPerson = personAt !== undefined && at - personAt < resumeAfterMinutes * minute;
      const lastWroteAt = this.#wroteAt.get(id) ?? null;
      this.#open.set(id, { conversationId: id, at, texts: [text], isWithPerson, lastWroteAt });
      this.bursts += 1;
    }
    this.#wroteAt.set(id, at);
  }

  end(): void {
    for (const written of this.#open.values()) this.#answer(written);
    this.#open.clear();
  }

  #answer(written: Written): void {
    const { automation, policy } = this.#parts;
    const { stopReply, handOver } = automation.settings;
    const { texts, isWithPerson } = written;
    if (policy.wishIn(texts.at(-1) ?? '') === 'stop') {
      this.#count('stop', stopReply === null ? 0 : 1);
      return;
    }
    const wishes = wishesOf(ownWords(handOver.words));
    if (!isWithPerson && texts.some((text) => wishIn(text, wishes) === 'stop')) {
      this.#count('hand-over', handOver.reply === null ? 0 : 1);
      return;
    }
    if (this.#byRule(written)) return;
    if (this.#isAway(written)) this.#count('away', 1);
    else if (!isWithPerson && this.#isWelcome(written)) this.#count('welcome', 1);
  }

  #byRule(written: Written): boolean {
    const found = matchingRules(this.rules, this.#circumstances(written));
    for (const { id } of found) {
      this.hits.set(id, (this.hits.get(id) ?? 0) + 1);
      this.#matchedAt.set(`${id}/${written.conversationId}`, written.at);
    }
    const last = found.find(({ rule }) => !rule.continues);
    if (!last) return false;
    const { messages, category } = this.#planned.get(last.id) ?? { messages: 0, category: null };
    this.#count('rule', messages);
    if (category !== null) this.costs.add(category, written.conversationId);
    return true;
  }

  #circumstances({ conversationId, at, texts, isWithPerson, lastWroteAt }: Written): Circumstances {
    const { sql, automation } = this.#parts;
    const { welcome } = automation.settings;
    const row = conversationRow(sql, conversationId);
    return {
      said: texts.map(saidIn),
      isWithPerson,
      isOpen: () => automation.openingAt(at)?.isOpen ?? null,
      isNew: () => lastWroteAt === null || at - lastWroteAt > (welcome?.againAfterDays ?? days) * day,
      labels: () => new Set(labelsOn(sql, conversationId)),
      page: () => (row && stored(conversationSource, row.source))?.page ?? null,
      language: () => row && languageOf(row),
      hasMatchedSince: (rule, since) => (this.#matchedAt.get(`${rule}/${conversationId}`) ?? 0) > since,
      now: at,
    };
  }

  #isAway({ conversationId, at }: Written): boolean {
    const { automation } = this.#parts;
    const { away = automation.settings.away } = this.#query;
    const opening = away && automation.openingAt(at);
    if (!opening || opening.isOpen || (this.#awayUntil.get(conversationId) ?? 0) > at) return false;
    if (at - (this.#personAt.get(conversationId) ?? 0) < 15 * minute) return false;
    this.#awayUntil.set(conversationId, opening.changesAt ?? Number.MAX_SAFE_INTEGER);
    return true;
  }

  #isWelcome({ at, lastWroteAt }: Written): boolean {
    const { welcome = this.#parts.automation.settings.welcome } = this.#query;
    if (!welcome) return false;
    return lastWroteAt === null || at - lastWroteAt > welcome.againAfterDays * day;
  }

  #count(source: Source, messages: number): void {
    this.turns[source] += 1;
    this.messages += messages;
  }
}

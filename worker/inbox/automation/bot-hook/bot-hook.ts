/**
 * The bot hook: a program of the owner's that is asked what to answer, and answers at once or later by the API. It is a
 * source of turns like any other, so that what it says is checked again before it is sent.
 */
import type {
  BotHookFault,
  BotHookProblem,
  BotHookState,
  BotHookTest,
  TurnAnswer,
} from '../../../api/automation/bot-hook.ts';
import type { Label } from '../../../api/conversations/labels.ts';
import { matchesFilter } from '../../../api/developers/events.ts';
import { log } from '../../../log.ts';
import type { Endpoint } from '../../../workspace/webhooks/subscriptions.ts';
import type { EndpointOffice } from '../../deliveries/deliveries.ts';
import { type Answer, type Post, post } from '../../deliveries/post.ts';
import { headersFor } from '../../deliveries/signature.ts';
import type { Audience } from '../../events/audience.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';
import type { KnownNames } from '../../records/rule-rows.ts';
import type { TurnRow } from '../../records/turn-rows.ts';
import type { Automation } from '../automation-settings.ts';
import { type ActionParts, automaticPerson, isSilent, type SilentAction } from '../rules/plan-actions.ts';
import {
  type AnswerSource,
  type Burst,
  type Decision,
  type Later,
  type Plan,
  textContent,
} from '../turns/source.ts';
import { handOverText, textMessage } from '../turns/usual-sources.ts';
import { Gate } from './gate.ts';
import { digestOf, maxAnswerBytes, readAnswer } from './hook-answer.ts';
import { bodyOf, turnEventId, turnStarted } from './hook-request.ts';
import type { HookStore } from './hook-store.ts';
import { sampleRequest } from './sample-request.ts';
import { isTokenOf, turnToken } from './turn-token.ts';

const second = 1_000;
/** A customer waits. */
const timeoutMs = 5 * second;
/** With the requests before it. */
const maxWaitMs = 20 * second;
/** As for webhooks: an inbox has six connections, and messages to customers come first. */
const maxAtOnce = 2;
const shownBytes = 512;

interface Parts extends Pick<ActionParts, 'perform'> {
  sql: SqlStorage;
  inbox: string;
  changes: ChangeLog;
  automation: Automation;
  audience: Audience;
  office: Pick<EndpointOffice, 'signingKeys'>;
  store: HookStore;
  /** Whether the number has a bot: then that answers. */
  hasBot: () => boolean;
  labels: () => Promise<Label[]>;
  /** It does not work any more, or works again. */
  healthChanged: () => void;
  post?: Post;
}

type Asked = { answer: Answer; read: ReturnType<typeof readAnswer> };

export class BotHook implements AnswerSource {
  #parts: Parts;
  #gate = new Gate(maxAtOnce);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get isOn(): boolean {
    return this.#parts.store.now.when !== 'off';
  }

  /** Since when the fallback answers in its place, and the name of its webhook; null: it works. */
  get failing(): { name: string; since: number } | null {
    const { store } = this.#parts;
    if (!this.isOn || !store.isDown || store.failing === null) return null;
    return { name: this.#webhook?.name ?? '', since: store.failing.since };
  }

  state(): BotHookState {
    const { store } = this.#parts;
    const { failures = 0, since = null, retryAt = null, fault = null } = store.failing ?? {};
    return {
      ...{ settings: store.now, problems: this.#problems(), failures, failingSince: since },
      ...{ retryAt: store.isDown ? retryAt : null, fault },
    };
  }

  decide(burst: Burst, isWanted = false): Decision | null {
    const { store, hasBot } = this.#parts;
    if (!this.isOn || burst.isWithPerson || hasBot()) return null;
    if (!isWanted && !this.#answersNow(burst.now)) return null;
    if (!this.#endpoint) return this.#instead(burst, 'no-webhook');
    if (!store.mayAsk(burst.now)) return this.#instead(burst, store.failing?.fault ?? 'timeout');
    return {
      ...{ source: 'bot', subject: null, answers: true, timeoutMs: maxWaitMs },
      answersWithinMs: maxWaitMs + store.now.answerSeconds * second,
      compose: (turn, signal) => this.#compose(turn, burst, signal),
    };
  }

  /** What takes the place of its answer, which has not come. */
  overdue(burst: Burst, fault: 'late' | 'stopped'): Plan {
    this.#failed(fault);
    return this.#instead(burst, fault) ?? this.#nothing(fault);
  }

  /** Whether the token is for this burst. */
  async isTokenFor(token: string, turn: number, last: number): Promise<boolean> {
    const { office, inbox, store } = this.#parts;
    const { webhook } = store.now;
    const keys = webhook === null ? null : await office.signingKeys(webhook);
    if (keys?.format !== 'events') return false;
    return isTokenOf(keys.secrets, token, { inbox, turn, last });
  }

  /** What an answer by the API does. */
  async planOf(answer: TurnAnswer): Promise<Plan & { digest: string }> {
    const digest = await digestOf(answer);
    return { ...this.#planOf(answer, await this.#names(answer), { via: 'api', digest }), digest };
  }

  /** An answer by the API was taken. */
  answered(): void {
    this.#succeeded();
  }

  /** Asks about a customer who does not exist. A right answer ends the fallback. */
  async test(): Promise<BotHookTest> {
    const endpoint = this.#endpoint;
    if (!endpoint) return this.#tested(null, { outcome: 'failed', fault: 'no-webhook', detail: '' });
    const { inbox, audience, changes } = this.#parts;
    const request = sampleRequest({ inbox, subscriptions: audience.now, seq: changes.last, now: Date.now() });
    const { answer, read } = await this.#post(endpoint, request.id, JSON.stringify(request));
    if (read.outcome !== 'failed') this.#succeeded();
    return this.#tested(answer, read);
  }

  #tested(answer: Answer | null, read: Asked['read']): BotHookTest {
    const isFailed = read.outcome === 'failed';
    return {
      isWorking: !isFailed,
      fault: isFailed ? read.fault : null,
      status: answer?.status ?? null,
      ms: answer?.ms ?? 0,
      actions: read.outcome === 'answered' ? read.answer.actions.map(({ type }) => type) : null,
      detail: isFailed ? read.detail : '',
      answer: (answer?.text ?? '').slice(0, shownBytes),
    };
  }

  #answersNow(now: number): boolean {
    const { store, automation } = this.#parts;
    const { when } = store.now;
    if (when !== 'outside-hours') return when === 'always';
    // Without hours it is never closed.
    return automation.openingAt(now)?.isOpen === false;
  }

  get #webhook(): Endpoint | null {
    const { store, audience } = this.#parts;
    return audience.now.endpoints.find(({ id }) => id === store.now.webhook) ?? null;
  }

  /** The webhook, if it can be asked. */
  get #endpoint(): Endpoint | null {
    const webhook = this.#webhook;
    return webhook && webhook.disabledAt === null && canBeAsked(webhook) ? webhook : null;
  }

  #problems(): BotHookProblem[] {
    const { store, automation, hasBot } = this.#parts;
    if (!this.isOn) return [];
    return [
      ...(hasBot() ? (['has-bot'] as const) : []),
      ...(this.#endpoint ? [] : (['no-webhook'] as const)),
      ...(store.now.fallback === 'away' && automation.settings.away === null ? (['no-away'] as const) : []),
    ];
  }

  async #compose(turn: TurnRow, burst: Burst, signal: AbortSignal): Promise<Plan | Later> {
    const { store } = this.#parts;
    const isTrial = store.isDown;
    store.tries(Date.now());
    const asked = await this.#gate.run(signal, async () => {
      // Those before it have found out meanwhile that there is no answer.
      return store.isDown && !isTrial ? null : this.#ask(turn, burst, signal);
    });
    // Whatever is planned for a burst that has changed meanwhile is not carried out.
    if (asked === null || (signal.aborted && asked.read.outcome === 'failed')) {
      return this.#instead(burst, 'busy') ?? this.#nothing('busy');
    }
    const { answer, read } = asked;
    switch (read.outcome) {
      case 'later':
        return { until: Date.now() + store.now.answerSeconds * second };
      case 'answered': {
        this.#succeeded();
        const { status, ms } = answer;
        return this.#planOf(read.answer, await this.#names(read.answer), { via: 'webhook', status, ms });
      }
      case 'failed': {
        this.#failed(read.fault);
        const { status, ms } = answer;
        const { detail } = read;
        const known = { status, ms, ...(detail !== '' && { detail }) };
        return this.#instead(burst, read.fault, known) ?? this.#nothing(read.fault, known);
      }
    }
  }

  /** Null: it is not needed any more, or its webhook is gone. */
  async #ask(turn: TurnRow, burst: Burst, signal: AbortSignal): Promise<Asked | null> {
    const { sql, inbox, audience, automation, changes, office, store } = this.#parts;
    const endpoint = this.#endpoint;
    if (!endpoint || signal.aborted) return null;
    const keys = await office.signingKeys(endpoint.id);
    if (keys?.format !== 'events') return null;
    const [secret = ''] = keys.secrets;
    const envelope = turnStarted(sql, burst, {
      ...{ inbox, subscriptions: audience.now, turn, seq: changes.last },
      token: await turnToken(secret, { inbox, turn: turn.id, last: turn.last_id }),
      expiresAt: Date.now() + store.now.answerSeconds * second,
      isOpen: automation.openingAt(burst.now)?.isOpen ?? null,
    });
    return this.#post(endpoint, turnEventId(inbox, turn), bodyOf(envelope), signal);
  }

  async #post(
    { id: endpointId, url }: Endpoint,
    id: string,
    body: string,
    signal?: AbortSignal,
  ): Promise<Asked> {
    const { office } = this.#parts;
    const keys = await office.signingKeys(endpointId);
    if (!keys) throw new Error('The webhook has no secret');
    const headers = await headersFor(keys, { id, body, now: Date.now() });
    const send = this.#parts.post ?? post;
    const answer = await send({
      ...{ url, headers, body, timeoutMs, maxBytes: maxAnswerBytes },
      ...(signal && { signal }),
    });
    return { answer, read: readAnswer(answer, timeoutMs) };
  }

  #planOf(answer: TurnAnswer, names: KnownNames, details: Plan['details']): Plan {
    const { actions } = answer;
    const messages = actions.flatMap((action) => (action.type === 'reply' ? [action.content] : []));
    const isLeft = actions.some(({ type }) => type === 'hand-over');
    return {
      ...{ source: 'bot', subject: null, messages },
      answers: messages.length > 0 && !isLeft,
      ...(isLeft && { handsOver: true }),
      act: ({ conversation_id: id }) => {
        const by = this.#person;
        for (const action of actions) {
          if (isSilent(action)) this.#parts.perform(id, by, withIds(action, names), names);
        }
      },
      details: { ...details, actions: actions.map(({ type }) => type) },
    };
  }

  /** What the fallback says; null: nothing. */
  #instead(burst: Burst, fault: BotHookFault, known: Plan['details'] = {}): Plan | null {
    const { sql, automation, store } = this.#parts;
    const { fallback } = store.now;
    const plan = { source: 'bot', subject: null, answers: false, isFallback: true } as const;
    const details = { ...known, fault, fallback };
    switch (fallback) {
      case 'team':
        return null;
      case 'away': {
        const { away } = automation.settings;
        if (!away) return null;
        return {
          ...plan,
          messages: [textContent(textMessage({ sql, automation }, burst, away.text))],
          details,
        };
      }
      case 'hand-over': {
        const text = handOverText({ sql, automation }, burst);
        return { ...plan, messages: text === null ? [] : [textContent(text)], handsOver: true, details };
      }
    }
  }

  /** The team is notified. */
  #nothing(fault: BotHookFault, known: Plan['details'] = {}): Plan {
    const details = { ...known, fault, fallback: 'team' };
    return { source: 'bot', subject: null, messages: [], answers: false, isFallback: true, details };
  }

  /** Labels that do not exist are left out. */
  async #names({ actions }: TurnAnswer): Promise<KnownNames> {
    const isLabelling = actions.some(({ type }) => type === 'label');
    return { labels: isLabelling ? await this.#parts.labels() : [], people: [] };
  }

  get #person() {
    return automaticPerson({ id: 'bot', name: this.#webhook?.name ?? 'Bot' });
  }

  #failed(fault: BotHookFault): void {
    const { store, healthChanged } = this.#parts;
    const wasDown = store.isDown;
    store.failed(fault, Date.now());
    log('warn', 'bot_hook_failed', { fault });
    if (store.isDown && !wasDown) healthChanged();
  }

  #succeeded(): void {
    const { store, healthChanged } = this.#parts;
    const wasDown = store.isDown;
    store.succeeded();
    if (wasDown) healthChanged();
  }
}

/** A program can write the names of labels in place of their ids. */
function withIds(action: SilentAction, { labels }: KnownNames): SilentAction {
  if (action.type !== 'label') return action;
  const idOf = (one: string) => labels.find(({ id, name }) => id === one || name === one)?.id ?? one;
  return { ...action, add: action.add.map(idOf), remove: action.remove.map(idOf) };
}

/** Whether a webhook is one that can be asked. */
export function canBeAsked({ format, events }: Pick<Endpoint, 'format' | 'events'>): boolean {
  return format === 'events' && matchesFilter(events, 'turn.started');
}

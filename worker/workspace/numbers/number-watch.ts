import type { NumberAlert, NumberHealth } from '../../api/health.ts';
import type { InboxSummary } from '../../api/numbers.ts';
import type { Env } from '../../env.ts';
import { isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { askInbox } from '../../peers.ts';
import { fetchThroughput } from '../../whatsapp/account/graph.ts';
import { schedule } from '../chores.ts';
import * as agents from '../people/agents.ts';
import { earliest, tellAlerts } from '../push/alert-push.ts';
import * as push from '../push/web-push.ts';
import type { Vault } from '../secrets/vault.ts';
import { failingFor } from '../webhooks/webhooks.ts';
import * as connections from './connections.ts';
import { type HealthFacts, healthRows } from './health-rows.ts';
import * as health from './health-state.ts';
import { checkNumber, isTokenRefused, type NumberCheck } from './number-check.ts';
import * as refused from './rejected-webhooks.ts';
import * as setup from './setup-progress.ts';
import * as kept from './unrouted-events.ts';

/** What comes right after a number was connected or Meta has told something of it settles first. */
const lookAfter = 10_000;
const mostLooks = 8;
const clearedLasts = 10 * 60_000;

/** Asks Meta how the numbers do, once a day and whenever there is a reason, and tells the admins what is wrong. */
export class NumberWatch {
  #storage: DurableObjectStorage;
  #sql: SqlStorage;
  #env: Env;
  #secrets: () => Promise<Vault>;

  constructor(storage: DurableObjectStorage, env: Env, secrets: () => Promise<Vault>) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#env = env;
    this.#secrets = secrets;
  }

  /** How a number does, by what is known; `origin` is where the Worker is. */
  async health(inbox: string, origin: string, selfTest: HealthFacts['selfTest']): Promise<NumberHealth> {
    const now = Date.now();
    const number = connections.summaryOf(this.#sql, inbox);
    const known = health.healthOf(this.#sql, inbox);
    const timeline = health.timelineOf(this.#sql, number.wabaId, number.displayPhoneNumber);
    const [credentials, vitals] = await Promise.all([
      this.#credentials(inbox),
      askInbox(this.#env, inbox).vitals(),
    ]);
    const facts: HealthFacts = {
      ...{ number, known, vitals, selfTest, now },
      hasAppSecret: Boolean(credentials?.appSecret ?? this.#env.META_APP_SECRET),
      refused: refused.lastRefused(this.#sql, inbox),
      callbackUrl: `${origin}/webhook`,
      unrouted: kept.unrouted(this.#sql).length,
      unparsed: kept.unparsedCount(this.#sql),
      keepsMedia: this.#env.MEDIA !== undefined,
      graphVersion: this.#env.GRAPH_VERSION,
    };
    const alerts = await this.#alertsOf(inbox);
    return { checkedAt: known.checkedAt, rows: healthRows(facts), alerts, timeline };
  }

  /** Asks Meta now. */
  async check(inbox: string): Promise<void> {
    connections.summaryOf(this.#sql, inbox);
    await this.#look(inbox, (check) => isTokenRefused(check));
  }

  /**
   * Meta did not take the token of this number. Whoever was `sending` has stopped, and goes on if it was a mistake;
   * what was only asked for does not stop a number that can send.
   */
  async tokenRefused(inbox: string, by: 'sending' | 'asking'): Promise<void> {
    if (!connections.isConnected(this.#sql, inbox)) return;
    const known = health.healthOf(this.#sql, inbox);
    if (known.tokenRefusedAt !== null) return;
    // Found to be good and refused again at once: it is the sends that count.
    const isAgain = known.tokenClearedAt !== null && Date.now() - known.tokenClearedAt < clearedLasts;
    const isRefused = await this.#look(inbox, (check) =>
      by === 'sending' ? isAgain || (isTokenRefused(check) ?? true) : isTokenRefused(check),
    );
    if (by === 'sending' && isRefused === false) await askInbox(this.#env, inbox).resumeSending();
  }

  async tokenReplaced(inbox: string): Promise<void> {
    health.forgetToken(this.#sql, inbox);
    await askInbox(this.#env, inbox).resumeSending();
    await this.tellAlerts(inbox);
    this.lookSoon();
  }

  /** Meta has told something of these accounts or their numbers. */
  async followAccounts(wabaIds: string[]): Promise<void> {
    const touched = this.#numbersOf(wabaIds);
    await Promise.all(touched.map(({ id }) => this.tellAlerts(id)));
    for (const { id } of touched) health.lookAgain(this.#sql, id);
    if (touched.length > 0) this.lookSoon();
  }

  /** Meta has changed how fast a number of these accounts may send. */
  async followThroughput(wabaIds: string[]): Promise<void> {
    await Promise.all(this.#numbersOf(wabaIds).map(({ id }) => this.askThroughput(id)));
  }

  /** How fast a number may send, as Meta says now; null: Meta does not say. */
  async askThroughput(id: string): Promise<InboxSummary | null> {
    const found = await this.#credentials(id);
    const graph = found && connections.graphOf(this.#env, found);
    const limit = graph && (await fetchThroughput(graph, found.phoneNumberId, AbortSignal.timeout(5_000)));
    return limit ? connections.change(this.#sql, id, { messagesPerSecond: limit }) : null;
  }

  /** What Meta was asked last may be otherwise now. */
  connectionChanged(inbox: string): void {
    health.lookAgain(this.#sql, inbox);
    this.lookSoon();
  }

  lookSoon(): void {
    schedule(this.#storage, 'numbers', Date.now() + lookAfter);
  }

  /** After a new start of the Workspace: what has become due meanwhile. */
  lookIfDue(): void {
    if (health.dueInboxes(this.#sql, Date.now()).length > 0) this.lookSoon();
  }

  /** A few at a time: a request of the free plan may call others fifty times. */
  async lookAtDue(now: number): Promise<number | null> {
    const due = health.dueInboxes(this.#sql, now);
    await Promise.all(
      due.slice(0, mostLooks).map(({ inbox }) =>
        // One whose secrets cannot be read must not keep the others from being looked at.
        this.#look(inbox, isTokenRefused).catch((error: unknown) => {
          log('error', 'number_not_looked_at', { code: isApiError(error) ? error.code : null });
          health.putOff(this.#sql, inbox, now);
        }),
      ),
    );
    const [next] = health.dueInboxes(this.#sql, Number.MAX_SAFE_INTEGER);
    return next ? Math.max(next.lookAt, now + 1_000) : null;
  }

  /** Shows the number's alerts in its inbox, and sees to it that devices are told. */
  async tellAlerts(inbox: string): Promise<void> {
    const alerts = await this.#alertsOf(inbox);
    health.keepAlerts(this.#sql, inbox, alerts);
    if (alerts.length > 0 && push.hasDevices(this.#sql)) schedule(this.#storage, 'alerts', Date.now());
    await askInbox(this.#env, inbox).setAlerts(alerts);
  }

  async pushAlerts(now: number): Promise<number | null> {
    if (!push.hasDevices(this.#sql)) return null;
    const keys = await push.pushKeys(this.#sql, await this.#secrets(), null);
    const laters = await Promise.all(
      health.keptAlerts(this.#sql).map(({ inbox, alerts }) => {
        const { name, displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
        const mayAgentSee = (id: string) =>
          agents.agentOf(this.#sql, id)?.role === 'admin' &&
          (agents.numbersOfAgent(this.#sql, id)?.includes(inbox) ?? true);
        const notice = { inbox, name: name || displayPhoneNumber, alerts };
        return tellAlerts(this.#sql, keys, notice, mayAgentSee, now);
      }),
    );
    return earliest(laters);
  }

  async #look(inbox: string, judge: (check: NumberCheck) => boolean | null): Promise<boolean | null> {
    const found = await this.#credentials(inbox);
    if (!found) return null;
    const appSecret = found.appSecret ?? this.#env.META_APP_SECRET ?? null;
    const check = await checkNumber(connections.graphOf(this.#env, { ...found, appSecret }), found);
    const isRefused = judge(check);
    health.recordCheck(this.#sql, inbox, check, isRefused, Date.now());
    await this.tellAlerts(inbox);
    return isRefused;
  }

  /** A number that is switched off alarms nobody. */
  async #alertsOf(inbox: string): Promise<NumberAlert[]> {
    const hearing = await askInbox(this.#env, inbox).hearing();
    const { enabled, wabaId, displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
    if (!enabled) return [];
    const facts = {
      known: health.healthOf(this.#sql, inbox),
      timeline: health.timelineOf(this.#sql, wabaId, displayPhoneNumber),
      addresses: setup.verifiedAddresses(this.#sql),
      hearing,
      endpoints: failingFor(this.#sql, inbox),
    };
    return health.alertsOf(facts, Date.now());
  }

  async #credentials(inbox: string): Promise<connections.Credentials | null> {
    return connections.credentials(this.#sql, await this.#secrets(), inbox);
  }

  #numbersOf(wabaIds: readonly string[]): InboxSummary[] {
    return connections.inboxes(this.#sql).filter(({ wabaId }) => wabaIds.includes(wabaId));
  }
}

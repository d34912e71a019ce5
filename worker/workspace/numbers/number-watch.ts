import type { NumberAlert, NumberHealth, TimelineEntry } from '../../api/numbers/health.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import type { Env } from '../../env.ts';
import { isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { askInbox } from '../../peers.ts';
import { fetchThroughput } from '../../whatsapp/graph/graph.ts';
import { schedule } from '../chores.ts';
import * as agents from '../people/agents.ts';
import { earliest, pushAlerts } from '../push/alert-push.ts';
import * as push from '../push/web-push.ts';
import type { Vault } from '../secrets/vault.ts';
import { findingsOf, type TemplateFinding } from '../templates/template-findings.ts';
import { failingFor } from '../webhooks/webhooks.ts';
import { loopFor } from './bot-loops.ts';
import * as connections from './connections.ts';
import { type HealthFacts, healthRows } from './health-rows.ts';
import * as health from './health-state.ts';
import { checkNumber, isTokenRefused, type NumberCheck } from './number-check.ts';
import * as refused from './rejected-webhooks.ts';
import * as setup from './setup-progress.ts';
import * as kept from './unrouted-events.ts';

/** Waits for changes to settle before the number is checked again. */
const recheckDelayMs = 10_000;
const maxLooks = 8;
const clearedForMs = 10 * 60_000;

/** Checks the numbers with Meta, once a day and whenever there is a reason, and alerts the admins. */
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

  /** The health of a number from stored data, without a request to Meta. `origin` is the Worker's address. */
  async health(inbox: string, origin: string, selfTest: HealthFacts['selfTest']): Promise<NumberHealth> {
    const now = Date.now();
    const number = connections.summaryOf(this.#sql, inbox);
    const known = health.healthOf(this.#sql, inbox);
    const timeline = [
      ...findingsOf(this.#sql, number.wabaId, now).map(templateEntry),
      ...health.timelineOf(this.#sql, number.wabaId, number.displayPhoneNumber),
    ].sort((one, other) => other.at - one.at);
    const [credentials, vitals] = await Promise.all([
      this.#credentials(inbox),
      askInbox(this.#env, inbox).number.vitals(),
    ]);
    const facts: HealthFacts = {
      ...{ number, known, vitals, selfTest, now },
      hasAppSecret: Boolean(credentials?.appSecret ?? this.#env.META_APP_SECRET),
      refused: refused.lastRejected(this.#sql, inbox),
      callbackUrl: `${origin}/webhook`,
      unrouted: kept.unrouted(this.#sql).length,
      unparsed: kept.unparsedCount(this.#sql),
      keepsMedia: this.#env.MEDIA !== undefined,
      graphVersion: this.#env.GRAPH_VERSION,
    };
    const alerts = await this.#alertsOf(inbox);
    return { checkedAt: known.checkedAt, rows: healthRows(facts), alerts, timeline };
  }

  /** Checks the number with Meta now. */
  async check(inbox: string): Promise<void> {
    connections.summaryOf(this.#sql, inbox);
    await this.#look(inbox, (check) => isTokenRefused(check));
  }

  /**
   * Meta rejected the token of this number. With `sending`, sending is paused and resumes once the token is valid again.
   * A rejection while `asking` does not stop a number that can send.
   */
  async tokenRefused(inbox: string, by: 'sending' | 'asking'): Promise<void> {
    if (!connections.isConnected(this.#sql, inbox)) return;
    const known = health.healthOf(this.#sql, inbox);
    if (known.tokenRefusedAt !== null) return;
    // If the token was just found to be valid and is rejected again, the rejection counts.
    const isAgain = known.tokenClearedAt !== null && Date.now() - known.tokenClearedAt < clearedForMs;
    const isRefused = await this.#look(inbox, (check) =>
      by === 'sending' ? isAgain || (isTokenRefused(check) ?? true) : isTokenRefused(check),
    );
    if (by === 'sending' && isRefused === false) await askInbox(this.#env, inbox).number.resumeSending();
  }

  async tokenReplaced(inbox: string): Promise<void> {
    health.forgetToken(this.#sql, inbox);
    await askInbox(this.#env, inbox).number.resumeSending();
    await this.sendAlerts(inbox);
    this.lookSoon();
  }

  /** Handles Meta notices about these accounts or their numbers. */
  async followAccounts(wabaIds: string[]): Promise<void> {
    await this.sendAlertsOf(wabaIds);
    const touched = this.#numbersOf(wabaIds);
    for (const { id } of touched) health.recheck(this.#sql, id);
    if (touched.length > 0) this.lookSoon();
  }

  /** Meta has changed the throughput of a number of these accounts. */
  async followThroughput(wabaIds: string[]): Promise<void> {
    await Promise.all(this.#numbersOf(wabaIds).map(({ id }) => this.askThroughput(id)));
  }

  /** Asks Meta for the number's throughput and stores it. Null when Meta does not say. */
  async askThroughput(id: string): Promise<InboxSummary | null> {
    const found = await this.#credentials(id);
    const graph = found && connections.graphOf(this.#env, found);
    const limit = graph && (await fetchThroughput(graph, found.phoneNumberId, AbortSignal.timeout(5_000)));
    return limit ? connections.change(this.#sql, id, { messagesPerSecond: limit }) : null;
  }

  /** The last check may be out of date. */
  connectionChanged(inbox: string): void {
    health.recheck(this.#sql, inbox);
    this.lookSoon();
  }

  lookSoon(): void {
    schedule(this.#storage, 'numbers', Date.now() + recheckDelayMs);
  }

  /** After a restart of the Workspace, runs the checks that have become due. */
  lookIfDue(): void {
    if (health.dueInboxes(this.#sql, Date.now(), 1).length > 0) this.lookSoon();
  }

  /** Checks a few at a time: the free plan allows fifty subrequests per request. */
  async lookAtDue(now: number): Promise<number | null> {
    const due = health.dueInboxes(this.#sql, now, maxLooks);
    await Promise.all(
      due.map(({ inbox }) =>
        // A number whose secrets cannot be read must not stop the checks of the others.
        this.#look(inbox, isTokenRefused).catch((error: unknown) => {
          log('error', 'number_not_looked_at', { code: isApiError(error) ? error.code : null });
          health.postponeCheck(this.#sql, inbox, now);
        }),
      ),
    );
    const [next] = health.dueInboxes(this.#sql, Number.MAX_SAFE_INTEGER, 1);
    return next ? Math.max(next.lookAt, now + 1_000) : null;
  }

  /** Sends the number's alerts to its inbox and to push devices. */
  async sendAlerts(inbox: string): Promise<void> {
    const alerts = await this.#alertsOf(inbox);
    health.storeAlerts(this.#sql, inbox, alerts);
    if (alerts.length > 0 && push.hasDevices(this.#sql)) schedule(this.#storage, 'alerts', Date.now());
    await askInbox(this.#env, inbox).live.setAlerts(alerts);
  }

  /** Sends the alerts of all numbers of these accounts. */
  async sendAlertsOf(wabaIds: readonly string[]): Promise<void> {
    await Promise.all(this.#numbersOf(wabaIds).map(({ id }) => this.sendAlerts(id)));
  }

  async pushAlerts(now: number): Promise<number | null> {
    if (!push.hasDevices(this.#sql)) return null;
    const keys = await push.pushKeys(this.#sql, await this.#secrets(), null);
    const laters = await Promise.all(
      health.storedAlerts(this.#sql).map(({ inbox, alerts }) => {
        const { name, displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
        const mayAgentSee = (id: string) =>
          agents.agentOf(this.#sql, id)?.role === 'admin' &&
          (agents.numbersOfAgent(this.#sql, id)?.includes(inbox) ?? true);
        const notice = { inbox, name: name || displayPhoneNumber, alerts };
        return pushAlerts(this.#sql, keys, notice, mayAgentSee, now);
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
    await this.sendAlerts(inbox);
    return isRefused;
  }

  /** A number that is turned off has no alerts. */
  async #alertsOf(inbox: string): Promise<NumberAlert[]> {
    const findings = await askInbox(this.#env, inbox).number.findings();
    const { enabled, wabaId, displayPhoneNumber } = connections.summaryOf(this.#sql, inbox);
    if (!enabled) return [];
    const facts = {
      known: health.healthOf(this.#sql, inbox),
      timeline: health.timelineOf(this.#sql, wabaId, displayPhoneNumber),
      addresses: setup.verifiedAddresses(this.#sql),
      findings,
      endpoints: failingFor(this.#sql, inbox),
      loop: loopFor(this.#sql, inbox, Date.now()),
      templates: findingsOf(this.#sql, wabaId, Date.now()),
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

/** A finding beside Meta's other notices. */
function templateEntry(finding: TemplateFinding): TimelineEntry {
  return { field: 'message_template_status_update', matters: true, ...finding };
}

/** The connected numbers, with their credentials and the settings that are not the Inbox's own. */
import type { InboxSettings, InboxSummary, NumberAutomation } from '../../api/numbers/numbers.ts';
import type { Agent } from '../../api/people/sessions.ts';
import type { AuditAction } from '../../api/people/team.ts';
import { askInbox } from '../../peers.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';
import * as health from '../numbers/health-state.ts';
import { ConnectionDirectory, type RoutedConnections } from '../numbers/routed-connections.ts';

export class Numbers {
  #context: Context;
  #directory: ConnectionDirectory;

  constructor(context: Context) {
    this.#context = context;
    this.#directory = new ConnectionDirectory(context.sql, context.office);
  }

  list(): InboxSummary[] {
    return connections.inboxes(this.#context.sql);
  }

  /** A connected number. Throws 404 when there is none. */
  get(inbox: string): InboxSummary {
    return connections.summaryOf(this.#context.sql, inbox);
  }

  isConnected(inbox: string): boolean {
    return connections.isConnected(this.#context.sql, inbox);
  }

  async connect(by: Agent, number: connections.NewNumber): Promise<InboxSummary> {
    const { sql, watch, office, teamNews, secrets, record } = this.#context;
    const connected = await connections.connect(sql, await secrets(), number);
    record(by, 'number.connect', number.displayPhoneNumber);
    watch.lookSoon();
    await office.numberChanged(connected.id);
    await teamNews.connected(connected.id);
    // If Meta does not say, the number keeps the default throughput of 80.
    return (await watch.askThroughput(connected.id)) ?? connected;
  }

  async change(by: Agent, inbox: string, settings: InboxSettings): Promise<InboxSummary> {
    const { sql, env, office, record } = this.#context;
    const { bot, ...others } = settings;
    if (bot) office.checkBot(inbox, bot);
    const changed = connections.change(sql, inbox, settings);
    const isOther = bot === undefined || Object.keys(others).length > 0;
    if (isOther) record(by, 'number.change', changed.displayPhoneNumber);
    if (bot !== undefined) record(by, 'number.bot', `${changed.displayPhoneNumber}: ${botText(changed.bot)}`);
    if (bot !== undefined || settings.language !== undefined) await office.push([inbox]);
    await askInbox(env, inbox).live.showNumber(changed);
    return changed;
  }

  /** The inbox of the number has begun or ceased to answer automatically. */
  async automationChanged(inbox: string, automation: NumberAutomation): Promise<void> {
    const { sql, env, office } = this.#context;
    const changed = connections.setAutomation(sql, inbox, automation);
    // Its texts need the name and the language of the number.
    await office.push([inbox]);
    await askInbox(env, inbox).live.showNumber(changed);
  }

  isAutomationPaused(): boolean {
    return connections.isAutomationPaused(this.#context.sql);
  }

  /** Pauses or resumes automation on all numbers. */
  async pauseAutomation(by: Agent, isPaused: boolean): Promise<void> {
    const { sql, env, office, record } = this.#context;
    if (connections.isAutomationPaused(sql) === isPaused) return;
    connections.pauseAutomation(sql, isPaused);
    record(by, 'automation.pause', isPaused ? 'paused for all numbers' : 'resumed for all numbers');
    await office.push();
    const numbers = connections.inboxes(sql);
    await Promise.all(numbers.map((number) => askInbox(env, number.id).live.showNumber(number)));
  }

  async replace(by: Agent, inbox: string, change: connections.NumberReplacement): Promise<InboxSummary> {
    const { sql, env, watch, office, secrets, record } = this.#context;
    const changed = await connections.replace(sql, await secrets(), inbox, change, Date.now());
    record(by, 'number.replace', changed.displayPhoneNumber);
    if (change.accessToken !== undefined) await watch.tokenReplaced(inbox);
    await office.numberChanged(inbox);
    const peer = askInbox(env, inbox);
    if (change.phoneNumberId !== undefined) await peer.number.changed();
    const asked = change.phoneNumberId === undefined ? null : await watch.askThroughput(inbox);
    await peer.live.showNumber(asked ?? changed);
    return asked ?? changed;
  }

  async setLifecycle(
    by: Agent,
    inbox: string,
    lifecycle: 'enabled' | 'disabled' | 'disconnected',
  ): Promise<InboxSummary> {
    const { sql, env, watch, record } = this.#context;
    const changed = connections.setLifecycle(sql, inbox, lifecycle, Date.now());
    record(by, `number.${lifecycle}`, changed.displayPhoneNumber);
    await watch.sendAlerts(inbox);
    await askInbox(env, inbox).live.showNumber(changed);
    if (lifecycle === 'enabled') watch.connectionChanged(inbox);
    return changed;
  }

  /** Deletes a number with all its conversations. */
  async delete(by: Agent, inbox: string): Promise<void> {
    const { sql, env, record } = this.#context;
    const { displayPhoneNumber } = connections.summaryOf(sql, inbox);
    // First here, so that nothing new reaches the inbox while it is erased.
    connections.remove(sql, inbox);
    health.forget(sql, inbox);
    record(by, 'number.delete', displayPhoneNumber);
    const { data } = askInbox(env, inbox);
    await data.erase();
    await data.end().catch(() => {});
  }

  /** All connections, with what the webhook route needs, unless they are as in the version that the caller has. */
  async connections(known: string | null = null): Promise<RoutedConnections> {
    return this.#directory.read(() => this.#context.secrets(), known, Date.now());
  }

  async credentials(inbox: string): Promise<connections.Credentials | null> {
    return connections.credentials(this.#context.sql, await this.#context.secrets(), inbox);
  }

  /** The app secret for signing a webhook of this number, and its ids; null when there is no secret. */
  async signerOf(inbox: string): Promise<{ secret: string; phoneNumberId: string; wabaId: string } | null> {
    const found = await this.credentials(inbox);
    const secret = found?.appSecret ?? this.#context.env.META_APP_SECRET;
    return found && secret ? { secret, phoneNumberId: found.phoneNumberId, wabaId: found.wabaId } : null;
  }

  /** Adds an entry to the audit log for a change to a number that was made elsewhere. */
  record(by: Agent, action: AuditAction, inbox: string, more = ''): void {
    const { sql, record } = this.#context;
    record(by, action, `${connections.summaryOf(sql, inbox).displayPhoneNumber}${more}`, [inbox]);
  }
}

function botText(bot: InboxSummary['bot']): string {
  if (!bot) return 'no bot';
  return bot.isPaused ? `${bot.name}, paused` : bot.name;
}

/** The devices that receive push notifications. */
import type { NewPushDevice, PushDevice, PushStatus } from '../../api/people/push.ts';
import { askInbox } from '../../peers.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';
import * as agents from '../people/agents.ts';
import * as push from '../push/web-push.ts';
import { pushWeek } from '../push/weekly-push.ts';

export class Push {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** An agent's push devices, and the key for adding one. */
  async status(agentId: string, origin: string): Promise<PushStatus> {
    const { sql, secrets } = this.#context;
    const { publicKey } = await push.pushKeys(sql, await secrets(), origin);
    return { publicKey, devices: push.devicesOf(sql, agentId) };
  }

  async addDevice(
    agentId: string,
    sessionId: string,
    device: string,
    wanted: NewPushDevice,
  ): Promise<PushDevice> {
    const { sql } = this.#context;
    const added = await push.keepDevice(sql, { agentId, sessionId, device }, wanted, Date.now());
    await this.#reportDevices();
    return added;
  }

  async removeDevice(agentId: string, id: string): Promise<void> {
    push.forgetDevice(this.#context.sql, agentId, id);
    if (!this.hasDevices()) await this.#reportDevices();
  }

  async test(agentId: string, id: string): Promise<boolean> {
    const { sql, secrets } = this.#context;
    const keys = await push.pushKeys(sql, await secrets(), null);
    return push.sendTest(sql, keys, agentId, id);
  }

  hasDevices(): boolean {
    return push.hasDevices(this.#context.sql);
  }

  /** Sends a push notification to all devices that want it. Resolves when their push services have responded. */
  async notify(notification: push.MessageNotification): Promise<void> {
    const { sql, secrets } = this.#context;
    if (!this.hasDevices()) return;
    const keys = await push.pushKeys(sql, await secrets(), null);
    const mayAgentSee = (agentId: string) =>
      agents.numbersOfAgent(sql, agentId)?.includes(notification.inbox) ?? true;
    await push.notify(sql, keys, notification, mayAgentSee, Date.now());
  }

  /** Sends the figures of a week to the devices that want them. Returns when to call it again; null: all have them. */
  async notifyWeek(week: push.WeekNotification): Promise<number | null> {
    const { sql, secrets } = this.#context;
    if (!this.hasDevices() || !connections.isConnected(sql, week.inbox)) return null;
    const keys = await push.pushKeys(sql, await secrets(), null);
    const { name, displayPhoneNumber } = connections.summaryOf(sql, week.inbox);
    const mayAgentSee = (agentId: string) =>
      agents.numbersOfAgent(sql, agentId)?.includes(week.inbox) ?? true;
    return pushWeek(sql, keys, { week, name: name || displayPhoneNumber }, mayAgentSee, Date.now());
  }

  async #reportDevices(): Promise<void> {
    const { sql, env } = this.#context;
    const inboxes = connections.inboxes(sql);
    await Promise.all(inboxes.map(({ id }) => askInbox(env, id).live.pushDevicesChanged()));
  }
}

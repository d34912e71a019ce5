/** The open consoles: their tickets and sockets, and what they are shown at once. */
import type { PresentAgent } from '../../api/conversations/live.ts';
import type { NumberAlert } from '../../api/numbers/health.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import type { Agent } from '../../api/people/sessions.ts';
import type { SettingsKind } from '../../api/people/settings.ts';
import type { Context } from '../context.ts';
import { presentAgents } from '../live/online.ts';

export class LiveConsoles {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** A single-use ticket for `/live?ticket=&after=`, valid for 30 seconds. */
  issueTicket(sessionId: string, agent: Agent): Promise<string> {
    return this.#context.parts.live.issueTicket(sessionId, agent, Date.now());
  }

  /** Closes the sockets of sessions that have ended. */
  close(sessionIds: string[]): void {
    this.#context.parts.live.close(sessionIds);
  }

  /** Applies a change of an agent's name, role or access. */
  changeAccess(sessionIds: string[], agent: Agent, isAllowed: boolean): void {
    const { live } = this.#context.parts;
    if (isAllowed) live.changeAgent(sessionIds, agent);
    else live.close(sessionIds, { code: 4403, reason: 'number_not_allowed' });
  }

  /** Sends a change of the number or its settings to the consoles. */
  showNumber(number: InboxSummary): void {
    this.#context.parts.access.forget();
    this.#context.parts.live.showNumber(number);
  }

  /** Tells the consoles that settings have changed which they may show. */
  showSettings(changed: SettingsKind): void {
    this.#context.parts.live.showSettings(changed);
  }

  /** Push devices were added or removed. */
  pushDevicesChanged(): void {
    this.#context.parts.push.changed();
  }

  /** An agent has chosen whether they are away. */
  setAway(agentId: string, isAway: boolean): void {
    this.#context.parts.presence.setAway(agentId, isAway, Date.now());
  }

  /** The agents who have the inbox open. */
  present(): PresentAgent[] {
    return [...presentAgents(this.#context.ctx, Date.now()).values()];
  }

  /** Sets the alerts that admins see in the console. */
  setAlerts(alerts: NumberAlert[]): void {
    const { changes, live } = this.#context.parts;
    if (live.setAlerts(alerts)) changes.transaction(() => changes.record({ type: 'alerts-changed', alerts }));
  }
}

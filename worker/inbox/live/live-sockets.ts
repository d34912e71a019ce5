/** The live sockets of the agents. They receive changes, and report who is viewing which conversation. */
import * as v from 'valibot';
import type { Suggestion } from '../../api/automation/assistant.ts';
import type { LiveFrame } from '../../api/conversations/live.ts';
import type { NumberAlert } from '../../api/numbers/health.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import { type Agent, agent as agentSchema } from '../../api/people/sessions.ts';
import type { SettingsKind } from '../../api/people/settings.ts';
import { isApiError } from '../../errors.ts';
import { storedJson } from '../../stored-json.ts';
import { numberAlert } from '../../whatsapp/account/number-alert.ts';
import type { SessionAccess } from '../../workspace/people/sessions.ts';
import { hashOf, newSecret } from '../../workspace/secrets/secrets.ts';
import type { ChangeLog, Listener } from '../records/changes/change-log.ts';
import { ArchivedContentNeeded } from '../records/messages/archived.ts';
import { changesAfter, framesFor } from './frames.ts';
import { availabilityFrame, peopleOf } from './presence.ts';
import { type Attachment, attachmentOf, openSockets, sendTo } from './socket.ts';

const ticketLifetimeMs = 30_000;

/** Calls `read` again each time it needs what is in the archive. */
type Reading = <Value>(read: () => Value) => Promise<Value>;

/**
 * The last listener, so that frames include what the others have written. A lost frame does no harm: each console sends
 * the last change it has seen, and receives what came after it.
 */
export class Live implements Listener {
  readonly name = 'live';
  readonly repair = 'none';
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #changes: ChangeLog;
  #announced: number;
  #reading: Reading;
  #idleAfterMinutes: () => number | null;

  constructor(
    ctx: DurableObjectState,
    changes: ChangeLog,
    { reading, idleAfterMinutes }: { reading: Reading; idleAfterMinutes: () => number | null },
  ) {
    this.#ctx = ctx;
    this.#idleAfterMinutes = idleAfterMinutes;
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#announced = changes.last;
    this.#reading = reading;
    // Answered by the platform, without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  async issueTicket(sessionId: string, agent: Agent, now: number): Promise<string> {
    const ticket = newSecret();
    const hash = await hashOf(ticket);
    this.#sql.exec('DELETE FROM ticket WHERE expires_at < ?', now);
    this.#sql.exec(
      'INSERT INTO ticket VALUES (?, ?, ?, ?)',
      hash,
      now + ticketLifetimeMs,
      sessionId,
      JSON.stringify(agent),
    );
    return ticket;
  }

  /** A rejected ticket closes the socket with 4401, because browsers do not tell scripts why an upgrade failed. */
  async connect(
    request: Request,
    now: number,
    /** When the session's access ends, and whether its agent has chosen to be away; null when it has no access. */
    lookUntil: (sessionId: string) => Promise<SessionAccess | null>,
  ): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const hash = await hashOf(searchParams.get('ticket') ?? '');
    const [ticket] = this.#sql
      .exec<{ session_id: string; agent: string; expires_at: number }>(
        'DELETE FROM ticket WHERE hash = ? RETURNING session_id, agent, expires_at',
        hash,
      )
      .toArray();
    const { 0: client, 1: server } = new WebSocketPair();
    // Access may have been revoked since the ticket was issued.
    const session = ticket && ticket.expires_at >= now ? await lookUntil(ticket.session_id) : null;
    if (!ticket || !session) {
      server.accept();
      server.close(4401, 'ticket_refused');
      return new Response(null, { status: 101, webSocket: client });
    }
    const agent = v.parse(agentSchema, JSON.parse(ticket.agent));
    const { expiresAt, isAway } = session;
    // A console that connects again while its agent is idle would get conversations until its first message.
    const isIdle = searchParams.get('idle') === 'true';
    const attachment = { sessionId: ticket.session_id, agent, expiresAt, openedAt: now, isIdle, isAway };
    const after = searchParams.get('after');
    const isAfter = after !== null && /^\d{1,15}$/.test(after);
    const open = (changes: ReturnType<typeof changesAfter>) => {
      const missed = isAfter ? this.#framesFor([agent.id], changes).get(agent.id) : undefined;
      this.#ctx.acceptWebSocket(server, [tagOf(ticket.session_id)]);
      server.serializeAttachment(attachment satisfies Attachment);
      for (const frame of [...(missed ?? []), ...this.#firstFrames(now)]) server.send(JSON.stringify(frame));
    };
    try {
      // Nothing may change between these frames and those that follow.
      await this.#reading(() => open(isAfter ? this.#changesAfter(Number(after)) : null));
    } catch (error) {
      if (!isApiError(error)) throw error;
      open(null);
    }
    return new Response(null, { status: 101, webSocket: client });
  }

  #firstFrames(now: number): LiveFrame[] {
    const alerts = this.#alerts();
    const people = peopleOf(this.#ctx, now);
    return [
      { type: 'ready', seq: this.#changes.last, now },
      ...(people.length > 0 ? [{ type: 'presence', people } satisfies LiveFrame] : []),
      availabilityFrame(this.#ctx, now, this.#idleAfterMinutes()),
      ...(alerts.length > 0 ? [{ type: 'alerts', alerts } satisfies LiveFrame] : []),
    ];
  }

  #framesFor(agentIds: Iterable<string>, changes: ReturnType<typeof changesAfter>) {
    return framesFor(this.#sql, this.#changes, new Set(agentIds), changes);
  }

  /** 4401 means that the session has ended, as for a rejected ticket. */
  close(sessionIds: readonly string[], why = { code: 4401, reason: 'signed_out' }): void {
    this.#sql.exec(
      'DELETE FROM ticket WHERE session_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(sessionIds),
    );
    for (const sessionId of sessionIds) {
      for (const socket of this.#ctx.getWebSockets(tagOf(sessionId))) socket.close(why.code, why.reason);
    }
  }

  /** Tells the agent's consoles to load the agent's profile again. */
  changeAgent(sessionIds: readonly string[], agent: Agent): void {
    this.#sql.exec(
      'UPDATE ticket SET agent = ? WHERE session_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(agent),
      JSON.stringify(sessionIds),
    );
    for (const sessionId of sessionIds) {
      for (const socket of this.#ctx.getWebSockets(tagOf(sessionId))) {
        socket.serializeAttachment({ ...attachmentOf(socket), agent } satisfies Attachment);
        sendTo(socket, JSON.stringify({ type: 'access' } satisfies LiveFrame));
      }
    }
  }

  /** Open consoles show them at once. Returns false when they are the same as before. */
  setAlerts(alerts: readonly NumberAlert[]): boolean {
    const before = JSON.stringify(this.#alerts());
    const now = JSON.stringify(alerts);
    if (now === before) return false;
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('alerts', ?)", now);
    this.#sendAll({ type: 'alerts', alerts: [...alerts] });
    return true;
  }

  #alerts(): NumberAlert[] {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'alerts'")
      .toArray();
    return (row && storedJson(v.array(numberAlert), row.value)) ?? [];
  }

  /** Sends the changed number to every console. */
  showNumber(number: InboxSummary): void {
    this.#sendAll({ type: 'number', number });
  }

  /** Tells every console which settings to get again. */
  showSettings(changed: SettingsKind): void {
    this.#sendAll({ type: 'settings', changed });
  }

  /** Sends what the assistant suggests to every console. */
  showSuggestion(suggestion: Suggestion): void {
    this.#sendAll({ type: 'suggestion', suggestion });
  }

  /** Removes a suggestion from every console. */
  dropSuggestion(conversationId: number, turn: number): void {
    this.#sendAll({ type: 'suggestion', dropped: { conversationId, turn } });
  }

  #sendAll(frame: LiveFrame): void {
    const text = JSON.stringify(frame);
    for (const socket of openSockets(this.#ctx, Date.now())) sendTo(socket, text);
  }

  /** 4404 means that the inbox was deleted. */
  closeAll(): void {
    for (const socket of this.#ctx.getWebSockets()) socket.close(4404, 'inbox_deleted');
  }

  #changesAfter(seq: number) {
    return changesAfter(this.#sql, this.#changes, seq);
  }

  /** Sends every socket the current state of everything that changed since the last time. */
  settled(): void {
    try {
      this.#announce();
    } catch (error) {
      if (!(error instanceof ArchivedContentNeeded)) throw error;
      this.#ctx.waitUntil(this.#announceLater());
    }
  }

  /** A message of long ago has changed. Without the bucket, consoles load everything again. */
  async #announceLater(): Promise<void> {
    try {
      await this.#reading(() => this.#announce());
    } catch {
      this.#announce(null);
    }
  }

  #announce(changes?: null): void {
    const sockets = openSockets(this.#ctx, Date.now());
    if (sockets.length > 0 && this.#announced !== this.#changes.last) {
      const byAgent = Map.groupBy(sockets, (socket) => agentOn(socket).id);
      const since = changes === undefined ? this.#changesAfter(this.#announced) : changes;
      // Most agents get the same frames, which are written once.
      const written = new Map<readonly LiveFrame[], string[]>();
      for (const [agentId, frames] of this.#framesFor(byAgent.keys(), since)) {
        const texts = written.get(frames) ?? frames.map((frame) => JSON.stringify(frame));
        written.set(frames, texts);
        for (const socket of byAgent.get(agentId) ?? []) for (const text of texts) sendTo(socket, text);
      }
    }
    this.#announced = this.#changes.last;
  }
}

function agentOn(socket: WebSocket): Agent {
  return attachmentOf(socket).agent;
}

/** Sockets are found by their session. */
function tagOf(sessionId: string): string {
  return `session/${sessionId}`;
}

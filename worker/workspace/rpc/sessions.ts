/** The sessions of agents and API tokens, and the tickets for files that depend on them. */
import type { MediaTicket } from '../../api/conversations/messages.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import type { Agent, SessionInfo } from '../../api/people/sessions.ts';
import type { Context } from '../context.ts';
import { numberOf } from '../numbers/connections.ts';
import * as apiTokens from '../people/api-tokens.ts';
import { CallRates } from '../people/call-rate.ts';
import { closeSockets } from '../people/open-pages.ts';
import * as sessions from '../people/sessions.ts';
import { mediaTicket, ticketHolder } from '../secrets/media-ticket.ts';

export class Sessions {
  #context: Context;
  #rates = new CallRates();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The session of a bearer token; null when there is none. */
  async find(token: string): Promise<sessions.SignedIn | null> {
    const { sql } = this.#context;
    return token.startsWith(apiTokens.tokenMark)
      ? apiTokens.tokenSession(sql, this.#rates, token, Date.now())
      : sessions.sessionOf(sql, token, Date.now());
  }

  /** The session of a bearer token, and the number that its request is about, in one call. */
  async findFor(
    token: string,
    inbox: string | undefined,
  ): Promise<{ session: sessions.SignedIn | null; number: InboxSummary | null }> {
    const session = await this.find(token);
    const number = session && inbox !== undefined ? numberOf(this.#context.sql, inbox) : null;
    return { session, number };
  }

  list(agentId: string): SessionInfo[] {
    return sessions.sessionsOf(this.#context.sql, agentId, Date.now());
  }

  /** Ends one session of this agent, or all but one, and closes their sockets. */
  async end(by: Agent, which: { id: string } | { except: string }): Promise<void> {
    const { sql, env, record } = this.#context;
    const ended = sessions.end(sql, by.id, which);
    if (ended.length > 0) record(by, 'session.end', `${ended.length}`);
    await closeSockets(sql, env, ended);
  }

  /** When the access of a session or API token to this number ends; `expiresAt` is null for never. Null without access. */
  seesUntil(sessionId: string, inbox: string): sessions.SessionAccess | null {
    const { sql } = this.#context;
    return apiTokens.isToken(sessionId)
      ? apiTokens.tokenSeesUntil(sql, sessionId, inbox, Date.now())
      : sessions.seesUntil(sql, sessionId, inbox, Date.now());
  }

  /** A ticket for this session to load one inbox's files, valid for one to two hours. It changes hourly, for caching. */
  async mediaTicket(sessionId: string, inbox: string): Promise<MediaTicket> {
    return mediaTicket(await this.#context.secrets(), sessionId, inbox, Date.now());
  }

  /** Whether a ticket gives access to this inbox's files: its session must still be valid and have access. */
  async isMediaTicket(ticket: string, inbox: string): Promise<boolean> {
    const sessionId = await ticketHolder(await this.#context.secrets(), ticket, inbox, Date.now());
    return sessionId !== null && this.seesUntil(sessionId, inbox) !== null;
  }
}

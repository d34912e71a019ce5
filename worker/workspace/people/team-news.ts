/** Sends the teams to the inboxes, which distribute conversations among their members. */
import type { Env } from '../../env.ts';
import { log } from '../../log.ts';
import { askInbox } from '../../peers.ts';
import { schedule } from '../chores.ts';
import * as connections from '../numbers/connections.ts';
import type { KnownTeams } from './known-teams.ts';
import { teams } from './teams.ts';

const sendAgainMs = 30_000;

export class TeamNews {
  #storage: DurableObjectStorage;
  #sql: SqlStorage;
  #env: Env;

  constructor(storage: DurableObjectStorage, env: Env) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#env = env;
  }

  /** Call it right after a change: if this object stops before the inboxes have it, they are sent it later. */
  changed(): void {
    this.#sql.exec(
      `INSERT INTO setting VALUES ('teams_version', '1')
       ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
    );
    schedule(this.#storage, 'teams', Date.now() + sendAgainMs);
  }

  /** Returns when to try again; null when all inboxes have the teams. */
  async send(): Promise<number | null> {
    const known = this.#known();
    const inboxes = connections.inboxes(this.#sql);
    const sent = await Promise.all(inboxes.map(({ id }) => this.#sendTo(id, known)));
    if (sent.includes(false)) return Date.now() + sendAgainMs;
    if (this.#known().version === known.version) this.#sql.exec("DELETE FROM chore WHERE name = 'teams'");
    return null;
  }

  /** A number was connected. */
  async connected(inbox: string): Promise<void> {
    const known = this.#known();
    if (known.version === 0 || (await this.#sendTo(inbox, known))) return;
    schedule(this.#storage, 'teams', Date.now() + sendAgainMs);
  }

  async #sendTo(inbox: string, known: KnownTeams): Promise<boolean> {
    try {
      await askInbox(this.#env, inbox).assignment.knowTeams(known);
      return true;
    } catch (error) {
      log('warn', 'teams_not_sent', { fault: error instanceof Error ? error.name : typeof error });
      return false;
    }
  }

  #known(): KnownTeams {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'teams_version'")
      .toArray();
    return {
      version: Number(row?.value ?? 0),
      teams: teams(this.#sql).map(({ color: _, ...team }) => team),
    };
  }
}

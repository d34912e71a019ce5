/** The sites that can show the inbox, and a site's own login. */
import type { Agent } from '../../api/people/sessions.ts';
import type { Origins, SiteLogin } from '../../api/people/settings.ts';
import type { Context } from '../context.ts';
import * as origins from '../people/allowed-origins.ts';
import { closeSockets } from '../people/open-pages.ts';
import * as sessions from '../people/sessions.ts';
import { changeSiteLogin, siteLogin } from '../people/site-login.ts';

export class Sites {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  origins(): string[] {
    return origins.origins(this.#context.sql);
  }

  /** Replaces the allowed origins, and ends the sessions of removed ones. */
  async allowOrigins(by: Agent, allowed: string[]): Promise<void> {
    const { sql, storage, env, record } = this.#context;
    const ended = storage.transactionSync(() => {
      origins.allowOrigins(sql, allowed);
      record(by, 'origins.change', allowed.join(' '));
      return sessions.endElsewhere(sql, allowed);
    });
    await closeSockets(sql, env, ended);
  }

  /** A site that is not on the list tried to show the inbox. */
  countBlockedOrigin(origin: string): void {
    origins.countBlockedOrigin(this.#context.sql, origin, Date.now());
  }

  blockedOrigins(): Origins['refused'] {
    return origins.blockedOrigins(this.#context.sql);
  }

  login(): SiteLogin {
    return siteLogin(this.#context.sql);
  }

  /** Turning it off signs out everyone who used it. */
  async changeLogin(by: Agent, change: SiteLogin): Promise<{ secret: string | null }> {
    const { sql, env, secrets, record } = this.#context;
    const changed = await changeSiteLogin(sql, await secrets(), change);
    record(by, 'site-login.change', change.type === 'jwks' ? change.url : change.type);
    if (change.type === 'off') await closeSockets(sql, env, sessions.endSiteLogins(sql));
    return changed;
  }
}

/** API tokens. */
import type { Agent } from '../../api/people/sessions.ts';
import type { ApiToken, ApiTokenRequest, NewApiToken } from '../../api/people/team.ts';
import type { Context } from '../context.ts';
import * as apiTokens from '../people/api-tokens.ts';
import { closeSockets } from '../people/open-pages.ts';

export class Tokens {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(): ApiToken[] {
    return apiTokens.tokens(this.#context.sql);
  }

  async create(by: Agent, wanted: ApiTokenRequest): Promise<NewApiToken> {
    const { sql, office, record } = this.#context;
    const made = await apiTokens.createToken(sql, wanted, Date.now());
    record(by, 'token.make', `${wanted.name}: ${wanted.scopes.join(', ')}`);
    await office.tokensChanged(null);
    return made;
  }

  async revoke(by: Agent, id: string): Promise<void> {
    const { sql, env, office, record } = this.#context;
    const { name } = apiTokens.revokeToken(sql, id);
    record(by, 'token.revoke', name);
    await office.tokensChanged(apiTokens.sessionIdOf(id));
    await closeSockets(sql, env, [apiTokens.sessionIdOf(id)]);
  }
}

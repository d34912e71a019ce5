/** The passkeys of an agent who is signed in. */
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Agent, Passkey, PasskeyCreationOptions } from '../../api/people/sessions.ts';
import type { Context } from '../context.ts';
import * as agents from '../people/agents.ts';
import * as passkeys from '../people/passkeys.ts';

export class Passkeys {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(agentId: string): Passkey[] {
    return passkeys.passkeysOf(this.#context.sql, agentId);
  }

  async options(site: passkeys.Site, by: Agent): Promise<PasskeyCreationOptions> {
    const { sql, secrets } = this.#context;
    const who = { purpose: `add/${by.id}`, agentId: by.id, name: by.name } as const;
    return passkeys.creationOptions(sql, await secrets(), site, who, Date.now());
  }

  async add(
    site: passkeys.Site,
    by: Agent,
    name: string,
    response: RegistrationResponseJSON,
  ): Promise<Passkey> {
    const { sql, secrets, record } = this.#context;
    const made = { purpose: `add/${by.id}`, name, response } as const;
    const checked = await passkeys.checkNewPasskey(sql, await secrets(), site, made, Date.now());
    // An agent who was removed meanwhile must not have a passkey when they are restored.
    agents.requireAgent(sql, by.id);
    const passkey = passkeys.keepPasskey(sql, by.id, checked, Date.now());
    record(by, 'passkey.add', name);
    return passkey;
  }

  remove(by: Agent, id: string): void {
    passkeys.removePasskey(this.#context.sql, by.id, id);
    this.#context.record(by, 'passkey.remove', id.slice(0, 12));
  }
}

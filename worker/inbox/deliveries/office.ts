/**
 * The Workspace, for the deliveries of one inbox. Keys are cached for a short time, so a delivery rarely needs a call.
 */
import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import type { SigningKeys } from '../../workspace/webhooks/subscriptions.ts';
import type { EndpointOffice } from './deliveries.ts';

const keysLastMs = 60_000;

export class Office implements EndpointOffice {
  #env: Env;
  #inbox: string;
  #keys = cacheFor<string, SigningKeys | null>(keysLastMs);

  constructor(env: Env, inbox: string) {
    this.#env = env;
    this.#inbox = inbox;
  }

  signingKeys(endpointId: string): Promise<SigningKeys | null> {
    return this.#keys(endpointId, () =>
      askWorkspace(this.#env).webhooks.signingKeys(this.#inbox, endpointId),
    );
  }

  /** A secret was rotated, or an app secret replaced. */
  forget(): void {
    this.#keys = cacheFor(keysLastMs);
  }

  failing(endpointId: string, since: number | null): Promise<void> {
    return askWorkspace(this.#env).webhooks.endpointFailing(this.#inbox, endpointId, since);
  }

  disable(endpointId: string, because: 'failing' | 'gone'): Promise<void> {
    return askWorkspace(this.#env).webhooks.disableEndpoint(endpointId, because);
  }
}

import type { ReactiveControllerHost } from 'lit';
import { componentOf, type TemplateDefinition } from '../../../../../worker/whatsapp/templates/definition.ts';
import type { Flow } from '../../../../../worker/whatsapp/templates/flows.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { listFlows } from '../../../../client/api/templates.ts';

interface FlowListHost extends ReactiveControllerHost {
  readonly api: ApiClient | null;
  readonly inbox: string;
}

/** The account's Flows, loaded once a button of the template opens one. */
export class FlowList {
  #host: FlowListHost;
  #isRequested = false;
  /** Null until they are loaded, and if they cannot be: the id of a Flow can still be pasted. */
  flows: readonly Flow[] | null = null;

  constructor(host: FlowListHost) {
    this.#host = host;
  }

  async loadFor({ components }: TemplateDefinition): Promise<void> {
    const opensFlow = componentOf(components, 'BUTTONS')?.buttons.some(({ type }) => type === 'FLOW');
    const { api, inbox } = this.#host;
    if (!opensFlow || !api || this.#isRequested) return;
    this.#isRequested = true;
    await failureOf(async () => {
      this.flows = await listFlows(api, inbox);
      this.#host.requestUpdate();
    });
  }
}

/** The provider of language models that the numbers' assistants share. */
import type { ModelProvider } from '../../api/automation/provider.ts';
import type { Agent } from '../../api/people/sessions.ts';
import * as provider from '../assistant/provider.ts';
import type { Context } from '../context.ts';

export class Assistant {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  hasProvider(): boolean {
    return provider.providerOf(this.#context.sql) !== null;
  }

  provider(): ModelProvider | null {
    return provider.providerOf(this.#context.sql);
  }

  /** With its key, for the objects and routes that ask it. */
  async access(): Promise<provider.ProviderAccess | null> {
    const { sql, secrets } = this.#context;
    return provider.accessOf(sql, await secrets());
  }

  /** It has answered a test. */
  async putProvider(by: Agent, access: provider.ProviderAccess): Promise<ModelProvider> {
    const { sql, secrets, record } = this.#context;
    const put = await provider.putProvider(sql, await secrets(), access, Date.now());
    record(by, 'provider.change', `${new URL(put.url).host}: ${put.model}`);
    return put;
  }

  removeProvider(by: Agent): void {
    const { sql, record } = this.#context;
    const before = provider.providerOf(sql);
    if (!before) return;
    provider.removeProvider(sql);
    record(by, 'provider.change', `${new URL(before.url).host}: removed`);
  }
}

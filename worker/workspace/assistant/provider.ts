/** The deployment's own provider of language models. Its key is encrypted. */
import * as v from 'valibot';
import { type ModelProvider, modelProvider } from '../../api/automation/provider.ts';
import { storedJson } from '../../stored-json.ts';
import type { Vault } from '../secrets/vault.ts';

const place = 'model_provider';
const stored = v.object({
  ...modelProvider.entries,
  // Providers that were stored before have none.
  embeddingModel: v.optional(modelProvider.entries.embeddingModel, null),
  sealed: v.nullable(v.string()),
});

/** What asking it takes. */
export interface ProviderAccess {
  url: string;
  model: string;
  embeddingModel: string | null;
  key: string | null;
}

export function providerOf(sql: SqlStorage): ModelProvider | null {
  const provider = read(sql);
  return provider && v.parse(modelProvider, provider);
}

export async function accessOf(sql: SqlStorage, vault: Vault): Promise<ProviderAccess | null> {
  const provider = read(sql);
  if (!provider) return null;
  const { url, model, embeddingModel, sealed } = provider;
  return { url, model, embeddingModel, key: sealed === null ? null : await vault.open(sealed, place) };
}

export async function putProvider(
  sql: SqlStorage,
  vault: Vault,
  { url, model, embeddingModel, key }: ProviderAccess,
  now: number,
): Promise<ModelProvider> {
  const provider: v.InferOutput<typeof stored> = {
    ...{ url, model, embeddingModel, testedAt: now },
    keyEnd: key?.slice(-4) ?? null,
    sealed: key === null ? null : await vault.seal(key, place),
  };
  sql.exec(`INSERT OR REPLACE INTO setting VALUES ('${place}', ?)`, JSON.stringify(provider));
  return v.parse(modelProvider, provider);
}

export function removeProvider(sql: SqlStorage): void {
  sql.exec(`DELETE FROM setting WHERE name = '${place}'`);
}

function read(sql: SqlStorage): v.InferOutput<typeof stored> | null {
  const [row] = sql.exec<{ value: string }>(`SELECT value FROM setting WHERE name = '${place}'`).toArray();
  return row ? storedJson(stored, row.value) : null;
}

import type { KnowledgeDetails } from '../../../../../worker/api/automation/knowledge.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { addKnowledge, addKnowledgePage, changeKnowledge } from '../../../../client/api/assistant.ts';

/** Adds an entry that was deleted, as it was. A page is read again, and is a text if it cannot be. */
export async function addAgain(api: ApiClient, inbox: string, entry: KnowledgeDetails): Promise<void> {
  const { kind, title, text, language, validUntil, url, filename } = entry;
  const values = { title, text, language, validUntil };
  if (kind === 'page' && url !== null) {
    const failure = await failureOf(async () => {
      const { id } = await addKnowledgePage(api, inbox, { url });
      await changeKnowledge(api, inbox, id, values);
    });
    if (!failure) return;
  }
  await addKnowledge(api, inbox, {
    ...values,
    kind: kind === 'page' ? 'text' : kind,
    ...(filename !== null && { filename }),
  });
}

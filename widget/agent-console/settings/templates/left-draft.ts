/**
 * What was written and could not be saved, such as without a connection or after a sign-out. The browser keeps it until
 * the list of templates is opened again.
 */
import * as v from 'valibot';
import {
  type TemplateDefinition,
  templateDefinition,
} from '../../../../worker/whatsapp/templates/definition.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { addTemplateDraft, changeTemplateDraft } from '../../../client/api/templates.ts';
import { local } from '../../../client/browser/browser-storage.ts';

const leftDraft = v.object({
  /** The draft that it changes; null for one that was never saved. */
  stored: v.nullable(v.object({ id: v.string(), revision: v.number() })),
  base: v.nullable(v.string()),
  definition: templateDefinition,
});

export interface LeftDraft {
  stored: { id: string; revision: number } | null;
  base: string | null;
  definition: TemplateDefinition;
}

const keyOf = (inbox: string) => `agent-console/template-draft/${inbox}`;

export function keepLeft(inbox: string, left: LeftDraft): void {
  local.set(keyOf(inbox), JSON.stringify(left));
}

export function forgetLeft(inbox: string): void {
  local.remove(keyOf(inbox));
}

/** Saves it now. A draft that somebody has changed or deleted since is not touched: this becomes one of its own. */
export async function saveLeft(api: ApiClient, inbox: string): Promise<void> {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), leftDraft), local.get(keyOf(inbox)));
  if (!read.success) return;
  const { stored, base, definition } = read.output;
  const add = async () => {
    await addTemplateDraft(api, inbox, definition, base);
  };
  let failure = await failureOf(async () => {
    if (stored) await changeTemplateDraft(api, inbox, { ...stored, definition });
    else await add();
  });
  if (failure?.code === 'template_draft_changed' || failure?.code === 'template_draft_not_found') {
    failure = await failureOf(add);
  }
  if (!failure) forgetLeft(inbox);
}

/** Deleting templates in all their languages: the bar below the list, and the question. */
import { html, type LitElement, nothing } from 'lit';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { deleteTemplate } from '../../../client/api/templates.ts';
import { strings } from '../../../locales/strings.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import type { TemplateGroup } from './template-groups.ts';

interface BulkOptions {
  isBusy: boolean;
  cancel(): void;
  remove(): void;
}

export function renderBulk(groups: readonly TemplateGroup[], { isBusy, cancel, remove }: BulkOptions) {
  if (groups.length === 0) return nothing;
  return html`<div class="bulk" role="group" aria-label=${words.selected(groups.length)}>
    <span role="status">${words.selected(groups.length)}</span>
    <button class="button" @click=${cancel}>${strings.cancel}</button>
    <button class="button danger" ?disabled=${isBusy} @click=${remove}>${strings.delete}</button>
  </div>`;
}

/** Several are deleted only if the agent types how many. */
export function isDeletionSure(
  host: LitElement,
  first: TemplateGroup,
  { count }: { count: number },
): Promise<boolean> {
  return confirmed(host, {
    title: count === 1 ? words.deleteTitle(first.name) : words.deleteManyTitle(count),
    text: words.deleteText,
    action: strings.delete,
    isDangerous: true,
    ...(count > 1 && { typed: { label: words.deleteTyped(count), text: String(count) } }),
  });
}

/** One after another. If Meta refuses one, those after it stay. */
export async function deleteGroups(
  api: ApiClient,
  inbox: string,
  groups: readonly TemplateGroup[],
  deleted: (name: string) => void,
): Promise<void> {
  for (const { name, languages } of groups) {
    const [one] = languages;
    if (one) await deleteTemplate(api, inbox, one.id, { isEvery: true });
    deleted(name);
  }
}

/** Drafts of templates, above the list. */
import { html } from 'lit';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import type { TemplateDraft } from '../../../../worker/api/templates/templates.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { icons } from '../../../theme/icons.ts';
import { momentText } from '../../ui/time/times.ts';
import { languageName } from './template-status.ts';

interface DraftOptions {
  open(draft: TemplateDraft): void;
  remove(draft: TemplateDraft): void;
}

export function renderDrafts(
  drafts: readonly TemplateDraft[],
  templates: readonly Template[],
  { open, remove }: DraftOptions,
) {
  return html`<section aria-labelledby="drafts">
    <h4 id="drafts">${words.drafts}</h4>
    <ul>
      ${drafts.map((draft) => {
        const { definition, base, updatedAt, updatedBy } = draft;
        const name = definition.name || words.unnamed;
        const isChange = base !== null && templates.some(({ id }) => id === base);
        return html`<li class="draft">
          <div class="about">
            <button class="name" @click=${() => open(draft)}><bdi>${name}</bdi></button>
            <small
              >${[
                languageName(definition.language),
                ...(isChange ? [words.draftOfChange] : []),
                words.draftBy(updatedBy.name, momentText(updatedAt)),
              ].join(' · ')}</small
            >
          </div>
          <button class="icon-button" aria-label=${words.deleteDraft(name)} @click=${() => remove(draft)}>${icons.trash}</button>
        </li>`;
      })}
    </ul>
  </section>`;
}

/** The filters above the list of templates. */
import { html } from 'lit';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { type TemplateFilter, valuesOf } from './template-groups.ts';
import { categoryText, languageName, statusText } from './template-status.ts';

export function renderFilters(
  templates: readonly Template[],
  filter: TemplateFilter,
  change: (change: Partial<TemplateFilter>) => void,
) {
  const select = (
    by: 'status' | 'category' | 'language',
    any: string,
    text: (value: string) => string,
  ) => html`<select
    class="input"
    aria-label=${any}
    @change=${({ target }: Event) => {
      if (target instanceof HTMLSelectElement) change({ [by]: target.value });
    }}
  >
    <option value="" .selected=${filter[by] === ''}>${any}</option>
    ${valuesOf(templates, by).map(
      (value) => html`<option value=${value} .selected=${filter[by] === value}>${text(value)}</option>`,
    )}
  </select>`;
  return html`<div class="filters" role="search">
    <input
      class="input"
      type="search"
      dir="auto"
      aria-label=${words.search}
      placeholder=${words.search}
      .value=${filter.search}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) change({ search: target.value });
      }}
    />
    ${select('status', words.anyStatus, statusText)} ${select('category', words.anyCategory, categoryText)}
    ${select('language', words.anyLanguage, languageName)}
  </div>`;
}

import { html, nothing } from 'lit';
import { maxRows } from '../../../../worker/whatsapp/sending/limits.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import type { ListSection } from '../drafts/composer-draft.ts';
import { type Field, rowFields, rowsIn, sectionTitleField } from './form-fields.ts';

interface SectionActions {
  renderField: (field: Field) => unknown;
  /** Null adds a section with one row. */
  addRow: (section: number | null) => void;
  remove: (section: number, rows: readonly number[]) => void;
}

/** The sections of a list with their rows, which can be added and removed. */
export function renderListSections(sections: readonly ListSection[], actions: SectionActions) {
  const rows = rowsIn(sections);
  return html`${sections.map((section, index) =>
    renderSection(section, { number: index + 1, isOnly: sections.length === 1, all: rows }, actions),
  )}
  ${
    rows.length < maxRows
      ? html`<button type="button" class="plain" @click=${() => actions.addRow(null)}>${strings.addSection}</button>`
      : html`<p class="left" role="status">${strings.listIsFull(maxRows)}</p>`
  }`;
}

/** `all` are the rows of every section: a row is numbered among them. */
function renderSection(
  { id, rows }: ListSection,
  { number, isOnly, all }: { number: number; isOnly: boolean; all: readonly number[] },
  { renderField, addRow, remove }: SectionActions,
) {
  const title = sectionTitleField(id, number);
  return html`<fieldset data-section=${id}>
    <legend>${strings.sectionNumber(number)}</legend>
    ${renderField(isOnly ? { ...title, label: strings.onlySectionTitle } : title)}
    ${rows.map((row) => {
      const place = all.indexOf(row) + 1;
      const [name, description] = rowFields(row, place);
      return html`${name ? renderField(name) : nothing}
        <div class="removable">
          <div>${description ? renderField(description) : nothing}</div>
          ${
            all.length > 1
              ? html`<button
                  type="button"
                  class="round"
                  aria-label=${strings.removeRow(place)}
                  @click=${() => remove(id, [row])}
                >
                  ${icons.close}
                </button>`
              : nothing
          }
        </div>`;
    })}
    ${
      all.length < maxRows
        ? html`<button type="button" class="plain add" @click=${() => addRow(id)}>${strings.addRow}</button>`
        : nothing
    }
    ${
      isOnly
        ? nothing
        : html`<button type="button" class="plain" @click=${() => remove(id, rows)}>
            ${strings.removeSection(number)}
          </button>`
    }
  </fieldset>`;
}

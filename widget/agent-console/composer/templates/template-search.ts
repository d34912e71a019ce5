import { css, html, nothing, type ReactiveControllerHost } from 'lit';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import { obstacleOf } from '../../../../worker/whatsapp/sending/templates/template.ts';
import { previewOf } from '../../../../worker/whatsapp/sending/templates/template-preview.ts';
import { strings } from '../../../locales/strings.ts';
import { categoryName, rateText } from '../../content/cards/template-terms.ts';

export const searchStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-end: 8px;
  }
  header > input.input {
    flex: 1 1 160px;
    inline-size: auto;
  }
  header > select.input {
    inline-size: auto;
  }
  .found {
    display: grid;
    gap: 4px;
    max-block-size: 256px;
    margin: 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
  }
  .found button {
    inline-size: 100%;
    padding: 8px 12px;
    text-align: start;
  }
  .found small {
    display: block;
  }
`;

/** Searches and filters the templates. Those that cannot be sent are listed with the reason. */
export class TemplateSearch {
  #host: ReactiveControllerHost;
  #text = '';
  #filters = { language: '', category: '' };

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  renderBox(templates: readonly Template[], { isBusy, refresh }: { isBusy: boolean; refresh: () => void }) {
    return html`<header>
      <input
        class="input"
        type="search"
        aria-label=${strings.searchTemplates}
        placeholder=${strings.searchTemplates}
        .value=${this.#text}
        @input=${({ target }: Event) => {
          if (!(target instanceof HTMLInputElement)) return;
          this.#text = target.value;
          this.#host.requestUpdate();
        }}
      />
      ${this.#renderFilter(templates, 'language', strings.anyLanguage)}
      ${this.#renderFilter(templates, 'category', strings.anyCategory)}
      <button class="plain" ?disabled=${isBusy} @click=${refresh}>${strings.refresh}</button>
    </header>`;
  }

  renderFound(templates: readonly Template[], choose: (template: Template) => void) {
    const found = templates.filter((one) => this.#isFound(one));
    if (found.length === 0) return html`<p role="status">${strings.noTemplates}</p>`;
    return html`<ul class="found">
      ${found.map((one) => {
        const obstacle = obstacleOf(one);
        return html`<li>
          <button class="plain" ?disabled=${obstacle !== null} @click=${() => choose(one)}>
            <strong><bdi>${one.name}</bdi></strong> <bdi class="quiet">${one.language} · ${rateText(one.category)}</bdi>
            <small><bdi>${obstacle === null ? previewOf(one, {}).body : strings.obstacle[obstacle]}</bdi></small>
          </button>
        </li>`;
      })}
    </ul>`;
  }

  /** Only if there is more than one value. */
  #renderFilter(templates: readonly Template[], by: 'language' | 'category', all: string) {
    const values = [...new Set(templates.map((one) => one[by]))].sort();
    if (values.length < 2) return nothing;
    return html`<select
      class="input"
      aria-label=${all}
      @change=${({ target }: Event) => {
        if (!(target instanceof HTMLSelectElement)) return;
        this.#filters = { ...this.#filters, [by]: target.value };
        this.#host.requestUpdate();
      }}
    >
      <option value="">${all}</option>
      ${values.map(
        (value) =>
          html`<option value=${value} ?selected=${value === this.#filters[by]}>
            ${by === 'category' ? categoryName(value) : value}
          </option>`,
      )}
    </select>`;
  }

  #isFound(template: Template): boolean {
    const { language, category } = this.#filters;
    if (language !== '' && language !== template.language) return false;
    if (category !== '' && category !== template.category) return false;
    const text = `${template.name} ${previewOf(template, {}).body}`.toLowerCase();
    return text.includes(this.#text.toLowerCase());
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ListedLibraryTemplate } from '../../../../../worker/api/templates/templates.ts';
import { templateLanguages } from '../../../../../worker/whatsapp/templates/languages.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { getTemplateLibrary } from '../../../../client/api/templates.ts';
import { speech } from '../../../../locales/speak.ts';
import { templateWords as words } from '../../../../locales/templates.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderSelect } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { tokens } from '../../../ui/tokens.ts';
import { SettingsTask } from '../../settings-task.ts';
import { categoryText, languageName, plainWord } from '../template-status.ts';
import './library-form.ts';
import { starterStyles } from './starter-styles.ts';

/** Meta's library: its templates in a language, and the one that is created. */
@customElement('agent-console-template-library')
export class TemplateLibrary extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private language = usualLanguage();
  @state() private search = '';
  /** Empty: any. */
  @state() private topic = '';
  @state() private industry = '';
  @state() private chosen: ListedLibraryTemplate | null = null;
  #task = new SettingsTask<readonly ListedLibraryTemplate[]>(this, async (api) => {
    const { number, language } = this;
    return number && getTemplateLibrary(api, number.id, { language, search: '' });
  });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    starterStyles,
    css`
      :host {
        display: grid;
        gap: 16px;
      }
      .filters {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
        gap: 12px;
        align-items: end;
      }
    `,
  ];

  protected override render() {
    const { shown, isBusy } = this.#task;
    if (this.chosen) {
      return html`<agent-console-library-form
        .api=${this.api}
        .number=${this.number}
        .entry=${this.chosen}
        @library-leave=${() => {
          this.chosen = null;
        }}
      ></agent-console-library-form>`;
    }
    return html`<p class="quiet">${words.libraryHint}</p>
      <div class="filters">
        ${renderSelect({
          ...{ name: 'library-language', label: words.starterLanguage, value: this.language },
          options: languageOptions(),
          change: (language) => {
            this.language = language;
            void this.#task.reload();
          },
        })}
        <input
          class="input"
          type="search"
          dir="auto"
          aria-label=${words.search}
          placeholder=${words.search}
          .value=${this.search}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.search = target.value;
          }}
        />
        ${shown ? this.#renderFilters(shown) : nothing}
      </div>
      ${this.#task.renderProblem()} ${isBusy ? renderSkeleton(3) : shown ? this.#renderFound(shown) : nothing}`;
  }

  #renderFilters(all: readonly ListedLibraryTemplate[]) {
    const select = (by: 'topic' | 'industry', any: string, values: readonly string[]) =>
      html`<select
        class="input"
        aria-label=${any}
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) this[by] = target.value;
        }}
      >
        <option value="">${any}</option>
        ${[...new Set(values)].sort().map((value) => html`<option value=${value} .selected=${value === this[by]}>${plainWord(value)}</option>`)}
      </select>`;
    return html`${select(
      'topic',
      words.anyTopic,
      all.map(({ topic }) => topic).filter((topic) => topic !== ''),
    )}
    ${select(
      'industry',
      words.anyIndustry,
      all.flatMap(({ industry }) => industry),
    )}`;
  }

  #renderFound(all: readonly ListedLibraryTemplate[]) {
    const search = this.search.trim().toLowerCase();
    const found = all.filter(
      ({ name, header, body, topic, industry }) =>
        ['', topic].includes(this.topic) &&
        (this.industry === '' || industry.includes(this.industry)) &&
        `${name} ${name.replaceAll('_', ' ')} ${header} ${body}`.toLowerCase().includes(search),
    );
    if (found.length === 0) return html`<p role="status">${words.noMatch}</p>`;
    return html`<ul class="starters" aria-label=${words.library}>
      ${found.map(
        (entry) => html`<li>
          <button
            ?disabled=${entry.obstacle !== null}
            @click=${() => {
              this.chosen = entry;
            }}
          >
            <strong><bdi>${entry.name}</bdi></strong>
            <small>${[categoryText(entry.category), plainWord(entry.usecase)].filter(Boolean).join(' · ')}</small>
            <span dir="auto">${entry.body}</span>
            ${entry.obstacle === null ? nothing : html`<span class="obstacle">${words.libraryObstacles[entry.obstacle]}</span>`}
          </button>
        </li>`,
      )}
    </ul>`;
  }
}

/** The reader's own. Meta has its English as it is written in America. */
function usualLanguage(): string {
  const own = speech.language.replace('-', '_');
  return own === 'en' ? 'en_US' : own;
}

function languageOptions() {
  return templateLanguages
    .map((code) => [code, languageName(code)] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, speech.locale));
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-library': TemplateLibrary;
  }
}

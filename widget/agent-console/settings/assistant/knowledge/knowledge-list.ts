import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AssistantState } from '../../../../../worker/api/automation/assistant.ts';
import type { KnowledgeEntry, KnowledgeKind } from '../../../../../worker/api/automation/knowledge.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import {
  deleteKnowledge,
  getAssistant,
  getKnowledge,
  getKnowledgeEntry,
} from '../../../../client/api/assistant.ts';
import { assistantBook, assistantWords as words } from '../../../../locales/assistant.ts';
import { icons } from '../../../../theme/icons.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../../ui/feedback/empty-state.ts';
import { skeletonStyles } from '../../../ui/feedback/skeleton.ts';
import { ToastShow } from '../../../ui/feedback/toast-show.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { type ConsoleMenu, menuItems } from '../../../ui/overlays/menu.ts';
import { momentText, numberText } from '../../../ui/time/times.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { SettingsTask } from '../../settings-task.ts';
import { languageName } from '../../templates/template-status.ts';
import './knowledge-dialog.ts';
import { addAgain } from './add-again.ts';
import { type EntryFilter, everyEntry, isExpired, matching } from './entry-filter.ts';
import { renderSearch, searchStyles } from './search-state.ts';
import { dateText } from './valid-until.ts';

interface Shown {
  entries: readonly KnowledgeEntry[];
  size: AssistantState['knowledge'];
}

const kinds: readonly KnowledgeKind[] = ['question', 'text', 'page', 'file'];
const kindIcons = {
  question: icons.question,
  text: icons.quote,
  page: icons.globe,
  file: icons.file,
};

/** What the assistant of a number answers from: entries that are found, added, changed and deleted. */
@customElement('agent-console-knowledge')
export class KnowledgeList extends WordedElement {
  protected override readonly book = assistantBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private filter: EntryFilter = everyEntry;
  /** The entry in the dialog, or the kind of a new one. */
  @state() private edited: KnowledgeEntry | KnowledgeKind | null = null;
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api), { of: ['assistant'] });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    emptyStyles,
    skeletonStyles,
    menuItems,
    searchStyles,
    css`
      :host {
        container-type: inline-size;
      }
      agent-console-menu.add {
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-m);
        font-weight: 500;
      }
      .filters {
        display: grid;
        grid-template-columns: minmax(0, 2fr) repeat(2, minmax(0, 1fr));
        gap: 8px;
        align-items: center;
      }
      ul > li {
        flex-wrap: nowrap;
      }
      .entry {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 12px;
        align-items: center;
      }
      .sign {
        display: grid;
        place-items: center;
        inline-size: 36px;
        block-size: 36px;
        border-radius: var(--radius-m);
        background: var(--sunken);
        color: var(--quiet);
      }
      .entry strong {
        font-weight: 500;
      }
      .excerpt {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 1;
        overflow: hidden;
      }
      .expired {
        color: var(--warning);
      }
      @container (max-width: 640px) {
        .filters {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        .filters > input {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  protected override render() {
    const { shown } = this.#task;
    return html`${shown ? this.#renderShown(shown) : this.#task.renderUnloaded(4)}
      ${shown ? this.#task.renderProblem() : nothing} ${this.#renderDialog()}`;
  }

  #renderShown({ entries, size }: Shown) {
    if (entries.length === 0)
      return renderEmpty({ icon: icons.knowledge, text: words.noKnowledge, action: this.#renderAdd(true) });
    const found = matching(entries, this.filter);
    return html`<div class="top">
        <p class="quiet">${size.isWhole ? words.wholeInPrompt(size.entries, numberText(size.tokens)) : words.searched(size.entries, numberText(size.tokens))}</p>
        ${this.#renderAdd(false)}
      </div>
      ${size.search ? renderSearch(size.search, size.entries) : nothing}
      ${this.#renderFilters(entries)}
      ${
        found.length === 0
          ? html`<p class="quiet" role="status">${words.noEntryFound}</p>`
          : html`<ul aria-label=${words.tabs.knowledge}>
              ${found.map((entry) => this.#renderEntry(entry))}
            </ul>`
      }`;
  }

  #renderAdd(isAlone: boolean) {
    return html`<agent-console-menu class="add" side=${isAlone ? nothing : 'end'} name=${words.addEntry} label=${words.addEntry}>
      ${kinds.map(
        (kind) =>
          html`<button
            type="button"
            class="item"
            @click=${({ currentTarget }: Event) => {
              if (currentTarget instanceof HTMLElement)
                currentTarget.closest<ConsoleMenu>('agent-console-menu')?.close();
              this.edited = kind;
            }}
          >
            ${kindIcons[kind]} ${words.kinds[kind]}
          </button>`,
      )}
    </agent-console-menu>`;
  }

  #renderFilters(entries: readonly KnowledgeEntry[]) {
    const { search, kind, language } = this.filter;
    const languages = [...new Set(entries.flatMap((entry) => entry.language ?? []))];
    return html`<div class="filters" role="search">
      <input
        class="input"
        type="search"
        dir="auto"
        aria-label=${words.searchKnowledge}
        placeholder=${words.searchKnowledge}
        .value=${search}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) this.filter = { ...this.filter, search: target.value };
        }}
      />
      <select
        class="input"
        aria-label=${words.kind}
        @change=${({ target }: Event) => {
          const chosen = target instanceof HTMLSelectElement ? target.value : '';
          this.filter = { ...this.filter, kind: kinds.find((one) => one === chosen) ?? null };
        }}
      >
        <option value="" .selected=${kind === null}>${words.anyKind}</option>
        ${kinds.map((one) => html`<option value=${one} .selected=${one === kind}>${words.kinds[one]}</option>`)}
      </select>
      ${
        languages.length === 0
          ? nothing
          : html`<select
              class="input"
              aria-label=${words.language}
              @change=${({ target }: Event) => {
                const chosen = target instanceof HTMLSelectElement ? target.value : '';
                this.filter = { ...this.filter, language: languages.find((tag) => tag === chosen) ?? null };
              }}
            >
              <option value="" .selected=${language === null}>${words.anyLanguage}</option>
              ${languages.map((tag) => html`<option value=${tag} .selected=${tag === language}>${languageName(tag)}</option>`)}
            </select>`
      }
    </div>`;
  }

  #renderEntry(entry: KnowledgeEntry) {
    const { kind, title, text, url, language, validUntil, lastUsedAt, tokens: size } = entry;
    return html`<li>
      <span class="entry">
        <span class="sign" title=${words.kinds[kind]}>${kindIcons[kind]}</span>
        <span>
          <strong><bdi>${title}</bdi></strong>
          <small class="excerpt"><bdi>${url ?? text}</bdi></small>
          <small>
            ${language === null ? nothing : html`${languageName(language)} · `}${words.tokens(numberText(size))}${
              validUntil === null
                ? nothing
                : html` · <span class=${isExpired(entry) ? 'expired' : ''}
                      >${isExpired(entry) ? words.expired(dateText(validUntil)) : words.validTo(dateText(validUntil))}</span
                    >`
            } · ${lastUsedAt === null ? words.notUsed : words.lastUsed(momentText(lastUsedAt))}
          </small>
        </span>
      </span>
      <button
        class="icon-button"
        aria-label=${words.editEntry(title)}
        title=${words.editEntry(title)}
        @click=${() => {
          this.#task.forgetOutcome();
          this.edited = entry;
        }}
      >
        ${icons.edit}
      </button>
      <button
        class="icon-button"
        aria-label=${words.deleteEntry(title)}
        title=${words.deleteEntry(title)}
        @click=${() => void this.#delete(entry)}
      >
        ${icons.trash}
      </button>
    </li>`;
  }

  #renderDialog() {
    const { edited, api, number } = this;
    if (edited === null) return nothing;
    const isNew = typeof edited === 'string';
    return html`<agent-console-knowledge-dialog
      .api=${api}
      .inbox=${number?.id ?? ''}
      .kind=${isNew ? edited : edited.kind}
      .entryId=${isNew ? null : edited.id}
      @knowledge-saved=${() => void this.#task.reload()}
      @dialog-close=${() => {
        this.edited = null;
      }}
    ></agent-console-knowledge-dialog>`;
  }

  async #load(api: ApiClient): Promise<Shown | null> {
    const { number } = this;
    if (!number) return null;
    const [entries, { knowledge }] = await Promise.all([
      getKnowledge(api, number.id),
      getAssistant(api, number.id),
    ]);
    return { entries, size: knowledge };
  }

  /** The whole text is read before, so that the deletion can be undone. */
  async #delete({ id, title }: KnowledgeEntry): Promise<void> {
    const { number } = this;
    if (!number) return;
    const { id: inbox } = number;
    const isGone = await this.#task.change(async (api) => {
      const entry = await getKnowledgeEntry(api, inbox, id);
      await deleteKnowledge(api, inbox, id);
      const undo = () => void this.#task.change(() => addAgain(api, inbox, entry));
      this.dispatchEvent(new ToastShow({ text: words.entryDeleted(title), undo }));
    });
    if (isGone) this.renderRoot.querySelector<HTMLElement>('[type=search]')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-knowledge': KnowledgeList;
  }
}

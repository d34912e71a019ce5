import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InboxSummary, TemplateList as Listed } from '../../../../worker/api/numbers/numbers.ts';
import type { TemplateWorkshop } from '../../../../worker/api/templates/templates.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { listTemplates } from '../../../client/api/conversations/messages.ts';
import { deleteTemplate, getWorkshop, markTemplate } from '../../../client/api/templates.ts';
import { strings } from '../../../locales/strings.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { ToastShow } from '../../ui/feedback/toast-show.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import {
  groupsOf,
  matching,
  noFilter,
  type TemplateFilter,
  type TemplateGroup,
  valuesOf,
} from './template-groups.ts';
import { renderGroup } from './template-row.ts';
import { templateRowStyles } from './template-row-styles.ts';
import { categoryText, languageName, statusText } from './template-status.ts';
import { templateStyles } from './template-styles.ts';

/** The agent opens a template. */
export class TemplateOpen extends Event {
  constructor(readonly id: string) {
    super('template-open', { bubbles: true, composed: true });
  }
}

interface Shown {
  list: Listed;
  workshop: TemplateWorkshop;
}

/** All templates of the number's account, with filters. For admins. */
@customElement('agent-console-template-list')
export class TemplateListView extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private filter: TemplateFilter = noFilter;
  /** Names. */
  @state() private selected: ReadonlySet<string> = new Set();
  /** Whether Meta is asked now, not the Worker's copy. */
  #isForced = false;
  #task = new SettingsTask<Shown>(
    this,
    async (api) => {
      const { number } = this;
      if (!number) return null;
      const isForced = this.#isForced;
      this.#isForced = false;
      const [list, workshop] = await Promise.all([
        listTemplates(api, number.id, isForced),
        getWorkshop(api, number.id),
      ]);
      return { list, workshop };
    },
    { of: ['templates'] },
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    emptyStyles,
    skeletonStyles,
    templateStyles,
    templateRowStyles,
    css`
      .filters {
        display: grid;
        grid-template-columns: minmax(min(176px, 100%), 1.4fr) repeat(auto-fit, minmax(128px, 1fr));
        gap: 8px;
      }
      @container (max-width: 560px) {
        .filters {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
        .filters > :first-child {
          grid-column: 1 / -1;
        }
      }
      .bulk {
        position: sticky;
        z-index: 1;
        inset-block-end: 16px;
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        padding: 8px 8px 8px 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--raised);
        box-shadow: var(--shadow-m);
      }
      .bulk > :first-child {
        flex: 1;
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
        justify-content: space-between;
      }
    `,
  ];

  protected override render() {
    const { shown, isBusy } = this.#task;
    return html`<div class="top">
        <h3 id="title" tabindex="-1">${strings.templatesTitle}</h3>
      </div>
      <p class="quiet">${words.intro}</p>
      ${shown ? this.#renderShown(shown) : isBusy ? renderSkeleton(5) : nothing} ${this.#task.renderProblem()}
      ${!shown && !isBusy ? html`<div class="end">${this.#renderRefresh()}</div>` : nothing}`;
  }

  #renderShown({ list, workshop }: Shown) {
    const { templates, fetchedAt } = list;
    const all = groupsOf(templates, workshop.marks);
    const found = matching(all, this.filter);
    const hidden = all.filter(({ isHidden }) => isHidden).length;
    const isFiltered = [
      this.filter.search,
      this.filter.status,
      this.filter.category,
      this.filter.language,
    ].some((value) => value.trim() !== '');
    return html`${templates.length === 0 ? nothing : this.#renderFilters(templates)}
      <div class="state">
        <small>${words.checkedAt(momentText(fetchedAt))}</small>
        ${this.#renderRefresh()}
      </div>
      ${
        found.length > 0
          ? html`<ul aria-label=${strings.templatesTitle}>
              ${repeat(
                found,
                ({ name }) => name,
                (group) => this.#renderGroup(group),
              )}
            </ul>`
          : isFiltered
            ? html`<div class="end" role="status">
                <span>${words.noMatch}</span>
                <button class="button" @click=${() => this.#filterBy(noFilter)}>${words.clearFilters}</button>
              </div>`
            : renderEmpty({ icon: icons.template, text: words.none })
      }
      ${
        hidden === 0
          ? nothing
          : renderSwitch({
              name: 'hidden',
              label: words.showHidden(hidden),
              hint: words.hiddenHint,
              isOn: this.filter.showsHidden,
              change: (showsHidden) => this.#filterBy({ showsHidden }),
            })
      }
      ${this.#renderBulk(all)}`;
  }

  #renderRefresh() {
    return html`<button
      class="button ghost"
      aria-busy=${this.#task.isBusy}
      ?disabled=${this.#task.isBusy}
      @click=${() => this.refresh()}
    >
      ${words.refresh}
    </button>`;
  }

  /** For the keyboard, which continues here after a template was open. */
  focusTitle(): void {
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  /** Asks Meta. */
  refresh(): void {
    this.#isForced = true;
    void this.#task.reload();
  }

  #renderFilters(templates: Listed['templates']) {
    const select = (by: 'status' | 'category' | 'language', any: string, text: (value: string) => string) => {
      const values = valuesOf(templates, by);
      return html`<select
        class="input"
        aria-label=${any}
        .value=${this.filter[by]}
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) this.#filterBy({ [by]: target.value });
        }}
      >
        <option value="" .selected=${this.filter[by] === ''}>${any}</option>
        ${values.map((value) => html`<option value=${value} .selected=${this.filter[by] === value}>${text(value)}</option>`)}
      </select>`;
    };
    return html`<div class="filters" role="search">
      <input
        class="input"
        type="search"
        dir="auto"
        aria-label=${words.search}
        placeholder=${words.search}
        .value=${this.filter.search}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) this.#filterBy({ search: target.value });
        }}
      />
      ${select('status', words.anyStatus, statusText)} ${select('category', words.anyCategory, categoryText)}
      ${select('language', words.anyLanguage, languageName)}
    </div>`;
  }

  #filterBy(change: Partial<TemplateFilter>): void {
    this.filter = { ...this.filter, ...change };
  }

  #renderGroup(group: TemplateGroup) {
    const { name } = group;
    return renderGroup(group, {
      now: Date.now(),
      isSelected: this.selected.has(name),
      select: (isSelected) => {
        const next = new Set(this.selected);
        if (isSelected) next.add(name);
        else next.delete(name);
        this.selected = next;
      },
      open: (id) => this.dispatchEvent(new TemplateOpen(id)),
      mark: (change) => this.#mark(group, change),
      remove: () => void this.#delete([group]),
    });
  }

  /** The row changes at once. */
  #mark({ name }: TemplateGroup, change: { isFavourite?: boolean; isHidden?: boolean }): void {
    const inbox = this.number?.id ?? '';
    void this.#task.change((api) => markTemplate(api, inbox, { name, ...change }), {
      preview: ({ list, workshop }) => {
        const before = workshop.marks.find((one) => one.name === name);
        const mark = { name, isFavourite: false, isHidden: false, ...before, ...change };
        const marks = [...workshop.marks.filter((one) => one.name !== name), mark];
        return { list, workshop: { ...workshop, marks } };
      },
    });
  }

  #renderBulk(all: readonly TemplateGroup[]) {
    const groups = all.filter(({ name }) => this.selected.has(name));
    if (groups.length === 0) return nothing;
    return html`<div class="bulk" role="group" aria-label=${words.selected(groups.length)}>
      <span role="status">${words.selected(groups.length)}</span>
      <button
        class="button"
        @click=${() => {
          this.selected = new Set();
        }}
      >
        ${strings.cancel}
      </button>
      <button class="button danger" ?disabled=${this.#task.isBusy} @click=${() => void this.#delete(groups)}>
        ${strings.delete}
      </button>
    </div>`;
  }

  /** One after another. If Meta refuses one, those after it stay. */
  async #delete(groups: readonly TemplateGroup[]): Promise<void> {
    const inbox = this.number?.id ?? '';
    const [first] = groups;
    if (!first) return;
    const isSure = await confirmed(this, {
      title: groups.length === 1 ? words.deleteTitle(first.name) : words.deleteManyTitle(groups.length),
      text: words.deleteText,
      action: strings.delete,
      isDangerous: true,
      ...(groups.length > 1 && {
        typed: { label: words.deleteTyped(groups.length), text: String(groups.length) },
      }),
    });
    if (!isSure) return;
    let deleted = 0;
    await this.#task.change(async (api) => {
      for (const { name, languages } of groups) {
        const [one] = languages;
        if (one) await deleteTemplate(api, inbox, one.id, { isEvery: true });
        this.selected = new Set([...this.selected].filter((other) => other !== name));
        deleted += 1;
      }
    });
    if (deleted > 0) this.dispatchEvent(new ToastShow({ text: words.deleted(deleted) }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-list': TemplateListView;
  }
}

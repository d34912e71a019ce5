import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InboxSummary, TemplateList as Listed } from '../../../../worker/api/numbers/numbers.ts';
import type { TemplateDraft, TemplateWorkshop } from '../../../../worker/api/templates/templates.ts';
import type { TemplateDefinition } from '../../../../worker/whatsapp/templates/definition.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { listTemplates } from '../../../client/api/conversations/message-details.ts';
import { deleteTemplateDraft, getWorkshop, markTemplate } from '../../../client/api/templates.ts';
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
import { saveLeft } from './left-draft.ts';
import { deleteGroups, isDeletionSure, renderBulk } from './template-deletion.ts';
import { renderDrafts } from './template-drafts.ts';
import { renderFilters } from './template-filters.ts';
import { groupsOf, matching, noFilter, type TemplateFilter, type TemplateGroup } from './template-groups.ts';
import { definitionIn } from './template-import.ts';
import { templateListStyles } from './template-list-styles.ts';
import { renderGroup } from './template-row.ts';
import { templateRowStyles } from './template-row-styles.ts';
import { templateStyles } from './template-styles.ts';
import { loadTemplateUse, type TemplateUse } from './template-use.ts';

/** The agent writes a template: from nothing, from a file, or a draft. */
export class TemplateWrite extends Event {
  constructor(readonly start: { definition: TemplateDefinition; draft: TemplateDraft | null } | null) {
    super('template-write', { bubbles: true, composed: true });
  }
}

/** The agent wants to begin with an example. */
export class StartersOpen extends Event {
  constructor() {
    super('starters-open', { bubbles: true, composed: true });
  }
}

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
  /** Loaded after the list, which does not wait for it. */
  @state() private use: TemplateUse = [];
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
      await saveLeft(api, number.id);
      const [list, workshop] = await Promise.all([
        listTemplates(api, number.id, isForced),
        getWorkshop(api, number.id),
      ]);
      void loadTemplateUse(api, number.id).then((use) => {
        this.use = use;
      });
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
    templateListStyles,
  ];

  protected override render() {
    const { shown, isBusy } = this.#task;
    return html`<div class="top">
        <h3 id="title" tabindex="-1">${strings.templatesTitle}</h3>
        <div class="end">
          <label class="button import"
            >${words.importJson}<input type="file" accept=".json,application/json" @change=${this.#import}
          /></label>
          ${this.#renderFromStarter()}
          <button class="button main" @click=${() => this.dispatchEvent(new TemplateWrite(null))}>${words.create}</button>
        </div>
      </div>
      <p class="quiet">${words.intro}</p>
      ${shown ? this.#renderShown(shown) : isBusy ? renderSkeleton(5) : nothing} ${this.#task.renderProblem()}
      ${!shown && !isBusy ? html`<div class="end">${this.#renderRefresh()}</div>` : nothing}`;
  }

  #renderShown({ list, workshop }: Shown) {
    const { templates, fetchedAt } = list;
    const all = groupsOf(templates, workshop);
    const found = matching(all, this.filter);
    const hidden = all.filter(({ isHidden }) => isHidden).length;
    const isFiltered = [
      this.filter.search,
      this.filter.status,
      this.filter.category,
      this.filter.language,
    ].some((value) => value.trim() !== '');
    return html`${templates.length === 0 ? nothing : renderFilters(templates, this.filter, (change) => this.#filterBy(change))}
      <div class="state">
        <small>${words.checkedAt(momentText(fetchedAt))}</small>
        ${this.#renderRefresh()}
      </div>
      ${
        workshop.drafts.length === 0
          ? nothing
          : renderDrafts(workshop.drafts, templates, {
              open: (draft) => this.dispatchEvent(new TemplateWrite({ definition: draft.definition, draft })),
              remove: (draft) => void this.#deleteDraft(draft),
            })
      }
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
            : renderEmpty({ icon: icons.template, text: words.none, action: this.#renderFromStarter() })
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
      ${renderBulk(
        all.filter(({ name }) => this.selected.has(name)),
        {
          isBusy: this.#task.isBusy,
          cancel: () => {
            this.selected = new Set();
          },
          remove: () => void this.#delete(all.filter(({ name }) => this.selected.has(name))),
        },
      )}`;
  }

  async #import({ target }: Event): Promise<void> {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file) return;
    if (target instanceof HTMLInputElement) target.value = '';
    const definition = definitionIn(await file.text());
    if (definition) this.dispatchEvent(new TemplateWrite({ definition, draft: null }));
    else this.#task.refuse(words.notATemplate);
  }

  async #deleteDraft({ id, definition }: TemplateDraft): Promise<void> {
    const isSure = await confirmed(this, {
      title: words.deleteDraftTitle(definition.name || words.unnamed),
      text: words.deleteDraftText,
      action: strings.delete,
      isDangerous: true,
    });
    const inbox = this.number?.id ?? '';
    if (isSure) await this.#task.change((api) => deleteTemplateDraft(api, inbox, id));
  }

  #renderFromStarter() {
    return html`<button class="button" @click=${() => this.dispatchEvent(new StartersOpen())}>${words.fromStarter}</button>`;
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

  /** Drafts and templates have changed. */
  reload(): void {
    void this.#task.reload();
  }

  /** Asks Meta. */
  refresh(): void {
    this.#isForced = true;
    void this.#task.reload();
  }

  #filterBy(change: Partial<TemplateFilter>): void {
    this.filter = { ...this.filter, ...change };
  }

  #renderGroup(group: TemplateGroup) {
    const { name } = group;
    return renderGroup(group, {
      now: Date.now(),
      isSelected: this.selected.has(name),
      use: this.use,
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

  async #delete(groups: readonly TemplateGroup[]): Promise<void> {
    const inbox = this.number?.id ?? '';
    const [first] = groups;
    if (!first || !(await isDeletionSure(this, first, { count: groups.length }))) return;
    let deleted = 0;
    await this.#task.change((api) =>
      deleteGroups(api, inbox, groups, (name) => {
        this.selected = new Set([...this.selected].filter((other) => other !== name));
        deleted += 1;
      }),
    );
    if (deleted > 0) this.dispatchEvent(new ToastShow({ text: words.deleted(deleted) }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-list': TemplateListView;
  }
}

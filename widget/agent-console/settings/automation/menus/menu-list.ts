import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Menu } from '../../../../../worker/api/automation/menus.ts';
import type { Rule } from '../../../../../worker/api/automation/rules.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { createMenu, deleteMenu, getRules } from '../../../../client/api/automation.ts';
import { menuBook, menuWords as words } from '../../../../locales/automation-menus.ts';
import { ruleBook, ruleWords } from '../../../../locales/automation-rules.ts';
import { icons } from '../../../../theme/icons.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../../ui/feedback/empty-state.ts';
import { skeletonStyles } from '../../../ui/feedback/skeleton.ts';
import { ToastShow } from '../../../ui/feedback/toast-show.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { SettingsTask } from '../../settings-task.ts';
import type { RuleChoices } from '../rules/builder.ts';
import { loadChoices } from '../rules/choices.ts';
import './menu-builder.ts';
import type { MenuDone } from './menu-builder.ts';
import { menuDraftOf, menuOf } from './menu-draft.ts';
import { startersOf } from './starters.ts';

interface Shown {
  rules: readonly Rule[];
  choices: RuleChoices;
}

/** The menus of a number, and their builder. */
@customElement('agent-console-automation-menus')
export class MenuListPage extends WordedElement {
  protected override readonly book = [menuBook, ruleBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Id of the menu that is to be opened first. */
  @property() wanted = '';
  @state() private edited: Menu | 'new' | null = null;
  #opened = '';
  #toFocus = '';
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api), { of: ['automation', 'labels'] });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    emptyStyles,
    skeletonStyles,
    css`
      :host {
        container-type: inline-size;
      }
      li strong {
        font-weight: 500;
      }
      .tools {
        display: flex;
        flex: none;
        align-items: center;
      }
    `,
  ];

  protected override willUpdate(): void {
    const { wanted } = this;
    if (wanted === this.#opened) return;
    const found = this.#task.shown?.choices.menus.find(({ id }) => id === wanted);
    if (!found) return;
    this.#opened = wanted;
    this.edited = found;
  }

  /** What was saved is in the list only once that has been loaded again. */
  protected override updated(): void {
    const found = this.#toFocus === '' ? null : this.renderRoot.querySelector<HTMLElement>(this.#toFocus);
    if (!found) return;
    this.#toFocus = '';
    found.focus();
  }

  protected override render() {
    const shown = this.#task.shown;
    if (!shown) return this.#task.renderUnloaded(3);
    const { edited, api, number } = this;
    const { menus } = shown.choices;
    if (edited !== null)
      return keyed(
        edited === 'new' ? '' : edited.id,
        html`<agent-console-menu-builder
          .api=${api}
          .number=${number}
          .menu=${edited === 'new' ? null : edited}
          .choices=${shown.choices}
          .rules=${shown.rules}
          @menu-done=${({ menu }: MenuDone) => this.#done(menu)}
        ></agent-console-menu-builder>`,
      );
    return html`<div class="top">
        <p class="quiet">${words.intro}</p>
        ${menus.length > 0 ? this.#renderNew() : nothing}
      </div>
      ${
        menus.length === 0
          ? renderEmpty({ icon: icons.menuTree, text: words.none, action: this.#renderNew() })
          : html`<ul aria-label=${words.list}>
              ${repeat(
                menus,
                ({ id }) => id,
                (menu) => this.#renderMenu(menu, shown),
              )}
            </ul>`
      }
      ${this.#task.renderProblem()}`;
  }

  #renderNew() {
    return html`<button class="button main new" @click=${() => this.#edit('new')}>${words.create}</button>`;
  }

  #renderMenu(menu: Menu, { rules, choices }: Shown) {
    const { id, name, questions } = menu;
    const starters = startersOf(id, rules, choices.menus).map((one) => one.name);
    return html`<li data-menu=${id}>
      <span>
        <strong><bdi>${name}</bdi></strong>
        <small><bdi>${questions[0]?.text}</bdi> · ${words.questions(questions.length)}</small>
        <small>${starters.length === 0 ? words.notStarted : words.startedBy(starters.join(', '))}</small>
      </span>
      <span class="tools">
        <button class="icon-button edit" aria-label=${ruleWords.edit(name)} @click=${() => this.#edit(menu)}>
          ${icons.edit}
        </button>
        <button class="icon-button" aria-label=${ruleWords.delete(name)} @click=${() => void this.#delete(menu)}>
          ${icons.trash}
        </button>
      </span>
    </li>`;
  }

  async #load(api: ApiClient): Promise<Shown | null> {
    const { number } = this;
    if (!number) return null;
    const [{ rules }, choices] = await Promise.all([getRules(api, number.id), loadChoices(api, number.id)]);
    return { rules, choices };
  }

  #edit(menu: Menu | 'new'): void {
    this.#task.forgetOutcome();
    this.edited = menu;
  }

  async #done(menu: Menu | null): Promise<void> {
    const { edited } = this;
    this.edited = null;
    if (menu) await this.#task.reload();
    const id = menu?.id ?? (edited === 'new' ? undefined : edited?.id);
    this.#toFocus = id === undefined ? '.new' : `[data-menu="${id}"] .edit`;
    this.requestUpdate();
  }

  async #delete(menu: Menu): Promise<void> {
    const { number } = this;
    if (!number || !(await this.#task.change((api) => deleteMenu(api, number.id, menu.id)))) return;
    const undo = () => void this.#task.change((api) => createMenu(api, number.id, menuOf(menuDraftOf(menu))));
    this.dispatchEvent(new ToastShow({ text: ruleWords.deleted(menu.name), undo }));
    void focusOn(this, '.new');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-automation-menus': MenuListPage;
  }
}

import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Rule, RuleAction } from '../../../../../worker/api/automation/rules.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import {
  changeRule,
  createRule,
  deleteRule,
  getRules,
  orderRules,
} from '../../../../client/api/automation.ts';
import { ruleBook, ruleWords as words } from '../../../../locales/automation-rules.ts';
import { icons } from '../../../../theme/icons.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderSwitch } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../../ui/feedback/empty-state.ts';
import { skeletonStyles } from '../../../ui/feedback/skeleton.ts';
import { ToastShow } from '../../../ui/feedback/toast-show.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { spokenOnly } from '../../../ui/spoken-only.ts';
import { momentText, numberText } from '../../../ui/time/times.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { SettingsTask } from '../../settings-task.ts';
import type { RuleChoices } from './builder.ts';
import { loadChoices } from './choices.ts';
import './rule-builder.ts';
import { fileOf, templateOf } from './reply-draft.ts';
import type { RuleDone } from './rule-builder.ts';
import { draftOf, moved, ruleOf } from './rule-draft.ts';
import './rule-tester.ts';

interface Shown {
  rules: readonly Rule[];
  choices: RuleChoices;
}

/** The rules of a number in the order in which they are tried, their builder, and what would answer a text. */
@customElement('agent-console-automation-rules')
export class RuleListPage extends WordedElement {
  protected override readonly book = ruleBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Id of the rule that is to be opened first. */
  @property() wanted = '';
  @state() private edited: Rule | 'new' | null = null;
  #opened = '';
  #toFocus = '';
  /** Said after a rule has moved. */
  @state() private announced = '';
  #dragged: number | null = null;
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api), { of: ['automation', 'labels'] });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    emptyStyles,
    skeletonStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .grip {
        display: grid;
        flex: none !important;
        place-items: center;
        inline-size: 24px;
        min-inline-size: 24px;
        block-size: var(--control);
        color: var(--quiet);
        cursor: grab;
      }
      li > .text {
        flex: 1 1 160px;
        min-inline-size: 0;
      }
      li.off .text {
        color: var(--quiet);
      }
      li strong {
        font-weight: 500;
      }
      .tools {
        display: flex;
        flex: none;
        align-items: center;
      }
      li .choice {
        padding: 0 8px;
      }
      li .choice > label {
        ${spokenOnly}
      }
      .heard {
        ${spokenOnly}
      }
    `,
  ];

  protected override willUpdate(): void {
    const { wanted } = this;
    if (wanted === this.#opened) return;
    const found = this.#task.shown?.rules.find(({ id }) => id === wanted);
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
    if (!shown) return this.#task.renderUnloaded(4);
    const { edited, api, number } = this;
    if (edited !== null)
      return html`<agent-console-rule-builder
        .api=${api}
        .number=${number}
        .rule=${edited === 'new' ? null : edited}
        .choices=${shown.choices}
        @rule-done=${({ rule }: RuleDone) => this.#done(rule)}
      ></agent-console-rule-builder>`;
    return html`<div class="top">
        <p class="quiet">${words.intro}</p>
        ${shown.rules.length > 0 ? this.#renderNew() : nothing}
      </div>
      ${
        shown.rules.length === 0
          ? renderEmpty({ icon: icons.rule, text: words.none, action: this.#renderNew() })
          : html`<ul aria-label=${words.list}>
              ${repeat(
                shown.rules,
                ({ id }) => id,
                (rule, place) => this.#renderRule(rule, place, shown),
              )}
            </ul>`
      }
      <p class="heard" role="status">${this.announced}</p>
      ${this.#task.renderProblem()}
      <agent-console-rule-tester .api=${api} .number=${number} .rules=${shown.rules}></agent-console-rule-tester>`;
  }

  #renderNew() {
    return html`<button class="button main new" @click=${() => this.#edit('new')}>${words.create}</button>`;
  }

  #renderRule(rule: Rule, place: number, { rules, choices }: Shown) {
    const { id, name, isOn, hits, lastHitAt } = rule;
    return html`<li
      class=${isOn ? '' : 'off'}
      data-rule=${id}
      @dragover=${(event: DragEvent) => event.preventDefault()}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        if (this.#dragged !== null) void this.#move(this.#dragged, place);
        this.#dragged = null;
      }}
    >
      <span
        class="grip"
        draggable="true"
        title=${words.drag}
        aria-hidden="true"
        @dragstart=${(event: DragEvent) => {
          this.#dragged = place;
          event.dataTransfer?.setData('text/plain', name);
        }}
        >${icons.grip}</span
      >
      <span class="text">
        <strong><bdi>${name}</bdi></strong>
        <small>${summaryOf(rule, choices)}</small>
        <small>${hits === 0 || lastHitAt === null ? words.notMatched : words.matched(hits, momentText(lastHitAt))}</small>
      </span>
      <span class="tools">
        ${renderSwitch({
          ...{ name: `on-${id}`, label: words.turnOn(name), isOn },
          change: (on) => this.#change(rule, on),
        })}
        <button
          class="icon-button up"
          aria-label=${words.moveUp(name)}
          ?disabled=${place === 0}
          @click=${() => void this.#move(place, place - 1, 'up')}
        >
          ${icons.up}
        </button>
        <button
          class="icon-button down"
          aria-label=${words.moveDown(name)}
          ?disabled=${place === rules.length - 1}
          @click=${() => void this.#move(place, place + 1, 'down')}
        >
          ${icons.down}
        </button>
        <button class="icon-button edit" aria-label=${words.edit(name)} @click=${() => this.#edit(rule)}>${icons.edit}</button>
        <button class="icon-button" aria-label=${words.delete(name)} @click=${() => void this.#delete(rule)}>
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

  #edit(rule: Rule | 'new'): void {
    this.#task.forgetOutcome();
    this.edited = rule;
  }

  async #done(rule: Rule | null): Promise<void> {
    const { edited } = this;
    this.edited = null;
    if (rule) await this.#task.reload();
    const id = rule?.id ?? (edited === 'new' ? undefined : edited?.id);
    this.#toFocus = id === undefined ? '.new' : `[data-rule="${id}"] .edit`;
    this.requestUpdate();
  }

  #change(rule: Rule, isOn: boolean): void {
    const { number } = this;
    if (!number) return;
    void this.#task.change((api) => changeRule(api, number.id, rule.id, { ...ruleOf(draftOf(rule)), isOn }), {
      preview: (shown) => ({
        ...shown,
        rules: shown.rules.map((one) => (one.id === rule.id ? { ...one, isOn } : one)),
      }),
    });
  }

  async #move(from: number, to: number, focused?: 'up' | 'down'): Promise<void> {
    const { shown } = this.#task;
    const { number } = this;
    const rule = shown?.rules[from];
    if (!shown || !number || !rule || from === to) return;
    const before = shown.rules.map(({ id }) => id);
    const order = (ids: readonly string[]) =>
      this.#task.change((api) => orderRules(api, number.id, [...ids]), {
        preview: (now) => ({
          ...now,
          rules: ids.flatMap((id) => now.rules.find((one) => one.id === id) ?? []),
        }),
      });
    const done = order(moved(before, from, to));
    if (focused)
      void focusOn(
        this,
        `[data-rule="${rule.id}"] .${focused}:not(:disabled), [data-rule="${rule.id}"] .edit`,
      );
    const text = words.moved(rule.name, numberText(to + 1), numberText(before.length));
    if (!(await done)) return;
    this.announced = text;
    this.dispatchEvent(new ToastShow({ text, undo: () => void order(before) }));
  }

  async #delete(rule: Rule): Promise<void> {
    const { number } = this;
    const before = this.#task.shown?.rules.map(({ id }) => id) ?? [];
    if (!number) return;
    const isDone = await this.#task.change((api) => deleteRule(api, number.id, rule.id), {
      preview: (shown) => ({ ...shown, rules: shown.rules.filter(({ id }) => id !== rule.id) }),
    });
    if (!isDone) return;
    const undo = () =>
      void this.#task.change(async (api) => {
        const { id } = await createRule(api, number.id, ruleOf(draftOf(rule)));
        await orderRules(
          api,
          number.id,
          before.map((one) => (one === rule.id ? id : one)),
        );
      });
    this.dispatchEvent(new ToastShow({ text: words.deleted(rule.name), undo }));
    void focusOn(this, '.new');
  }
}

/** What has to match, and what happens then. */
function summaryOf({ match, actions }: Rule, choices: RuleChoices): string {
  const asked = 'words' in match ? match.words.join(', ') : 'pattern' in match ? match.pattern : '';
  const kind = words.matches[match.type];
  return [
    asked === '' ? kind : `${kind}: ${asked}`,
    ...actions.map((action) => actionText(action, choices)),
  ].join(' · ');
}

/** The action, and by its name what it sends or starts. */
function actionText(action: RuleAction, { menus, replies, files }: RuleChoices): string {
  const named = (name: string | null | undefined) =>
    name ? `${words.actions[action.type]}: ${name}` : words.actions[action.type];
  switch (action.type) {
    case 'menu':
      return named(menus.find(({ id }) => id === action.menu)?.name);
    case 'saved-reply':
      return named(replies.find(({ id }) => id === action.reply)?.title);
    case 'reply':
      return named(
        templateOf(action.content).name || files.find(({ id }) => id === fileOf(action.content).id)?.filename,
      );
    default:
      return named(null);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-automation-rules': RuleListPage;
  }
}

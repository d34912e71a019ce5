import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Turn, TurnOutcome, TurnSource } from '../../../../worker/api/automation/turns.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { getMenus, getRules, getTurns } from '../../../client/api/automation.ts';
import { automationBook, automationWords as words } from '../../../locales/automation.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { Table } from '../../ui/table/table.ts';
import { tableStyles } from '../../ui/table/table-styles.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { ConversationWanted } from '../conversation-wanted.ts';
import { SettingsTask } from '../settings-task.ts';
import { AutomationWanted } from './automation-wanted.ts';

const turnSources: readonly TurnSource[] = [
  ...(['welcome', 'away', 'rule', 'menu', 'assistant', 'suggestion', 'bot'] as const),
  ...(['hand-over', 'stop', 'satisfaction', 'follow-up'] as const),
];
const turnOutcomes: readonly TurnOutcome[] = [
  ...(['answered', 'said', 'acted', 'handed-over', 'withdrawn', 'failed'] as const),
  ...(['waiting', 'composing', 'awaiting'] as const),
];

/** A rule or a menu that turns are from. */
interface Subject {
  tab: AutomationWanted['tab'];
  name: string;
}

interface Shown extends Page<Turn> {
  /** By id. Those that were deleted are not there. */
  subjects: ReadonlyMap<string, Subject>;
}

interface Filters {
  source: TurnSource | '';
  outcome: TurnOutcome | '';
}

/** What was answered automatically and what was not, the newest first. Each entry opens its conversation. */
@customElement('agent-console-automation-log')
export class AutomationLog extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private filters: Filters = { source: '', outcome: '' };
  #table = new Table<Turn>(this);
  #task = new SettingsTask<Shown>(this, (api) => this.#load(api));

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    tableStyles,
    css`
      small {
        display: block;
      }
      .subject {
        display: block;
        max-inline-size: 100%;
        min-block-size: 24px;
        padding: 0;
        border: 0;
        background: none;
        color: var(--link);
        font: inherit;
        text-align: start;
        text-decoration: underline;
        overflow-wrap: anywhere;
        cursor: pointer;
      }
    `,
  ];

  protected override render() {
    const { rows = null, next = null } = this.#task.shown ?? {};
    const { source, outcome } = this.filters;
    const isFiltered = source !== '' || outcome !== '';
    return html`<p class="quiet">${words.logHint}</p>
      <div class="pair">
        ${renderSelect<TurnSource | ''>({
          ...{ name: 'source', label: words.filterSource, value: source },
          options: [['', words.all], ...turnSources.map((one) => [one, strings.turnSources[one]] as const)],
          change: (chosen) => this.#filter({ source: chosen }),
        })}
        ${renderSelect<TurnOutcome | ''>({
          ...{ name: 'outcome', label: words.filterOutcome, value: outcome },
          options: [['', words.all], ...turnOutcomes.map((one) => [one, words.outcomes[one]] as const)],
          change: (chosen) => this.#filter({ outcome: chosen }),
        })}
      </div>
      ${
        rows === null && !this.#task.isBusy
          ? nothing
          : this.#table.render({
              label: words.tabs.log,
              rows,
              keyOf: ({ id }) => id,
              empty: { icon: icons.automation, text: isFiltered ? words.noTurnsFound : words.noTurns },
              columns: [
                {
                  name: 'source',
                  heading: words.filterSource,
                  cell: (turn) => this.#renderSource(turn),
                },
                { name: 'outcome', heading: words.filterOutcome, cell: renderOutcome },
                {
                  name: 'time',
                  heading: words.time,
                  kind: 'time',
                  cell: ({ beganAt }) => momentText(beganAt),
                },
              ],
              actions: ({ conversationId }) =>
                html`<button class="button ghost" @click=${() => this.#open(conversationId)}>
                  ${words.openConversation}
                </button>`,
            })
      }
      ${
        next === null
          ? nothing
          : html`<div class="end">
              <button class="button" ?disabled=${this.#task.isBusy} @click=${() => this.#more(next)}>${words.older}</button>
            </div>`
      }
      ${this.#task.renderProblem()}`;
  }

  /** With the rule or the menu, which opens when it is pressed. */
  #renderSource({ source, subject }: Turn) {
    const found = subject === null ? undefined : this.#task.shown?.subjects.get(subject);
    return html`${strings.turnSources[source]}${
      subject === null || !found
        ? nothing
        : html`<button
            class="subject"
            @click=${() => this.dispatchEvent(new AutomationWanted(found.tab, subject))}
          >
            <bdi>${found.name}</bdi>
          </button>`
    }`;
  }

  async #load(api: ApiClient): Promise<Shown | null> {
    const { number } = this;
    if (!number) return null;
    const [page, { rules }, { menus }] = await Promise.all([
      this.#page(api, null),
      getRules(api, number.id),
      getMenus(api, number.id),
    ]);
    const subjects = new Map<string, Subject>([
      ...rules.map(({ id, name }) => [id, { tab: 'rules', name }] as const),
      ...menus.map(({ id, name }) => [id, { tab: 'menus', name }] as const),
    ]);
    return page && { ...page, subjects };
  }

  async #page(api: ApiClient, before: string | null): Promise<Page<Turn> | null> {
    const { number, filters } = this;
    if (!number) return null;
    const { source, outcome } = filters;
    return getTurns(api, number.id, {
      ...(source !== '' && { source }),
      ...(outcome !== '' && { outcome }),
      ...(before !== null && { before }),
    });
  }

  #filter(change: Partial<Filters>): void {
    this.filters = { ...this.filters, ...change };
    void this.#task.reload();
  }

  #more(before: string): void {
    void this.#task.show(async (api) => {
      const page = await this.#page(api, before);
      const { shown } = this.#task;
      return page && shown && { ...shown, ...page, rows: [...shown.rows, ...page.rows] };
    });
  }

  #open(id: number): void {
    if (this.number) this.dispatchEvent(new ConversationWanted({ inbox: this.number.id, id }));
  }
}

function renderOutcome({ outcome, because }: Turn) {
  return html`${words.outcomes[outcome]}${because === null ? nothing : html`<small>${words.reasons[because]}</small>`}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-automation-log': AutomationLog;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Counts } from '../../../worker/api/conversations/teamwork.ts';
import type { Person } from '../../../worker/api/values.ts';
import { type ListView, usualView } from '../../client/state/list-view.ts';
import { strings } from '../../locales/strings-first-load.ts';
import { tabStyles } from '../ui/controls/tab-styles.ts';
import { customElement } from '../ui/custom-element.ts';
import { numberText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';

/** The list is wanted in another way. */
export class ViewChange extends Event {
  constructor(readonly view: ListView) {
    super('view-change', { bubbles: true, composed: true });
  }
}

/** A saved view is wanted. */
export class SavedViewSelect extends Event {
  constructor(readonly id: string) {
    super('saved-view-select', { bubbles: true, composed: true });
  }
}

/** A saved view as its button shows it. */
export interface ViewButton {
  id: string;
  name: string;
  /** Null: it is not counted yet. */
  count: number | null;
  isOn: boolean;
}

type Tab = keyof typeof strings.listTabs;

/** What each tab changes in the view. */
export const tabViews: Readonly<Record<Tab, Pick<ListView, 'tab' | 'state'>>> = {
  mine: { tab: 'mine', state: 'open' },
  unassigned: { tab: 'unassigned', state: 'open' },
  all: { tab: 'all', state: 'open' },
  snoozed: { tab: 'all', state: 'snoozed' },
  resolved: { tab: 'all', state: 'resolved' },
};
export const tabs: readonly Tab[] = ['mine', 'unassigned', 'all', 'snoozed', 'resolved'];

/** More are not counted. */
const maxCounted = 1_000;

/** The tab that shows this view, whatever else filters it. */
export function tabOf({ tab, state }: ListView): Tab {
  return tab === 'all' && (state === 'snoozed' || state === 'resolved') ? state : tab;
}

/** The views of the list with their counts; its filters and order are fetched later, and have their room from the start. */
@customElement('agent-console-list-tabs')
export class ListTabs extends LitElement {
  @property({ attribute: false }) view: ListView = usualView;
  @property({ attribute: false }) counts: Counts = { mine: 0, unassigned: 0, all: 0, snoozed: 0 };
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** The agents whose conversations can be filtered for. Your own are the tab “Mine”. */
  @property({ attribute: false }) people: readonly Person[] = [];
  /** Whether a number has a bot, whose conversations can be filtered for. */
  @property({ attribute: false }) isAutomatic = false;
  /** The pages that customers came from. */
  @property({ attribute: false }) sources: () => readonly string[] = () => [];
  @property({ attribute: false }) saved: readonly ViewButton[] = [];

  static override readonly styles = [
    tokens,
    tabStyles,
    css`
      :host {
        display: block;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      .views {
        display: flex;
        align-items: center;
        padding-inline: 8px;
      }
      agent-console-tabs {
        display: flex;
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
      }
      .tab small {
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
      agent-console-list-filters {
        flex: none;
        min-inline-size: 76px;
      }
    `,
  ];

  protected override render() {
    const { view, saved } = this;
    const isSaved = saved.some(({ isOn }) => isOn);
    return html`<div class="views">
        <agent-console-tabs role="group" aria-label=${strings.conversations}>
          ${tabs.map((tab) =>
            renderTab(
              {
                name: strings.listTabs[tab],
                count: tab === 'resolved' ? 0 : this.counts[tab],
                isOn: !isSaved && tab === tabOf(view),
              },
              () => {
                // The filters of a saved view do not apply to another one.
                const from = isSaved ? usualView : view;
                this.dispatchEvent(new ViewChange({ ...from, ...tabViews[tab], assignee: null }));
              },
            ),
          )}
          ${saved.map((one) => renderTab(one, () => this.dispatchEvent(new SavedViewSelect(one.id))))}
        </agent-console-tabs>
        <agent-console-list-filters
          .view=${view}
          .labels=${this.labels}
          .people=${this.people}
          .isAutomatic=${this.isAutomatic}
          .sources=${this.sources}
          .isSaved=${isSaved}
        ></agent-console-list-filters>
      </div>
      <agent-console-filter-chips
        .view=${view}
        .labels=${this.labels}
        .people=${this.people}
        .isSaved=${isSaved}
      ></agent-console-filter-chips>`;
  }
}

function renderTab({ name, count, isOn }: Omit<ViewButton, 'id'>, select: () => void) {
  return html`<button class="tab" aria-pressed=${isOn ? 'true' : 'false'} @click=${select}>
    <bdi>${name}</bdi>
    ${count ? html`<small>${count >= maxCounted ? `${numberText(maxCounted - 1)}+` : numberText(count)}</small>` : nothing}
  </button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-list-tabs': ListTabs;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Person } from '../../../worker/api/values.ts';
import { type ListView, usualView } from '../../client/state/list-view.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { customElement } from '../ui/custom-element.ts';
import { knownTeams } from '../ui/known-teams.ts';
import { tokens } from '../ui/tokens.ts';
import { ViewChange } from './list-tabs.ts';

interface Chip {
  text: string;
  without: Partial<ListView>;
}

/** An address without the part that all of them share. */
export function sourceText(page: string): string {
  return page.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

/** The active filters of the list. Pressing one removes it. */
@customElement('agent-console-filter-chips')
export class FilterChips extends LitElement {
  @property({ attribute: false }) view: ListView = usualView;
  @property({ attribute: false }) labels: readonly Label[] = [];
  @property({ attribute: false }) people: readonly Person[] = [];
  /** These filters are a saved view. */
  @property({ attribute: false }) isSaved = false;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        padding: 8px 12px 12px;
      }
      button {
        display: inline-flex;
        gap: 4px;
        align-items: center;
        min-block-size: 28px;
        max-inline-size: 100%;
        padding: 0 8px 0 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius-full);
        background: var(--sunken);
        color: var(--ink);
        font-size: 12px;
      }
      button:dir(rtl) {
        padding: 0 12px 0 8px;
      }
      button:hover {
        border-color: var(--field-line-hover);
      }
      bdi {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      svg {
        flex: none;
        inline-size: 14px;
        block-size: 14px;
      }
      button.link {
        padding: 0 8px;
        border-color: transparent;
        background: none;
        color: var(--link);
        font-weight: 500;
      }
      @media (pointer: coarse) {
        button {
          min-block-size: 44px;
        }
      }
    `,
  ];

  protected override render() {
    const chips = this.#chips();
    const isSorted = this.view.sort !== usualView.sort;
    if (chips.length === 0 && !isSorted && !this.isSaved) return nothing;
    return html`<div role="group" aria-label=${strings.filter}>
      ${chips.map(
        ({ text, without }) => html`<button
          aria-label=${strings.removeFilter(text)}
          @click=${() => this.dispatchEvent(new ViewChange({ ...this.view, ...without }))}
        >
          <bdi>${text}</bdi>${icons.close}
        </button>`,
      )}
      ${
        isSorted
          ? html`<button
              aria-label=${strings.removeFilter(strings.sorts[this.view.sort])}
              @click=${() => this.dispatchEvent(new ViewChange({ ...this.view, sort: usualView.sort }))}
            >
              <bdi>${strings.sorts[this.view.sort]}</bdi>${icons.close}
            </button>`
          : nothing
      }
      <button class="link" @click=${() => this.dispatchEvent(new Event('view-edit', { bubbles: true, composed: true }))}>
        ${this.isSaved ? strings.editView : strings.saveView}
      </button>
    </div>`;
  }

  /** The filters beyond those of the tab, so that it is clear why conversations are missing. */
  #chips(): Chip[] {
    const { view } = this;
    const chip = (text: string | false | undefined, without: Partial<ListView>): Chip[] =>
      text ? [{ text, without }] : [];
    return [
      ...chip(view.state === null && strings.anyState, { state: 'open' }),
      ...chip(view.isUnread && strings.onlyUnread, { isUnread: false }),
      ...chip(view.needsReply && strings.onlyNeedsReply, { needsReply: false }),
      ...chip(view.handledBy !== null && strings.handledAutomatically, { handledBy: null }),
      ...chip(view.window !== null && strings.windows[view.window], { window: null }),
      ...chip(view.tab === 'all' && view.assignee !== null && this.#assigneeText(view.assignee), {
        assignee: null,
      }),
      ...chip(view.team !== null && teamText(view.team), { team: null }),
      ...chip(
        view.label !== null && (this.labels.find(({ id }) => id === view.label)?.name ?? strings.labels),
        { label: null },
      ),
      ...chip(view.source !== null && sourceText(view.source), { source: null }),
    ];
  }

  #assigneeText(assignee: string): string {
    const person = this.people.find(({ id }) => id === assignee);
    return person ? strings.assignedTo(person.name) : strings.assigneeName;
  }
}

function teamText(team: string): string {
  if (team === 'mine') return strings.myTeams;
  return knownTeams().find(({ id }) => id === team)?.name ?? strings.team;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-filter-chips': FilterChips;
  }
}

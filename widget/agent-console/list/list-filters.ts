import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Person } from '../../../worker/api/values.ts';
import { type ListView, usualView } from '../../client/state/list-view.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { customElement } from '../ui/custom-element.ts';
import '../ui/controls/tabs.ts';
import { hasOwnTeam, knownTeams } from '../ui/known-teams.ts';
import '../ui/overlays/menu.ts';
import type { ConsoleMenu } from '../ui/overlays/menu.ts';
import { menuItems } from '../ui/overlays/menu-items.ts';
import { renderTeamName, teamNameStyles } from '../ui/team-name.ts';
import { tokens } from '../ui/tokens.ts';
import { sourceText } from './filter-chips.ts';
import { ViewChange } from './list-tabs.ts';

const maxPages = 12;

/** The menus that filter and order the list. */
@customElement('agent-console-list-filters')
export class ListFilters extends LitElement {
  @property({ attribute: false }) view: ListView = usualView;
  @property({ attribute: false }) labels: readonly Label[] = [];
  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) isAutomatic = false;
  /** Finds the pages that customers came from. A new one whenever the conversations may have changed. */
  @property({ attribute: false }) sources: () => readonly string[] = () => [];
  /** These filters are a saved view. */
  @property({ attribute: false }) isSaved = false;
  @state() private pages: readonly string[] = [];

  static override readonly styles = [
    tokens,
    menuItems,
    teamNameStyles,
    css`
      :host {
        display: flex;
        gap: 4px;
        justify-content: flex-end;
      }
      .item[aria-pressed] {
        min-block-size: 36px;
        font-size: 14px;
      }
      @media (pointer: coarse) {
        .item[aria-pressed] {
          min-block-size: 44px;
        }
      }
      bdi {
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  /** More conversations may have come since the menu was opened. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('sources') && this.shadowRoot?.activeElement) this.#look();
  }

  protected override render() {
    const { view } = this;
    const teams = knownTeams();
    const toggle = <Key extends 'window' | 'label' | 'assignee' | 'team' | 'source' | 'handledBy'>(
      key: Key,
      value: NonNullable<ListView[Key]>,
      text: string | TemplateResult,
      change: Partial<ListView> = {},
    ) => {
      const isOn = view[key] === value;
      return this.#item(text, isOn, { ...change, [key]: isOn ? null : value });
    };
    return html`<agent-console-menu
        class="filter"
        icon
        side="end"
        name=${strings.filter}
        label=${strings.filter}
        @focusin=${this.#look}
      >
        <span slot="mark">${icons.filter}</span>
        ${this.#item(strings.onlyUnread, view.isUnread, { isUnread: !view.isUnread })}
        ${this.#item(strings.onlyNeedsReply, view.needsReply, { needsReply: !view.needsReply })}
        ${this.isAutomatic ? toggle('handledBy', 'bot', strings.handledAutomatically) : nothing}
        <p class="group">${strings.windowName}</p>
        ${(['open', 'closing', 'closed'] as const).map((window) => toggle('window', window, strings.windows[window]))}
        ${this.people.length === 0 ? nothing : html`<p class="group">${strings.assigneeName}</p>`}
        ${this.people.map(({ id, name }) => toggle('assignee', id, name, { tab: 'all' }))}
        ${teams.length === 0 ? nothing : html`<p class="group">${strings.team}</p>`}
        ${hasOwnTeam() ? toggle('team', 'mine', strings.myTeams) : nothing}
        ${teams.map((team) => toggle('team', team.id, renderTeamName(team, team.color)))}
        ${this.labels.length === 0 ? nothing : html`<p class="group">${strings.labels}</p>`}
        ${this.labels.map(({ id, name }) => toggle('label', id, name))}
        ${this.pages.length === 0 ? nothing : html`<p class="group">${strings.sourcePage}</p>`}
        ${this.pages.map((page) => toggle('source', page, sourceText(page)))}
        <p class="group">${strings.stateName}</p>
        ${this.#item(strings.anyState, view.state === null, { state: view.state === null ? 'open' : null })}
        <p class="group">${strings.view}</p>
        <button class="item" @click=${() => this.#ask('view-edit')}>
          ${this.isSaved ? strings.editView : strings.saveView}
        </button>
      </agent-console-menu>
      <agent-console-menu class="sort" icon side="end" name=${strings.sortBy} label=${strings.sorts[view.sort]}>
        <span slot="mark">${icons.sort}</span>
        ${(['newest', 'waiting', 'closing'] as const).map((sort) =>
          this.#item(strings.sorts[sort], view.sort === sort, { sort }),
        )}
        <p class="group">${strings.conversations}</p>
        <button class="item" @click=${() => this.#ask('choose-several')}>${strings.selectConversations}</button>
      </agent-console-menu>`;
  }

  #item(text: string | TemplateResult, isOn: boolean, change: Partial<ListView>) {
    return html`<button
      class="item"
      aria-pressed=${isOn ? 'true' : 'false'}
      @click=${() => this.dispatchEvent(new ViewChange({ ...this.view, ...change }))}
    >
      ${typeof text === 'string' ? html`<bdi>${text}</bdi>` : text}
    </button>`;
  }

  /** There may be thousands of conversations, so they are looked through only for the menu. */
  #look(): void {
    const known = this.view.source === null ? [] : [this.view.source];
    this.pages = [...new Set([...known, ...this.sources()])].slice(0, maxPages);
  }

  #ask(event: 'choose-several' | 'view-edit'): void {
    for (const menu of this.renderRoot.querySelectorAll<ConsoleMenu>('agent-console-menu')) menu.close();
    this.dispatchEvent(new Event(event, { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-list-filters': ListFilters;
  }
}

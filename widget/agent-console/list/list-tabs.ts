import { css, html, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/labels.ts';
import type { Counts } from '../../../worker/api/teamwork.ts';
import type { Person } from '../../../worker/api/values.ts';
import { type ListTab, type ListView, usualView } from '../../client/state/list-view.ts';
import { strings } from '../../locales/strings-first-load.ts';
import { customElement } from '../ui/custom-element.ts';
import type {} from '../ui/menu.ts';
import { menuItems } from '../ui/menu-items.ts';
import { numberText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';

/** The list is wanted in another way. */
export class ViewChange extends Event {
  constructor(readonly view: ListView) {
    super('view-change', { bubbles: true, composed: true });
  }
}

const tabs: readonly ListTab[] = ['mine', 'unassigned', 'all'];
/** More are not counted. */
const mostCounted = 1_000;

/** Mine, nobody's, all; and the menu by which the list is filtered and ordered. */
@customElement('agent-console-list-tabs')
export class ListTabs extends LitElement {
  @property({ attribute: false }) view: ListView = usualView;
  @property({ attribute: false }) counts: Counts = { mine: 0, unassigned: 0, all: 0 };
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** The agents whose conversations can be filtered for. Your own are the tab “Mine”. */
  @property({ attribute: false }) people: readonly Person[] = [];

  /** Whether a number has a bot, whose conversations can be filtered for. */
  @property({ attribute: false }) hasBot = false;

  static override readonly styles = [
    tokens,
    menuItems,
    css`
      :host {
        display: flex;
        gap: 1.6px;
        align-items: center;
        padding-inline: 8px;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      /* Where they do not all fit, the menu's name gives way first, and then they are scrolled. */
      .tabs {
        display: flex;
        flex: 1 1 auto;
        min-inline-size: 0;
        overflow-x: auto;
        scrollbar-width: none;
      }
      .tab {
        flex: none;
        min-inline-size: 44px;
        min-block-size: 44px;
        padding: 3.2px 7.2px;
        border: 0;
        border-block-end: 2px solid transparent;
        background: none;
        color: var(--quiet);
        font-size: 13px;
        white-space: nowrap;
      }
      .tab:focus-visible {
        outline-offset: -2px;
      }
      .tab[aria-pressed='true'] {
        border-color: var(--accent);
        color: var(--ink);
        font-weight: 600;
      }
      agent-console-menu {
        flex: 0 1000 auto;
        min-inline-size: 64px;
      }
      agent-console-menu:not(:defined) > * {
        display: none;
      }
    `,
  ];

  /** The menu is not needed before the list is on screen. */
  override connectedCallback(): void {
    super.connectedCallback();
    void import('../ui/menu.ts').then(() => this.#showPressed());
  }

  /** The pressed tab is in view at first, and when another is pressed; later the reader scrolls. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view') || changed.get('counts')?.all === 0) void this.#showPressed();
  }

  async #showPressed(): Promise<void> {
    // It takes its room first.
    await this.renderRoot.querySelector('agent-console-menu')?.updateComplete;
    const tab = this.renderRoot.querySelector('.tab[aria-pressed=true]');
    const row = tab?.parentElement;
    if (!tab || !row) return;
    const [at, room] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
    // Not `scrollIntoView`, which would scroll the page around the console, too.
    row.scrollLeft += Math.min(0, at.left - room.left) + Math.max(0, at.right - room.right);
  }

  protected override render() {
    const { view } = this;
    return html`<div class="tabs" role="group" aria-label=${strings.conversations}>
        ${tabs.map((tab) => {
          const count = this.counts[tab];
          return html`<button
            class="tab"
            aria-pressed=${tab === view.tab ? 'true' : 'false'}
            @click=${() => this.#change({ tab, assignee: null })}
          >
            ${strings.listTabs[tab]} ${count > 0 ? (count >= mostCounted ? `${numberText(mostCounted - 1)}+` : numberText(count)) : ''}
          </button>`;
        })}
      </div>
      <agent-console-menu side="end" name=${strings.filter} label=${this.#summary()}>
        <p class="group">${strings.sortBy}</p>
        ${(['newest', 'waiting', 'closing'] as const).map((sort) =>
          this.#item(strings.sorts[sort], view.sort === sort, { sort }),
        )}
        <p class="group">${strings.stateName}</p>
        ${(['open', 'snoozed', 'resolved', null] as const).map((state) =>
          this.#item(state ? strings.states[state] : strings.anyState, view.state === state, { state }),
        )}
        <p class="group">${strings.filter}</p>
        ${this.#item(strings.onlyUnread, view.isUnread, { isUnread: !view.isUnread })}
        ${this.#item(strings.onlyNeedsReply, view.needsReply, { needsReply: !view.needsReply })}
        ${
          this.hasBot
            ? this.#item(strings.handledByBot, view.handledBy === 'bot', {
                handledBy: view.handledBy === 'bot' ? null : 'bot',
              })
            : ''
        }
        <p class="group">${strings.windowName}</p>
        ${(['open', 'closing', 'closed'] as const).map((window) =>
          this.#item(strings.windows[window], view.window === window, {
            window: view.window === window ? null : window,
          }),
        )}
        ${this.people.length === 0 ? '' : html`<p class="group">${strings.assigneeName}</p>`}
        ${this.people.map(({ id, name }) =>
          this.#item(name, view.assignee === id, { tab: 'all', assignee: view.assignee === id ? null : id }),
        )}
        ${this.labels.length === 0 ? '' : html`<p class="group">${strings.labels}</p>`}
        ${this.labels.map(({ id, name }) =>
          this.#item(name, view.label === id, { label: view.label === id ? null : id }),
        )}
        <p class="group">${strings.conversations}</p>
        <button class="item" @click=${this.#several}>${strings.selectConversations}</button>
      </agent-console-menu>`;
  }

  #item(text: string, isOn: boolean, change: Partial<ListView>) {
    return html`<button class="item" aria-pressed=${isOn ? 'true' : 'false'} @click=${() => this.#change(change)}>
      <bdi>${text}</bdi>
    </button>`;
  }

  /** What differs from the usual, so that nobody wonders where the others are. */
  #summary(): string {
    const { view } = this;
    const parts = [
      view.state === usualView.state ? [] : [view.state ? strings.states[view.state] : strings.anyState],
      view.isUnread ? [strings.onlyUnread] : [],
      view.needsReply ? [strings.onlyNeedsReply] : [],
      view.handledBy ? [strings.handledByBot] : [],
      view.window ? [strings.windows[view.window]] : [],
      view.assignee === null ? [] : [this.#assigneeText(view.assignee)],
      view.label === null ? [] : [this.labels.find(({ id }) => id === view.label)?.name ?? strings.labels],
    ].flat();
    if (parts.length > 1) return strings.filters(parts.length);
    return parts[0] ?? strings.sorts[view.sort];
  }

  #assigneeText(assignee: string): string {
    const person = this.people.find(({ id }) => id === assignee);
    return person ? strings.assignedTo(person.name) : strings.assigneeName;
  }

  #several(): void {
    this.renderRoot.querySelector('agent-console-menu')?.close?.();
    this.dispatchEvent(new Event('choose-several'));
  }

  #change(change: Partial<ListView>): void {
    this.dispatchEvent(new ViewChange({ ...this.view, ...change }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-list-tabs': ListTabs;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import {
  choiceStyles,
  renderAssign,
  renderChoices,
  renderNoLabels,
  renderSnooze,
} from '../commands/choice-menu.ts';
import { inGroup, mainState, type TeamChoice, teamChoices } from '../commands/team-choices.ts';
import { customElement } from '../ui/custom-element.ts';
import { labelStyles } from '../ui/labels/label-mark.ts';
import '../ui/overlays/menu.ts';
import { type ConsoleMenu, menuItems } from '../ui/overlays/menu.ts';
import { tokens } from '../ui/tokens.ts';

/** The same is to be done to all that are chosen. */
export class BulkAct extends Event {
  constructor(readonly command: PeopleCommand) {
    super('bulk-act', { bubbles: true, composed: true });
  }
}

/** How many conversations are chosen, and what can be done with them. */
@customElement('agent-console-bulk')
export class BulkBar extends LitElement {
  /** Those that are chosen. */
  @property({ attribute: false }) conversations: readonly InboxConversation[] = [];
  @property({ attribute: false }) me: Agent | null = null;
  /** Who can be given all of them. */
  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) labels: readonly Label[] = [];
  @property({ attribute: false }) isBusy = false;

  static override readonly styles = [
    tokens,
    menuItems,
    labelStyles,
    choiceStyles,
    css`
      :host {
        position: relative;
        display: block;
        padding: 0 8px 4px;
        padding-block-end: max(4px, env(safe-area-inset-bottom));
        border-block-start: 1px solid var(--line);
        background: var(--surface);
      }
      .head,
      .acts {
        display: flex;
        align-items: center;
      }
      .head {
        gap: 4px;
        padding-inline-start: 8px;
      }
      strong {
        flex: 1;
        min-inline-size: 0;
        font-weight: 600;
      }
      .acts {
        flex-wrap: wrap;
        gap: 4px;
      }
      .act {
        min-block-size: 44px;
        padding: 4px 8px;
        border: 0;
        border-radius: var(--radius-m);
        background: none;
        color: var(--link);
        font-size: 13px;
        font-weight: 600;
      }
      .act:hover {
        background: var(--sunken);
      }
      [aria-busy='true'] {
        opacity: 0.5;
        pointer-events: none;
      }
      .when {
        margin-inline-start: auto;
        font-size: 12px;
      }
    `,
  ];

  protected override render() {
    const count = this.conversations.length;
    return html`<div class="head">
        <strong>${strings.selectedCount(count)}</strong>
        ${this.#renderMore(count)}
        <button class="round" aria-label=${strings.clearSelection} @click=${() => this.#ask('choose-none')}>
          ${icons.close}
        </button>
      </div>
      ${
        count === 0
          ? nothing
          : html`<div
              class="acts"
              role="group"
              aria-label=${strings.bulkActions}
              aria-busy=${this.isBusy ? 'true' : 'false'}
              aria-disabled=${this.isBusy ? 'true' : 'false'}
            >
              ${this.#renderState()} ${this.#renderAssign()} ${this.#renderLabels()} ${this.#renderSnooze()}
            </div>`
      }`;
  }

  /** Resolved where one is open or snoozed; what else can be done is in the menu. */
  #renderState() {
    return this.#button(
      'act',
      this.#isAnyOpen ? strings.resolve : strings.reopen,
      mainState(this.conversations),
    );
  }

  #renderAssign() {
    return html`<agent-console-menu rises name=${strings.bulkActions} label=${strings.assign}>
      ${renderAssign(this.#choices(), ({ command }) => this.#act(command))}
    </agent-console-menu>`;
  }

  #renderLabels() {
    const choices = inGroup(this.#choices(), 'label');
    return html`<agent-console-menu rises name=${strings.bulkActions} label=${strings.labels}>
      ${renderNoLabels(choices.length)} ${renderChoices(choices, ({ command }) => this.#act(command))}
    </agent-console-menu>`;
  }

  #renderSnooze() {
    return html`<agent-console-menu class="snooze" rises name=${strings.bulkActions} label=${strings.snooze}>
      ${renderSnooze(inGroup(this.#choices(), 'snooze'), (command) => this.#act(command))}
    </agent-console-menu>`;
  }

  #choices(): readonly TeamChoice[] {
    const { conversations, me, people, labels } = this;
    return me === null ? [] : teamChoices({ conversations, me, people, labels, isAutomatic: false });
  }

  #renderMore(count: number) {
    const isAnyClosed = this.conversations.some(({ state }) => state !== 'open');
    return html`<agent-console-menu rises name=${strings.bulkActions} label=${strings.more}>
      <button class="item" @click=${() => this.#ask('choose-all')}>${strings.selectAll}</button>
      ${
        this.#isAnyOpen && isAnyClosed
          ? this.#button('item', strings.reopen, { type: 'state', state: 'open' })
          : nothing
      }
      ${
        count === 0
          ? nothing
          : html`${this.#button('item', strings.markRead, { type: 'read' })}
            ${this.#button('item', strings.markUnread, { type: 'unread' })}`
      }
    </agent-console-menu>`;
  }

  get #isAnyOpen(): boolean {
    return this.conversations.some(({ state }) => state !== 'resolved');
  }

  #button(kind: 'act' | 'item', text: unknown, command: PeopleCommand) {
    return html`<button class=${kind} @click=${() => this.#act(command)}>${text}</button>`;
  }

  #act(command: PeopleCommand): void {
    if (command.type !== 'label') this.#closeMenus();
    this.dispatchEvent(new BulkAct(command));
  }

  #ask(what: 'choose-all' | 'choose-none'): void {
    this.#closeMenus();
    this.dispatchEvent(new Event(what));
  }

  #closeMenus(): void {
    for (const menu of this.renderRoot.querySelectorAll<ConsoleMenu>('agent-console-menu')) menu.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-bulk': BulkBar;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/labels.ts';
import type { Agent } from '../../../worker/api/sessions.ts';
import type { PeopleCommand } from '../../../worker/api/teamwork.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { customElement } from '../ui/custom-element.ts';
import { labelStyles, renderLabel } from '../ui/label-mark.ts';
import '../ui/menu.ts';
import type { ConversationCommand } from '../ui/keyboard/shortcuts.ts';
import { type ConsoleMenu, menuItems } from '../ui/menu.ts';
import { snoozeTimes } from '../ui/time/snooze-times.ts';
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
  @query('input') private moment?: HTMLInputElement | null;
  @query('.snooze') private snoozeMenu?: ConsoleMenu | null;

  static override readonly styles = [
    tokens,
    menuItems,
    labelStyles,
    css`
      :host {
        position: relative;
        display: block;
        padding: 0 8px 4.8px;
        padding-block-end: max(4.8px, env(safe-area-inset-bottom));
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
        padding-inline-start: 9.6px;
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
        padding: 3.2px 9.6px;
        border: 0;
        border-radius: 10px;
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
      .field {
        display: grid;
        gap: 3.2px;
        margin: 4.8px 9.6px;
        font-size: 13px;
      }
      input {
        min-block-size: 44px;
        padding: 6.4px 9.6px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
    `,
  ];

  run(command: ConversationCommand): void {
    if (this.isBusy) return;
    switch (command) {
      case 'resolve':
        this.#act(this.#resolution);
        return;
      case 'assign':
        if (this.me) this.#act({ type: 'assign', to: this.me.id });
        return;
      case 'snooze':
        void this.snoozeMenu?.open();
        return;
      case 'unread':
        this.#act({ type: 'unread' });
    }
  }

  protected override render() {
    const count = this.conversations.length;
    return html`<div class="head">
        <strong>${strings.chosen(count)}</strong>
        ${this.#renderMore(count)}
        <button class="round" aria-label=${strings.chooseNone} @click=${() => this.#ask('choose-none')}>
          ${icons.close}
        </button>
      </div>
      ${
        count === 0
          ? nothing
          : html`<div class="acts" role="group" aria-label=${strings.bulkActions} aria-busy=${this.isBusy ? 'true' : 'false'}>
              ${this.#renderState()} ${this.#renderAssign()} ${this.#renderLabels()} ${this.#renderSnooze()}
            </div>`
      }`;
  }

  /** Resolved where one is open or snoozed; what else can be done is in the menu. */
  #renderState() {
    return this.#button('act', this.#isAnyOpen ? strings.resolve : strings.reopen, this.#resolution);
  }

  get #resolution(): PeopleCommand {
    return { type: 'state', state: this.#isAnyOpen ? 'resolved' : 'open' };
  }

  #renderAssign() {
    const others = this.people.filter(({ id }) => id !== this.me?.id);
    return html`<agent-console-menu rises name=${strings.bulkActions} label=${strings.assign}>
      ${this.me ? this.#button('item', strings.assignToMe, { type: 'assign', to: this.me.id }) : nothing}
      ${others.map(({ id, name }) => this.#button('item', html`<bdi>${name}</bdi>`, { type: 'assign', to: id }))}
      ${this.#button('item', strings.giveBack, { type: 'assign', to: null })}
    </agent-console-menu>`;
  }

  #renderLabels() {
    return html`<agent-console-menu rises name=${strings.bulkActions} label=${strings.labels}>
      ${this.labels.length === 0 ? html`<p class="group">${strings.noLabels}</p>` : nothing}
      ${this.labels.map((label) => {
        const isOnAll = this.conversations.every(({ labels }) => labels.includes(label.id));
        const change = isOnAll ? { remove: [label.id] } : { add: [label.id] };
        return html`<button
          class="item"
          aria-pressed=${isOnAll ? 'true' : 'false'}
          @click=${() => this.#act({ type: 'label', ...change })}
        >
          ${renderLabel(label)}
        </button>`;
      })}
    </agent-console-menu>`;
  }

  #renderSnooze() {
    const snooze = (until: number): PeopleCommand => ({ type: 'state', state: 'snoozed', until });
    return html`<agent-console-menu class="snooze" rises name=${strings.bulkActions} label=${strings.snooze}>
      ${snoozeTimes().map(([text, until]) => this.#button('item', text, snooze(until)))}
      <label class="field">${strings.snoozeTime}<input type="datetime-local" /></label>
      <button
        class="item"
        @click=${() => {
          const until = new Date(this.moment?.value ?? '').getTime();
          if (until > Date.now()) this.#act(snooze(until));
          else this.moment?.focus();
        }}
      >
        ${strings.snooze}
      </button>
    </agent-console-menu>`;
  }

  #renderMore(count: number) {
    const isAnyClosed = this.conversations.some(({ state }) => state !== 'open');
    return html`<agent-console-menu rises name=${strings.bulkActions} label=${strings.more}>
      <button class="item" @click=${() => this.#ask('choose-all')}>${strings.chooseAll}</button>
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

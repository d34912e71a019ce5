import { css, html, LitElement, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/labels.ts';
import type { InboxSummary } from '../../../worker/api/numbers.ts';
import type { Agent } from '../../../worker/api/sessions.ts';
import type { Assign, ChangeLabels, ChangeMode, ChangeState } from '../../../worker/api/teamwork.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { labelStyles, renderLabel } from '../ui/label-mark.ts';
import '../ui/menu.ts';
import type { ConversationCommand } from '../ui/keyboard/shortcuts.ts';
import { type ConsoleMenu, menuItems } from '../ui/menu.ts';
import { snoozeTimes } from '../ui/time/snooze-times.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import type { ModeChange } from './mode-menu.ts';

/** Something is to be done with the conversation that is open. */
export type TeamAction =
  | ({ type: 'assign' } & Assign)
  | ({ type: 'state' } & ChangeState)
  | ({ type: 'labels' } & ChangeLabels)
  | ({ type: 'mode' } & ChangeMode)
  | { type: 'unread' };

export class TeamActionEvent extends Event {
  constructor(readonly action: TeamAction) {
    super('team-action', { bubbles: true, composed: true });
  }
}

/** Who has the conversation, what state it is in, and its labels. */
@customElement('agent-console-tools')
export class ConversationTools extends LitElement {
  @property({ attribute: false }) conversation: InboxConversation | null = null;
  @property({ attribute: false }) me: Agent | null = null;
  /** Those who can be given it. */
  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** The bot of the number; null: it has none. */
  @property({ attribute: false }) bot: InboxSummary['bot'] = null;
  @property({ attribute: false }) now = Date.now();
  @query('textarea') private note?: HTMLTextAreaElement | null;
  @query('input[type=datetime-local]') private moment?: HTMLInputElement | null;
  @query('.snooze') private snoozeMenu?: ConsoleMenu | null;

  static override readonly styles = [
    tokens,
    menuItems,
    labelStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 0 4px;
        align-items: center;
        min-inline-size: 0;
      }
      textarea,
      input {
        inline-size: 100%;
        min-block-size: 44px;
        padding: 6.4px 9.6px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
      .field {
        display: grid;
        gap: 3.2px;
        margin: 4.8px 9.6px;
        font-size: 13px;
      }
      /* What is left of the line, if it can be read there. */
      .on {
        flex: 1 1 128px;
        display: flex;
        gap: 4px;
        min-inline-size: 0;
        overflow: hidden;
      }
      .item .label {
        max-inline-size: 256px;
      }
      .on .label {
        flex: 0 1 auto;
        min-inline-size: 40px;
      }
      .state {
        min-block-size: 44px;
        font-size: 13px;
      }
    `,
  ];

  /** Does what a key or the command bar asks for. A conversation that somebody else has is left to them. */
  run(command: ConversationCommand): void {
    const { conversation, me } = this;
    if (!conversation || !me) return;
    switch (command) {
      case 'resolve':
        this.#resolve(conversation);
        return;
      case 'assign':
        this.#assign(null, me.id);
        return;
      case 'snooze':
        void this.snoozeMenu?.open();
        return;
      case 'unread':
        this.#act({ type: 'unread' });
    }
  }

  protected override render() {
    const { conversation, me } = this;
    if (!conversation || !me) return nothing;
    const { assignee, state, labels } = conversation;
    const on = this.labels.filter(({ id }) => labels.includes(id));
    return html`${this.#renderMode(conversation)} ${this.#renderAssignee(assignee, me)}
      <button class="plain state" @click=${() => this.#resolve(conversation)}>
        ${state === 'open' ? strings.resolve : strings.reopen}
      </button>
      ${this.#renderSnooze(conversation)}
      <agent-console-menu side="end" name=${strings.labels} label=${strings.labels}>
        ${
          this.labels.length === 0
            ? html`<p class="group">${strings.noLabels}</p>`
            : this.labels.map(
                (label) =>
                  html`<button
                    class="item"
                    aria-pressed=${labels.includes(label.id) ? 'true' : 'false'}
                    @click=${() =>
                      this.#act({
                        type: 'labels',
                        ...(labels.includes(label.id) ? { remove: [label.id] } : { add: [label.id] }),
                      })}
                  >
                    ${renderLabel(label)}
                  </button>`,
              )
        }
      </agent-console-menu>
      ${on.length === 0 ? nothing : html`<span class="on">${on.map(renderLabel)}</span>`}`;
  }

  #renderMode(conversation: InboxConversation) {
    if (!this.bot) return nothing;
    void import('./mode-menu.ts');
    return html`<agent-console-mode
      .conversation=${conversation}
      .bot=${this.bot}
      .now=${this.now}
      @mode-change=${({ mode }: ModeChange) => this.#act({ type: 'mode', mode })}
    ></agent-console-mode>`;
  }

  #renderAssignee(assignee: Person | null, me: Agent) {
    const others = this.people.filter(({ id }) => id !== me.id);
    const choices = [...(assignee?.id === me.id ? [] : [me]), ...others];
    return html`<agent-console-menu
      name=${strings.assignee}
      label=${assignee === null ? strings.nobody : assignee.id === me.id ? strings.me : assignee.name}
    >
      ${choices.map(
        (person) =>
          html`<button
            class="item"
            aria-pressed=${person.id === assignee?.id ? 'true' : 'false'}
            @click=${() => this.#assign(assignee, person.id)}
          >
            <bdi>${person.id === me.id ? strings.assignToMe : person.name}</bdi>
          </button>`,
      )}
      ${
        assignee === null
          ? nothing
          : html`<button class="item" @click=${() => this.#assign(assignee, null)}>${strings.giveBack}</button>`
      }
      ${
        others.length === 0
          ? nothing
          : html`<label class="field"
              >${strings.transferNote}<textarea rows="2" maxlength="4096" dir="auto"></textarea>
            </label>`
      }
    </agent-console-menu>`;
  }

  #renderSnooze({ state, snoozedUntil, seq }: InboxConversation) {
    const snooze = (until: number) => this.#state({ state: 'snoozed', until, seen: seq });
    return html`<agent-console-menu
      class="snooze"
      name=${strings.snooze}
      label=${state === 'snoozed' && snoozedUntil ? strings.snoozedUntil(momentText(snoozedUntil)) : strings.snooze}
    >
      ${snoozeTimes().map(
        ([text, until]) => html`<button class="item" @click=${() => snooze(until)}>${text}</button>`,
      )}
      <label class="field">${strings.snoozeTime}<input type="datetime-local" /></label>
      <button class="item" @click=${() => this.#snoozeTo(snooze)}>${strings.snooze}</button>
      <button class="item" @click=${() => this.#act({ type: 'unread' })}>${strings.markUnread}</button>
    </agent-console-menu>`;
  }

  #snoozeTo(snooze: (until: number) => void): void {
    const until = new Date(this.moment?.value ?? '').getTime();
    if (until > Date.now()) snooze(until);
    else this.moment?.focus();
  }

  #assign(assignee: Person | null, to: string | null): void {
    const note = this.note?.value.trim() ?? '';
    this.#act({ type: 'assign', to, from: assignee?.id ?? null, ...(note !== '' && { note }) });
    if (this.note) this.note.value = '';
  }

  #resolve({ state, seq }: InboxConversation): void {
    this.#state(state === 'open' ? { state: 'resolved', seen: seq } : { state: 'open' });
  }

  #state(change: ChangeState): void {
    this.#act({ type: 'state', ...change });
  }

  #act(action: TeamAction): void {
    for (const menu of this.renderRoot.querySelectorAll<ConsoleMenu>('agent-console-menu')) {
      if (action.type !== 'labels') menu.close();
    }
    this.dispatchEvent(new TeamActionEvent(action));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-tools': ConversationTools;
  }
}

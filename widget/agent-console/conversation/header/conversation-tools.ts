import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import type { PeopleCommand } from '../../../../worker/api/conversations/teamwork.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../../worker/api/people/sessions.ts';
import type { Person } from '../../../../worker/api/values.ts';
import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import {
  choiceStyles,
  renderAssign,
  renderChoices,
  renderNewLabel,
  renderNoLabels,
  renderSnooze,
} from '../../commands/choice-menu.ts';
import { inGroup, mainState, type TeamChoice, teamChoices } from '../../commands/team-choices.ts';
import { avatarStyles, renderAvatar } from '../../ui/avatar.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { knownTeams } from '../../ui/known-teams.ts';
import { labelStyles } from '../../ui/labels/label-mark.ts';
import { LabelWanted } from '../../ui/labels/label-wanted.ts';
import '../../ui/overlays/menu.ts';
import { isAutomatic, isAutomationPaused } from '../../ui/automatic.ts';
import { type ConsoleMenu, menuItems } from '../../ui/overlays/menu.ts';
import { spokenOnly } from '../../ui/spoken-only.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import type { ModeChange } from './mode-menu.ts';

/** Characters of a note. */
const maxNote = 4_096;

/** Something is to be done with the conversation that is open. */
export class TeamActionEvent extends Event {
  constructor(readonly command: PeopleCommand) {
    super('team-action', { bubbles: true, composed: true });
  }
}

/** Who has the conversation, the button that resolves it, and a menu with everything else. */
@customElement('agent-console-tools')
export class ConversationTools extends LitElement {
  @property({ attribute: false }) conversation: InboxConversation | null = null;
  @property({ attribute: false }) me: Agent | null = null;
  /** Those who can be given it. */
  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** Its number answers automatically, or could. */
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property({ attribute: false }) now = Date.now();
  @state() private note = '';
  /** The choices are made when a menu is first opened. In most conversations none ever is. */
  @state() private hasOpened = false;

  static override readonly styles = [
    tokens,
    controlStyles,
    menuItems,
    labelStyles,
    avatarStyles,
    choiceStyles,
    css`
      :host {
        display: flex;
        flex: none;
        gap: 4px;
        align-items: center;
      }
      .over {
        color: var(--alarm);
      }
      .over:empty {
        display: none;
      }
      textarea {
        inline-size: 100%;
        min-block-size: 44px;
        padding: 8px 12px;
        border: 1px solid var(--field-line);
        border-radius: var(--radius-m);
        background: var(--surface);
        color: inherit;
        font: inherit;
        font-size: 14px;
      }
      .field {
        display: grid;
        gap: 4px;
        margin: 4px 12px 8px;
        font-size: 13px;
      }
      .unassigned {
        display: grid;
        place-items: center;
        inline-size: 28px;
        block-size: 28px;
        border: 1.5px dashed var(--quiet);
        border-radius: 50%;
        color: var(--quiet);
      }
      .unassigned svg {
        inline-size: 16px;
        block-size: 16px;
      }
      .when {
        margin-inline-start: auto;
        font-size: 12px;
      }
      .state svg {
        inline-size: 16px;
        block-size: 16px;
      }
      /* Beside the list, who answers needs its room. */
      @container (max-width: 900px) {
        .state.tight {
          inline-size: var(--control);
          padding: 0;
        }
        .state.tight .words {
          ${spokenOnly}
        }
      }
      /* On a phone the customer's name needs the room. */
      @container (max-width: 560px) {
        .state {
          inline-size: var(--control);
          padding: 0;
          border-color: transparent;
        }
        .state svg {
          inline-size: 20px;
          block-size: 20px;
        }
        .state .words {
          ${spokenOnly}
        }
      }
    `,
  ];

  protected override render() {
    const { conversation, me } = this;
    if (!conversation || !me) return nothing;
    const { people, labels } = this;
    // Who answers has a menu of its own here.
    const target = { conversations: [conversation], me, people, labels, isAutomatic: false };
    const choices = this.hasOpened ? teamChoices(target) : null;
    return html`${this.#renderMode(conversation)} ${this.#renderAssignee(conversation, me, choices)}
      <button class="button state ${this.number && isAutomatic(this.number) ? 'tight' : ''}" @click=${() => this.#act(mainState([conversation]))}>
        ${conversation.state === 'resolved' ? icons.undo : icons.check}
        <span class="words">${conversation.state === 'resolved' ? strings.reopen : strings.resolve}</span>
      </button>
      ${this.#renderMore(conversation, choices)}`;
  }

  #renderMode(conversation: InboxConversation) {
    const { number } = this;
    if (!number || !isAutomatic(number)) return nothing;
    void import('./mode-menu.ts');
    return html`<agent-console-mode
      .conversation=${conversation}
      .isPaused=${isAutomationPaused(number)}
      .now=${this.now}
      @mode-change=${({ mode }: ModeChange) => this.#act({ type: 'mode', mode })}
    ></agent-console-mode>`;
  }

  #renderAssignee({ assignee }: InboxConversation, me: Agent, choices: readonly TeamChoice[] | null) {
    const hasOthers = this.people.some(({ id }) => id !== me.id) || knownTeams().length > 0;
    return html`<agent-console-menu
      class="assignee"
      icon
      side="end"
      name=${strings.assignee}
      label=${assignee === null ? strings.unassigned : assignee.id === me.id ? strings.me : assignee.name}
      @menu-toggle=${this.#opened}
    >
      <span slot="mark" aria-hidden="true"
        >${assignee === null ? html`<span class="unassigned">${icons.person}</span>` : renderAvatar(assignee.name, assignee.id, 28)}</span
      >
      ${
        hasOthers
          ? html`<label class="field"
              >${strings.transferNote}
              <textarea
                rows="2"
                dir="auto"
                aria-invalid=${this.#noteOver > 0 ? 'true' : nothing}
                aria-describedby="note-over"
                .value=${this.note}
                @input=${({ target }: Event) => {
                  this.note = target instanceof HTMLTextAreaElement ? target.value : '';
                }}
              ></textarea>
              <small id="note-over" class="over" role="status"
                >${this.#noteOver > 0 ? strings.charactersOver(this.#noteOver) : ''}</small
              >
            </label>`
          : nothing
      }
      ${choices === null ? nothing : renderAssign(choices, ({ command }) => this.#assign(command))}
    </agent-console-menu>`;
  }

  /** At once: the menu is placed by the size of its choices, and arrow keys go through them. */
  #opened = (): void => {
    this.hasOpened = true;
    this.performUpdate();
  };

  #renderMore(conversation: InboxConversation, choices: readonly TeamChoice[] | null) {
    return html`<agent-console-menu
      class="more"
      icon
      side="end"
      name=${strings.more}
      label=${strings.more}
      @menu-toggle=${this.#opened}
    >
      <span slot="mark">${icons.more}</span>
      ${choices === null ? nothing : this.#renderMoreChoices(conversation, choices)}
    </agent-console-menu>`;
  }

  #renderMoreChoices({ state, snoozedUntil }: InboxConversation, choices: readonly TeamChoice[]) {
    const act = ({ command }: TeamChoice) => this.#act(command);
    const labels = inGroup(choices, 'label');
    const isAdmin = this.me?.role === 'admin';
    const others = inGroup(choices, 'state').filter(
      ({ shortcut, command }) => shortcut === undefined && command.type === 'state',
    );
    return html`<p class="group">
        ${state === 'snoozed' && snoozedUntil ? strings.snoozedUntil(momentText(snoozedUntil)) : strings.snooze}
      </p>
      ${renderChoices(others, act)}
      ${renderSnooze(inGroup(choices, 'snooze'), (command) => this.#act(command))}
      <p class="group">${strings.labels}</p>
      ${isAdmin ? nothing : renderNoLabels(labels.length)} ${renderChoices(labels, act)}
      ${isAdmin ? renderNewLabel(() => this.#createLabel()) : nothing}
      <p class="group">${strings.conversation}</p>
      ${renderChoices(inGroup(choices, 'read'), act)}
      ${this.#renderAsked(strings.findInConversation, 'find-wanted')}
      ${this.#renderAsked(strings.goToDate, 'date-wanted')}
      ${this.#renderAsked(strings.aboutCustomer, 'contact-wanted')}`;
  }

  /** By how many characters the note is too long. */
  get #noteOver(): number {
    return Math.max(0, this.note.trim().length - maxNote);
  }

  /** The note is for a colleague. If someone else has been assigned in the meantime, the conversation stays with them. */
  #assign(command: PeopleCommand): void {
    if (command.type !== 'assign') return;
    if (this.#noteOver > 0) return;
    const note = this.note.trim();
    const from = this.conversation?.assignee?.id ?? null;
    this.#act({ ...command, from, ...(note !== '' && { note }) });
    this.note = '';
  }

  /** Something that the conversation around it does. */
  #renderAsked(text: string, event: 'find-wanted' | 'date-wanted' | 'contact-wanted') {
    return html`<button
      class="item"
      @click=${() => {
        this.#closeMenus();
        this.dispatchEvent(new Event(event));
      }}
    >
      ${text}
    </button>`;
  }

  #closeMenus(): void {
    for (const menu of this.renderRoot.querySelectorAll<ConsoleMenu>('agent-console-menu')) menu.close();
  }

  #createLabel(): void {
    this.#closeMenus();
    this.dispatchEvent(new LabelWanted());
  }

  #act(command: PeopleCommand): void {
    if (command.type !== 'label') this.#closeMenus();
    this.dispatchEvent(new TeamActionEvent(command));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-tools': ConversationTools;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { customElement } from '../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../ui/feedback/skeleton.ts';
import { keysText } from '../ui/keyboard/shortcuts.ts';
import { labelStyles } from '../ui/labels/label-mark.ts';
import { dialogFrame } from '../ui/overlays/dialog-frame.ts';
import { tokens } from '../ui/tokens.ts';
import { folded, matchScore } from './fuzzy.ts';
import type { ConsoleCommand, Section } from './registry.ts';
import type { ChoiceGroup } from './team-choices.ts';

/** Something was chosen in the command bar, or, with null, nothing. */
export class CommandChoose extends Event {
  constructor(readonly choice: ConsoleCommand | null) {
    super('command-choose', { bubbles: true, composed: true });
  }
}

const maxConversations = 8;
const maxShown = 60;
const sections: readonly Section[] = ['conversation', 'writing', 'list', 'go', 'console'];

interface Found {
  command: ConsoleCommand;
  score: number;
}

/** Every command with its object, and every conversation, by a few letters of their names. */
@customElement('agent-console-commands')
export class CommandBar extends LitElement {
  @property({ attribute: false }) commands: readonly ConsoleCommand[] = [];
  @property({ attribute: false }) conversations: readonly InboxConversation[] = [];
  /** Opens one of them. */
  @property({ attribute: false }) open: (conversation: InboxConversation) => void = () => {};
  /** Only these are offered. */
  @property({ attribute: false }) group: ChoiceGroup | null = null;
  /** Whether the choices are not all known yet. */
  @property({ attribute: false }) isLoading = false;
  /** Creates a label with this name; null: the agent may not. */
  @property({ attribute: false }) createLabel: ((name: string) => void) | null = null;
  /** The target of the commands: a customer's name, or a number of conversations. */
  @property({ attribute: false }) about = '';
  @state() private text = '';
  @state() private at = 0;

  #choice: ConsoleCommand | null = null;

  static override readonly styles = [
    tokens,
    dialogFrame,
    labelStyles,
    skeletonStyles,
    css`
      dialog {
        --dialog: 560px;
        margin-block-start: min(12vh, 120px);
      }
      dialog[open] {
        grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr);
      }
      .about {
        display: flex;
        gap: 8px;
        padding: 12px 24px 0;
        color: var(--quiet);
        font-size: 12px;
      }
      .about bdi {
        overflow: hidden;
        padding: 0 8px;
        border-radius: var(--radius-s);
        background: var(--sunken);
        color: var(--ink);
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      input {
        inline-size: 100%;
        min-block-size: 52px;
        padding: 0 24px;
        border: 0;
        border-block-end: 1px solid var(--line);
        background: none;
        color: inherit;
        font: inherit;
        font-size: 16px;
      }
      input::placeholder {
        color: var(--quiet);
      }
      input:focus-visible {
        outline: none;
      }
      [role='listbox'] {
        max-block-size: min(440px, 60dvh);
        padding: 8px;
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      .heading {
        padding: 8px 12px 4px;
        color: var(--quiet);
        font-size: 12px;
        font-weight: 600;
      }
      [role='option'] {
        display: flex;
        gap: 12px;
        align-items: center;
        min-block-size: 36px;
        padding: 4px 12px;
        border-radius: var(--radius-s);
        cursor: pointer;
      }
      @media (pointer: coarse) {
        [role='option'] {
          min-block-size: 44px;
        }
      }
      [aria-selected='true'] {
        background: var(--sunken);
      }
      .title {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .spot {
        flex: none;
        inline-size: 10px;
        block-size: 10px;
        border-radius: 50%;
        background: var(--spot);
      }
      .spot.team {
        border-radius: 3px;
      }
      .detail {
        color: var(--quiet);
        font-size: 13px;
        white-space: nowrap;
      }
      [role='option'] svg {
        flex: none;
      }
      kbd {
        flex: none;
        padding: 0 8px;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--surface);
        color: var(--quiet);
        font: inherit;
        font-size: 12px;
        white-space: nowrap;
      }
      p {
        margin: 0;
        padding: 16px 24px;
      }
      @media (forced-colors: active) {
        [aria-selected='true'] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const found = this.#found();
    const name = this.group === null ? strings.findCommand : strings.choiceGroups[this.group];
    const isGrouped = folded(this.text) === '' && this.group === null;
    return html`<dialog
      aria-label=${this.group === null ? strings.commands : name}
      @close=${() => this.dispatchEvent(new CommandChoose(this.#choice))}
      @click=${(event: Event) => {
        if (event.target instanceof HTMLDialogElement) event.target.close();
      }}
    >
      ${this.about === '' ? nothing : html`<div class="about"><bdi>${this.about}</bdi></div>`}
      <input
        role="combobox"
        aria-label=${name}
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant=${found.length > 0 ? `found-${this.at}` : nothing}
        autocomplete="off"
        dir="auto"
        placeholder=${name}
        @input=${({ target }: Event) => {
          this.text = target instanceof HTMLInputElement ? target.value : '';
          this.at = 0;
        }}
        @keydown=${(event: KeyboardEvent) => this.#pressed(event, found)}
      />
      <div>
        ${found.length === 0 ? this.#renderNone() : nothing}
        <div role="listbox" id="found" aria-label=${strings.commands}>
          ${found.map((command, index) => this.#renderOption(command, index, isGrouped ? found[index - 1] : null))}
        </div>
      </div>
    </dialog>`;
  }

  #renderNone() {
    if (this.isLoading) return renderSkeleton();
    const text = this.group === 'label' ? strings.noLabelFound : strings.noCommand;
    return html`<p class="quiet" role="status">${text}</p>`;
  }

  /** `before`: the option above it; null where there are no headings. */
  #renderOption(command: ConsoleCommand, index: number, before: ConsoleCommand | undefined | null) {
    const { section, title, keys = '', detail, isOn = false, label, color } = command;
    const [shortcut] = keysText(keys);
    return html`${
      before === null || before?.section === section
        ? nothing
        : html`<div class="heading" role="presentation">${strings.commandSections[section]}</div>`
    }
      <div
        role="option"
        id="found-${index}"
        aria-selected=${index === this.at ? 'true' : 'false'}
        @click=${() => this.#choose(command)}
        @pointermove=${() => {
          this.at = index;
        }}
      >
        ${label ? html`<span class="spot ${label.color}"></span>` : nothing}
        ${color ? html`<span class="spot team ${color}"></span>` : nothing}
        <span class="title" dir="auto">${title}</span>
        ${detail === undefined ? nothing : html`<span class="detail">${detail}</span>`}
        ${isOn ? icons.check : nothing}
        ${shortcut ? html`<kbd dir="ltr">${shortcut}</kbd>` : nothing}
      </div>`;
  }

  #found(): readonly ConsoleCommand[] {
    const { text, group } = this;
    if (folded(text) === '') {
      const { commands } = this;
      return group === null
        ? sections.flatMap((section) => commands.filter((command) => command.section === section))
        : commands;
    }
    const commands = this.commands.flatMap((command): Found[] => {
      const score = matchScore(command.title, text);
      const other = matchScore(`${command.title} ${command.also ?? ''}`, text);
      // Matches in the title rank before other matches.
      return score !== null
        ? [{ command, score: score + 1 }]
        : other !== null
          ? [{ command, score: other }]
          : [];
    });
    const found = group === null ? [...this.#foundConversations(), ...commands] : commands;
    const best = found
      .sort((a, b) => b.score - a.score)
      .slice(0, maxShown)
      .map(({ command }) => command);
    return [...best, ...this.#newLabel()];
  }

  /** The last choice among labels: one with the typed name, if there is none yet. */
  #newLabel(): ConsoleCommand[] {
    const { createLabel, isLoading } = this;
    const name = this.text.trim();
    if (this.group !== 'label' || createLabel === null || isLoading) return [];
    if (this.commands.some(({ label }) => label && folded(label.name) === folded(name))) return [];
    const run = () => {
      createLabel(name);
      return true;
    };
    return [{ id: 'create-label', section: 'conversation', title: strings.createLabelNamed(name), run }];
  }

  #foundConversations(): Found[] {
    const digits = this.text.replace(/\D/g, '');
    return this.conversations
      .flatMap((conversation): Found[] => {
        const { name, username, phone } = conversation.contact;
        const title = strings.openConversation(name);
        const isNumber = digits.length > 2 && phone?.includes(digits);
        const score =
          matchScore(`${name} ${username ?? ''}`, this.text) ??
          matchScore(title, this.text) ??
          (isNumber ? 4 : null);
        if (score === null) return [];
        const { inbox, id } = conversation;
        const run = () => {
          this.open(conversation);
          return true;
        };
        // A customer's name is what people look for most.
        return [{ score: score + 2, command: { id: `open:${inbox}/${id}`, section: 'go', title, run } }];
      })
      .slice(0, maxConversations);
  }

  #pressed(event: KeyboardEvent, found: readonly ConsoleCommand[]): void {
    if (isOfInputMethod(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      this.at = (this.at + step + found.length) % found.length;
    }
    const one = found[this.at];
    if (event.key === 'Enter' && one !== undefined) {
      event.preventDefault();
      this.#choose(one);
    }
  }

  /** Closed first, so that the focus is back where it was before anything is done with it. */
  #choose(command: ConsoleCommand): void {
    this.#choice = command;
    this.renderRoot.querySelector('dialog')?.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-commands': CommandBar;
  }
}

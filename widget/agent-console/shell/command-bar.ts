import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { dialogStyles } from '../ui/dialog-styles.ts';
import {
  type Command,
  isCommand,
  keysText,
  type Shortcuts,
  usualShortcuts,
} from '../ui/keyboard/shortcuts.ts';
import { tokens } from '../ui/tokens.ts';

/** Something was chosen in the command bar, or, with null, nothing. */
export class CommandChoose extends Event {
  constructor(readonly choice: Command | InboxConversation | null) {
    super('command-choose', { bubbles: true, composed: true });
  }
}

const mostConversations = 8;

/** Commands and conversations by a few letters of their names. */
@customElement('agent-console-commands')
export class CommandBar extends LitElement {
  @property({ attribute: false }) conversations: readonly InboxConversation[] = [];
  @property({ attribute: false }) shortcuts: Shortcuts = {};
  @state() private text = '';
  @state() private at = 0;

  #choice: Command | InboxConversation | null = null;

  static override readonly styles = [
    tokens,
    dialogStyles,
    css`
      dialog {
        margin-block-start: 12vh;
        overflow: hidden;
      }
      input {
        inline-size: 100%;
        min-block-size: 56px;
        padding: 0 20px;
        border: 0;
        border-block-end: 1px solid var(--line);
        background: none;
        color: inherit;
        font: inherit;
        font-size: 17px;
      }
      input:focus-visible {
        outline: none;
      }
      [role='listbox'] {
        max-block-size: min(416px, 60dvh);
        padding: 8px;
        overflow-y: auto;
      }
      [role='option'] {
        display: flex;
        gap: 9.6px;
        align-items: center;
        justify-content: space-between;
        min-block-size: 44px;
        padding: 4.8px 12px;
        border-radius: 10px;
        cursor: pointer;
      }
      [aria-selected='true'] {
        background: var(--ours);
      }
      p {
        margin: 0;
        padding: 16px 20px;
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
    return html`<dialog
      aria-label=${strings.commands}
      @close=${() => this.dispatchEvent(new CommandChoose(this.#choice))}
    >
      <input
        role="combobox"
        aria-label=${strings.findCommand}
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant=${found.length > 0 ? `found-${this.at}` : nothing}
        autocomplete="off"
        dir="auto"
        placeholder=${strings.findCommand}
        @input=${({ target }: Event) => {
          this.text = target instanceof HTMLInputElement ? target.value : '';
          this.at = 0;
        }}
        @keydown=${(event: KeyboardEvent) => this.#pressed(event, found)}
      />
      ${found.length === 0 ? html`<p class="quiet" role="status">${strings.noCommand}</p>` : nothing}
      <div role="listbox" id="found" aria-label=${strings.commands}>
        ${found.map(
          (one, index) => html`<div
            role="option"
            id="found-${index}"
            aria-selected=${index === this.at ? 'true' : 'false'}
            @click=${() => this.#choose(one)}
          >
            ${this.#renderName(one)}
          </div>`,
        )}
      </div>
    </dialog>`;
  }

  #renderName(one: Command | InboxConversation) {
    if (typeof one !== 'string') return html`<span dir="auto">${one.contact.name}</span>`;
    const keys = keysText(this.shortcuts[one] ?? usualShortcuts[one])[0];
    return html`<span>${strings.command[one]}</span>${keys ? html`<kbd dir="ltr">${keys}</kbd>` : nothing}`;
  }

  #found(): readonly (Command | InboxConversation)[] {
    const wanted = folded(this.text);
    const digits = this.text.replace(/\D/g, '');
    const commands = Object.keys(usualShortcuts)
      .filter(isCommand)
      .filter((command) => command !== 'commands' && folded(strings.command[command]).includes(wanted));
    const conversations = this.conversations
      .filter(
        ({ contact }) =>
          [contact.name, contact.username ?? ''].some((name) => folded(name).includes(wanted)) ||
          (digits.length > 2 && contact.phone?.includes(digits)),
      )
      .slice(0, mostConversations);
    return wanted === '' ? [...commands, ...conversations] : [...conversations, ...commands];
  }

  #pressed(event: KeyboardEvent, found: readonly (Command | InboxConversation)[]): void {
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
  #choose(one: Command | InboxConversation): void {
    this.#choice = one;
    this.renderRoot.querySelector('dialog')?.close();
  }
}

/** Without accents and capitals. */
function folded(text: string): string {
  return text.trim().toLocaleLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-commands': CommandBar;
  }
}

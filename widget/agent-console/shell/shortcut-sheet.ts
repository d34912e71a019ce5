import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { keepSendKey, sendKey } from '../composer/text/send-key.ts';
import { customElement } from '../ui/custom-element.ts';
import { dialogStyles } from '../ui/dialog-styles.ts';
import { isCommand, isMac, keysText, type Shortcuts, usualShortcuts } from '../ui/keyboard/shortcuts.ts';
import { tokens } from '../ui/tokens.ts';

/** The sheet is closed. */
export class SheetClose extends Event {
  constructor() {
    super('sheet-close', { bubbles: true, composed: true });
  }
}

/** These belong to the rows of the list, as in any other. */
const listKeys = [
  ['more', 'Shift+↓ Shift+↑'],
  ['all', 'Mod+a'],
  ['none', 'Escape'],
] as const;

/** All keys that do something, and which one sends. */
@customElement('agent-console-shortcuts')
export class ShortcutSheet extends LitElement {
  @property({ attribute: false }) shortcuts: Shortcuts = {};
  @state() private sendKey = sendKey();

  static override readonly styles = [
    tokens,
    dialogStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 9.6px 24px;
        align-items: center;
        margin: 0;
        padding: 8px 20px 16px;
      }
      dt,
      dd {
        margin: 0;
      }
      dd {
        display: flex;
        gap: 6.4px;
        justify-content: flex-end;
      }
      label {
        display: flex;
        gap: 16px;
        align-items: center;
        justify-content: space-between;
        padding: 12px 20px;
        border-block-start: 1px solid var(--line);
      }
      select {
        min-block-size: 44px;
        padding: 3.2px 9.6px;
        border: 1px solid var(--quiet);
        border-radius: 10px;
        background: var(--surface);
        color: inherit;
        font: inherit;
      }
    `,
  ];

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render() {
    const all = Object.entries({ ...usualShortcuts, ...this.shortcuts });
    const modifier = isMac ? '⌘' : 'Ctrl';
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new SheetClose())}>
      <header>
        <h2 id="title">${strings.shortcuts}</h2>
        <button class="round" aria-label=${strings.close} @click=${() => this.renderRoot.querySelector('dialog')?.close()}>
          ${icons.close}
        </button>
      </header>
      <dl>
        ${all.flatMap(([command, keys]) =>
          isCommand(command) && keys !== ''
            ? [
                html`<dt>${strings.command[command]}</dt>
                  <dd>${keysText(keys).map((text) => html`<kbd dir="ltr">${text}</kbd>`)}</dd>`,
              ]
            : [],
        )}
        ${listKeys.map(
          ([name, keys]) =>
            html`<dt>${strings.listKeys[name]}</dt>
              <dd>${keysText(keys).map((text) => html`<kbd dir="ltr">${text}</kbd>`)}</dd>`,
        )}
      </dl>
      <label
        >${strings.sendWith}
        <select
          @change=${({ target }: Event) => {
            this.sendKey =
              target instanceof HTMLSelectElement && target.value === 'enter' ? 'enter' : 'mod-enter';
            keepSendKey(this.sendKey);
          }}
        >
          <option value="enter" ?selected=${this.sendKey === 'enter'}>${strings.sendWithEnter}</option>
          <option value="mod-enter" ?selected=${this.sendKey === 'mod-enter'}>
            ${strings.sendWithModEnter(modifier)}
          </option>
        </select>
      </label>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-shortcuts': ShortcutSheet;
  }
}

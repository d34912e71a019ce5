import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { formatKeys } from '../composer/text/format-keys.ts';
import { keepSendKey, sendKey } from '../composer/text/send-key.ts';
import { customElement } from '../ui/custom-element.ts';
import { isMac, keysText, type Shortcuts } from '../ui/keyboard/shortcuts.ts';
import { dialogStyles } from '../ui/overlays/dialog-styles.ts';
import { tokens } from '../ui/tokens.ts';
import { keepNextStep, type NextStep, nextStep, nextSteps } from './next-step.ts';
import { allShortcuts, type Section } from './registry.ts';

/** The sheet is closed. */
export class SheetClose extends Event {
  constructor() {
    super('sheet-close', { bubbles: true, composed: true });
  }
}

const sections: readonly Section[] = ['conversation', 'writing', 'list', 'console'];

/** These belong to the rows of the list, as in any other. */
const listKeys = [
  ['more', 'Shift+↓ Shift+↑'],
  ['all', 'Mod+a'],
  ['none', 'Escape'],
] as const;

function renderKeys(name: string, keys: string) {
  return html`<dt>${name}</dt>
    <dd>${keysText(keys).map((text) => html`<kbd dir="ltr">${text}</kbd>`)}</dd>`;
}

/** These belong to the field, as in any other program. */
function renderWritingKeys() {
  return html`${renderKeys(strings.compose.sendAndResolve, 'Mod+Shift+Enter')}
    ${formatKeys.map(([mark, keys]) => renderKeys(strings.compose[mark], keys))}
    ${renderKeys(strings.compose.pastePlain, 'Mod+Shift+v')}`;
}

/** All shortcuts, the key that sends, and the setting for the next conversation. */
@customElement('agent-console-shortcuts')
export class ShortcutSheet extends LitElement {
  @property({ attribute: false }) shortcuts: Shortcuts = {};
  @state() private sendKey = sendKey();
  @state() private step: NextStep = nextStep();

  static override readonly styles = [
    tokens,
    dialogStyles,
    css`
      dialog {
        inline-size: min(760px, 100vw);
        max-block-size: min(720px, 100dvh);
      }
      .all {
        columns: 300px 2;
        column-gap: 32px;
        padding: 0 24px 16px;
      }
      section {
        break-inside: avoid;
        padding-block-end: 16px;
      }
      h3 {
        margin: 0 0 8px;
        color: var(--quiet);
        font-size: 12px;
        font-weight: 600;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 8px 16px;
        align-items: center;
        margin: 0;
        font-size: 14px;
      }
      dt,
      dd {
        margin: 0;
      }
      dd {
        display: flex;
        gap: 8px;
        justify-content: flex-end;
      }
      label {
        display: flex;
        gap: 16px;
        align-items: center;
        justify-content: space-between;
        padding: 12px 24px;
        border-block-start: 1px solid var(--line);
      }
      select {
        min-block-size: 44px;
        padding: 4px 8px;
        border: 1px solid var(--quiet);
        border-radius: var(--radius-m);
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
    const all = allShortcuts(this.shortcuts);
    const modifier = isMac ? '⌘' : 'Ctrl';
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new SheetClose())}>
      <header>
        <h2 id="title">${strings.shortcuts}</h2>
        <button class="round" aria-label=${strings.close} @click=${() => this.renderRoot.querySelector('dialog')?.close()}>
          ${icons.close}
        </button>
      </header>
      <div class="all">
        ${sections.map(
          (section) => html`<section>
            <h3>${strings.commandSections[section]}</h3>
            <dl>
              ${all
                .filter((one) => one.section === section)
                .map(({ command, keys }) => renderKeys(strings.command[command], keys))}
              ${section === 'writing' ? renderWritingKeys() : nothing}
              ${section === 'list' ? listKeys.map(([name, keys]) => renderKeys(strings.listKeys[name], keys)) : nothing}
            </dl>
          </section>`,
        )}
      </div>
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
      <label
        >${strings.afterResolving}
        <select
          @change=${({ target }: Event) => {
            const value = target instanceof HTMLSelectElement ? target.value : '';
            this.step = nextSteps.find((step) => step === value) ?? this.step;
            keepNextStep(this.step);
          }}
        >
          ${nextSteps.map(
            (step) =>
              html`<option value=${step} ?selected=${this.step === step}>${strings.nextSteps[step]}</option>`,
          )}
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

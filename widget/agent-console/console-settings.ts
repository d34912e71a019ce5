import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { InboxSummary } from '../../worker/api.ts';
import type { ApiClient } from '../client/api-client.ts';
import { strings } from '../locales/strings.ts';
import { icons } from '../theme/icons.ts';
import './account-settings.ts';
import './number-settings.ts';
import './team-settings.ts';
import { tokens } from './styles.ts';

/** The settings are closed. */
export class SettingsClose extends Event {
  constructor() {
    super('settings-close', { bubbles: true, composed: true });
  }
}

/** What one can change, in a dialog of the browser's own: focus stays in it, Escape closes it. */
@customElement('agent-console-settings')
export class ConsoleSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property() worker = '';
  @property({ attribute: false }) isAdmin = false;

  static override readonly styles = [
    tokens,
    css`
      dialog {
        inline-size: min(44rem, 100vw);
        max-inline-size: none;
        block-size: min(50rem, 100dvh);
        max-block-size: none;
        padding: 0;
        border: 0;
        border-radius: 18px;
        background: var(--surface);
        color: inherit;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      @media (max-width: 44rem) {
        dialog {
          inline-size: 100vw;
          block-size: 100dvh;
          border-radius: 0;
        }
      }
      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 0.5rem 0.75rem 0.5rem 1.25rem;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      h2 {
        margin: 0;
        font-size: 1.125rem;
      }
      .sections {
        display: grid;
        gap: 2.5rem;
        padding: 1.25rem;
      }
    `,
  ];

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new SettingsClose())}>
      <header>
        <h2 id="title">${strings.settings}</h2>
        <button class="round" aria-label=${strings.close} @click=${() => this.renderRoot.querySelector('dialog')?.close()}>
          ${icons.close}
        </button>
      </header>
      <div class="sections">
        <agent-console-account-settings .api=${this.api} .worker=${this.worker}></agent-console-account-settings>
        ${
          this.isAdmin
            ? html`<agent-console-team-settings .api=${this.api}></agent-console-team-settings>
                <agent-console-number-settings
                  .api=${this.api}
                  .number=${this.number}
                ></agent-console-number-settings>`
            : nothing
        }
      </div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-settings': ConsoleSettings;
  }
}

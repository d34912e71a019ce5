import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { assistantBook, assistantWords as words } from '../../../locales/assistant.ts';
import { strings } from '../../../locales/strings.ts';
import { tabStyles } from '../../ui/controls/tab-styles.ts';
import '../../ui/controls/tabs.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { UnsavedChange } from '../unsaved.ts';
import './assistant-overview.ts';
import type { AssistantTabName, TabWanted } from './tab-wanted.ts';

const tabs: readonly AssistantTabName[] = ['overview', 'knowledge', 'instructions', 'model', 'trial'];

/** The assistant of a number: what it does, how it writes, what it knows and which model it asks. */
@customElement('agent-console-assistant-settings')
export class AssistantPage extends WordedElement {
  protected override readonly book = assistantBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private shown: AssistantTabName = 'overview';
  #isUnsaved = false;

  static override readonly styles = [
    tokens,
    settingsStyles,
    tabStyles,
    css`
      :host {
        container-type: inline-size;
      }
      agent-console-tabs {
        border-block-end: 1px solid var(--line);
      }
    `,
  ];

  protected override render() {
    return html`<h3>${strings.assistantTitle}</h3>
      <p class="quiet">${words.intro}</p>
      <agent-console-tabs role="group" aria-label=${strings.assistantTitle}>
        ${tabs.map(
          (tab) =>
            html`<button
              class="tab"
              aria-pressed=${tab === this.shown ? 'true' : 'false'}
              @click=${() => void this.#open(tab)}
            >
              ${words.tabs[tab]}
            </button>`,
        )}
      </agent-console-tabs>
      <div
        @tab-wanted=${({ tab }: TabWanted) => void this.#open(tab)}
        @unsaved-change=${({ isUnsaved }: UnsavedChange) => {
          this.#isUnsaved = isUnsaved;
        }}
      >
        ${this.#renderShown()}
      </div>`;
  }

  #renderShown() {
    const { api, number } = this;
    switch (this.shown) {
      case 'overview':
        return html`<agent-console-assistant-overview .api=${api} .number=${number}></agent-console-assistant-overview>`;
      case 'instructions':
        void import('./assistant-instructions.ts');
        return html`<agent-console-assistant-instructions
          .api=${api}
          .number=${number}
        ></agent-console-assistant-instructions>`;
      case 'knowledge':
        void import('./knowledge/knowledge-list.ts');
        return html`<agent-console-knowledge .api=${api} .number=${number}></agent-console-knowledge>`;
      case 'trial':
        void import('./trial/assistant-trial.ts');
        return html`<agent-console-assistant-trial .api=${api} .number=${number}></agent-console-assistant-trial>`;
      case 'model':
        void import('./assistant-model.ts');
        return html`<agent-console-assistant-model .api=${api} .number=${number}></agent-console-assistant-model>`;
    }
  }

  /** Another tab removes what has been typed in this one. */
  async #open(tab: AssistantTabName): Promise<void> {
    if (tab === this.shown) return;
    const mayLeave =
      !this.#isUnsaved ||
      (await confirmed(this, {
        ...{ title: strings.discardTitle, text: strings.discardText, action: strings.discard },
        ...{ cancel: strings.keepEditing, isDangerous: true },
      }));
    if (!mayLeave) return;
    if (this.#isUnsaved) this.dispatchEvent(new UnsavedChange(false));
    this.#isUnsaved = false;
    this.shown = tab;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-assistant-settings': AssistantPage;
  }
}

import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { automationBook, automationWords as words } from '../../../locales/automation.ts';
import { strings } from '../../../locales/strings.ts';
import { tabStyles } from '../../ui/controls/tab-styles.ts';
import '../../ui/controls/tabs.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { discardConfirmed } from '../../ui/overlays/confirm.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { UnsavedChange } from '../unsaved.ts';
import './automation-overview.ts';
import type { AutomationWanted } from './automation-wanted.ts';

type Tab = keyof typeof words.tabs;
const tabs: readonly Tab[] = ['overview', 'rules', 'menus', 'log'];
const loads: Readonly<Record<Tab, () => Promise<unknown>>> = {
  overview: async () => {},
  rules: () => import('./rules/rule-list.ts'),
  menus: () => import('./menus/menu-list.ts'),
  log: () => import('./automation-log.ts'),
};

/** What a number answers automatically. */
@customElement('agent-console-automation-settings')
export class AutomationPage extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private shown: Tab = 'overview';
  /** Id of the rule or menu that is to be opened. */
  @state() private wanted = '';
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
    return html`<h3>${strings.automationTitle}</h3>
      <p class="quiet">${words.intro}</p>
      <agent-console-tabs role="group" aria-label=${strings.automationTitle}>
        ${tabs.map(
          (tab) =>
            html`<button
              class="tab"
              aria-pressed=${tab === this.shown ? 'true' : 'false'}
              @click=${() => void this.#show(tab)}
            >
              ${words.tabs[tab]}
            </button>`,
        )}
      </agent-console-tabs>
      <div
        @automation-wanted=${({ tab, id }: AutomationWanted) => void this.#show(tab, id)}
        @unsaved-change=${({ isUnsaved }: UnsavedChange) => {
          this.#isUnsaved = isUnsaved;
        }}
      >
        ${this.#renderShown()}
      </div>`;
  }

  /** Another tab removes what has been typed in this one. Its element is there before it is given anything. */
  async #show(tab: Tab, wanted = ''): Promise<void> {
    if (tab === this.shown && wanted === '') return;
    const mayLeave = !this.#isUnsaved || (await discardConfirmed(this));
    if (!mayLeave) return;
    await loads[tab]();
    if (this.#isUnsaved) this.dispatchEvent(new UnsavedChange(false));
    this.#isUnsaved = false;
    this.wanted = wanted;
    this.shown = tab;
  }

  #renderShown() {
    const { api, number } = this;
    switch (this.shown) {
      case 'overview':
        return html`<agent-console-automation-overview
          .api=${api}
          .number=${number}
        ></agent-console-automation-overview>`;
      case 'rules':
        return html`<agent-console-automation-rules
          .api=${api}
          .number=${number}
          .wanted=${this.wanted}
        ></agent-console-automation-rules>`;
      case 'menus':
        return html`<agent-console-automation-menus
          .api=${api}
          .number=${number}
          .wanted=${this.wanted}
        ></agent-console-automation-menus>`;
      case 'log':
        return html`<agent-console-automation-log .api=${api} .number=${number}></agent-console-automation-log>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-automation-settings': AutomationPage;
  }
}

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
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import './automation-overview.ts';

type Tab = keyof typeof words.tabs;
const tabs: readonly Tab[] = ['overview', 'rules', 'log'];
const loads: Readonly<Record<Tab, () => Promise<unknown>>> = {
  overview: async () => {},
  rules: () => import('./rules/rule-list.ts'),
  log: () => import('./automation-log.ts'),
};

/** What a number answers automatically. */
@customElement('agent-console-automation-settings')
export class AutomationPage extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private shown: Tab = 'overview';

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
      ${this.#renderShown()}`;
  }

  /** Its element is there before it is given anything. */
  async #show(tab: Tab): Promise<void> {
    await loads[tab]();
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
        ></agent-console-automation-rules>`;
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

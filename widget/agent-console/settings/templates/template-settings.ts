import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { customElement } from '../../ui/custom-element.ts';
import './template-details.ts';
import './template-list.ts';
import type { TemplateOpen } from './template-list.ts';

/** The templates of a number's account: the list, or one of them. For admins. */
@customElement('agent-console-template-settings')
export class TemplateSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Meta's id of the template that is open. */
  @state() private opened: string | null = null;

  static override readonly styles = css`
    :host {
      display: block;
    }
    [hidden] {
      display: none;
    }
  `;

  /** The list stays behind the template, with its filters. */
  protected override render() {
    const { api, number, opened } = this;
    return html`<agent-console-template-list
        ?hidden=${opened !== null}
        .api=${api}
        .number=${number}
        @template-open=${({ id }: TemplateOpen) => {
          this.opened = id;
        }}
      ></agent-console-template-list>
      ${
        opened === null
          ? nothing
          : html`<agent-console-template-details
              .api=${api}
              .number=${number}
              .template=${opened}
              @template-close=${() => void this.#close()}
            ></agent-console-template-details>`
      }`;
  }

  async #close(): Promise<void> {
    this.opened = null;
    await this.updateComplete;
    this.renderRoot.querySelector('agent-console-template-list')?.focusTitle();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-settings': TemplateSettings;
  }
}

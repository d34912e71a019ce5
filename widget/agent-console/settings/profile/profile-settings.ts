import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import './chat-starters.ts';
import './display-name.ts';
import './profile-form.ts';
import './profile-photo.ts';

/** What customers see of a number: its name, photo, profile and conversation starters. For admins. */
@customElement('agent-console-profile-settings')
export class ProfileSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      :host {
        gap: 32px;
      }
      header {
        display: grid;
        gap: 4px;
      }
    `,
  ];

  protected override render() {
    const { api, number } = this;
    return html`<header>
        <h3>${words.profileTitle}: <bdi>${number?.displayPhoneNumber ?? ''}</bdi></h3>
        <p class="quiet">${words.profileHint}</p>
      </header>
      <agent-console-profile-photo .api=${api} .number=${number}></agent-console-profile-photo>
      <agent-console-display-name .api=${api} .number=${number}></agent-console-display-name>
      <agent-console-profile-form .api=${api} .number=${number}></agent-console-profile-form>
      <agent-console-chat-starters .api=${api} .number=${number}></agent-console-chat-starters>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-profile-settings': ProfileSettings;
  }
}

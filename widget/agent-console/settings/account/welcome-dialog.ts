import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import './own-picture.ts';

/** Asks a new member once for a picture. Remove it on `dialog-close`. */
@customElement('agent-console-welcome')
export class WelcomeDialog extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) member: TeamMember | null = null;

  static override readonly styles = [
    tokens,
    controlStyles,
    css`
      p {
        margin: 0 0 16px;
      }
    `,
  ];

  protected override render() {
    const { api, member } = this;
    if (!member) return nothing;
    return html`<agent-console-dialog heading=${strings.welcome(member.name)} saves-at-once>
      <p>${strings.pictureHint}</p>
      <agent-console-own-picture .api=${api} .member=${member}></agent-console-own-picture>
      <button slot="actions" class="button main" autofocus @click=${this.#close}>${strings.openInbox}</button>
    </agent-console-dialog>`;
  }

  #close(): void {
    this.renderRoot.querySelector('agent-console-dialog')?.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-welcome': WelcomeDialog;
  }
}

import { html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import { strings } from '../../locales/strings.ts';
import { copyText } from '../ui/copy-text.ts';
import { customElement } from '../ui/custom-element.ts';
import { settingsStyles } from '../ui/form-styles.ts';
import { tokens } from '../ui/tokens.ts';

/** A link, token or secret that was just created and is shown once. */
@customElement('agent-console-secret')
export class SecretOnce extends LitElement {
  @property({ attribute: false }) secret = '';
  /** Its purpose, and that it will not be shown again. */
  @property({ attribute: false }) hint = '';
  @state() private isCopied = false;

  static override readonly styles = [tokens, settingsStyles];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('secret')) this.isCopied = false;
  }

  protected override render() {
    return html`<div role="status">
      <label>${this.hint}<input readonly dir="ltr" .value=${this.secret} /></label>
      <button
        type="button"
        class="plain"
        @click=${async () => {
          await copyText(this.secret);
          this.isCopied = true;
        }}
      >
        ${this.isCopied ? strings.copied : strings.copy}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-secret': SecretOnce;
  }
}

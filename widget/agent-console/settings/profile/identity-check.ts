import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { IdentityCheck } from '../../../../worker/api.ts';
import type { ApiClient } from '../../../client/api-client.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { AtMeta } from './at-meta.ts';
import { profileStyles } from './profile-styles.ts';

/** Meta's own switch for naming each customer's identity. */
@customElement('agent-console-identity-check')
export class IdentityCheckSwitch extends AtMeta {
  @state() private check: IdentityCheck | null = null;

  static override readonly styles = [tokens, settingsStyles, profileStyles];

  protected override async load(api: ApiClient, path: string): Promise<void> {
    this.check = await api.call('GET', `${path}/identity-check`);
  }

  protected override render() {
    const { check } = this;
    const isOn = check?.isOn ?? null;
    return html`<fieldset>
      <legend>${words.identityTitle}</legend>
      <small>${words.identityHint}</small>
      ${check ? html`<p role="status">${isOn === null ? words.identityUnknown : isOn ? words.identityOn : words.identityOff}</p>` : nothing}
      <div class="end">
        ${check && isOn !== true ? this.#renderSwitch(true) : nothing}
        ${check && isOn !== false ? this.#renderSwitch(false) : nothing}
        ${this.renderOutcome(check === null)}
      </div>
    </fieldset>`;
  }

  #renderSwitch(isOn: boolean) {
    return html`<button
      type="button"
      class="plain"
      ?disabled=${this.isBusy}
      @click=${() =>
        void this.attempt(async (api, path) => {
          this.check = await api.call('PUT', `${path}/identity-check`, { isOn });
        })}
    >
      ${isOn ? words.switchOn : words.switchOff}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-identity-check': IdentityCheckSwitch;
  }
}

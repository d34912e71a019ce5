import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { IdentityCheck } from '../../../../worker/api/numbers/profile.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeIdentityCheck, getIdentityCheck } from '../../../client/api/numbers/profile.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { profileStyles } from './profile-styles.ts';

/** Meta's own switch for identity checks. */
@customElement('agent-console-identity-check')
export class IdentityCheckSwitch extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  #task: SettingsTask<IdentityCheck> = new SettingsTask<IdentityCheck>(
    this,
    async (api) => {
      const check = this.number && (await getIdentityCheck(api, this.number.id));
      // Where Meta does not say, its answer to the last change is what is known.
      return check?.isOn === null ? (this.#task.shown ?? check) : check;
    },
    { of: ['profile'] },
  );

  static override readonly styles = [tokens, settingsStyles, profileStyles];

  protected override render() {
    const check = this.#task.shown;
    const isOn = check?.isOn ?? null;
    return html`<section aria-label=${words.identityTitle}>
      <h4>${words.identityTitle}</h4>
      <p class="quiet">${words.identityHint}</p>
      ${check ? html`<p role="status">${isOn === null ? words.identityUnknown : isOn ? words.identityOn : words.identityOff}</p>` : nothing}
      <div class="end">
        ${check && isOn !== true ? this.#renderSwitch(true) : nothing}
        ${check && isOn !== false ? this.#renderSwitch(false) : nothing}
        ${this.#task.renderOutcome(check ? '' : words.loading)}
      </div>
    </section>`;
  }

  #renderSwitch(isOn: boolean) {
    return html`<button
      type="button"
      class="plain"
      ?disabled=${this.#task.isBusy}
      @click=${() => this.#change(isOn)}
    >
      ${isOn ? words.switchOn : words.switchOff}
    </button>`;
  }

  #change(isOn: boolean): void {
    const { number } = this;
    if (number) void this.#task.show((api) => changeIdentityCheck(api, number.id, isOn));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-identity-check': IdentityCheckSwitch;
  }
}

import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { DisplayName } from '../../../../worker/api.ts';
import { displayNameLimits } from '../../../../worker/whatsapp/account/display-name.ts';
import type { ApiClient } from '../../../client/api-client.ts';
import { runStep } from '../../../client/setup-client.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { AtMeta } from './at-meta.ts';
import { renderCounted } from './counted-field.ts';
import { profileStyles } from './profile-styles.ts';

/** The name that customers see, how Meta has decided on it, and a request for another one. */
@customElement('agent-console-display-name')
export class DisplayNameSettings extends AtMeta {
  @state() private name: DisplayName | null = null;
  @state() private draft = '';

  static override readonly styles = [tokens, settingsStyles, profileStyles];

  protected override async load(api: ApiClient, path: string): Promise<void> {
    this.name = await api.call('GET', `${path}/display-name`);
  }

  protected override render() {
    const { name } = this;
    if (!name) return this.renderOutcome(true);
    const { wanted } = name;
    return html`<form @submit=${this.#ask}>
        <fieldset>
          <legend>${words.nameTitle}</legend>
          <p><strong dir="auto">${name.name ?? '–'}</strong> <small>${statusText(name.status)}</small></p>
          ${
            wanted
              ? html`<p>${words.wantedNow} <strong dir="auto">${wanted.name}</strong> <small>${statusText(wanted.status)}</small></p>`
              : nothing
          }
          ${renderCounted({
            name: 'new-name',
            label: words.newName,
            value: this.draft,
            most: displayNameLimits.max,
            hint: words.newNameHint,
            isRequired: true,
            change: (value) => {
              this.draft = value;
              this.outcome = null;
            },
          })}
          <div class="end">
            <button class="primary" ?disabled=${this.isBusy}>${words.askForName}</button>
            <a href="https://business.facebook.com/wa/manage/phone-numbers/" target="_blank" rel="noreferrer">${words.nameAtMeta}</a>
            ${this.renderOutcome()}
          </div>
        </fieldset>
      </form>
      ${wanted?.status === 'APPROVED' ? this.#renderRegistration() : nothing}`;
  }

  #renderRegistration() {
    return html`<form @submit=${this.#register}>
      <p>${words.nameApproved}</p>
      <label
        >${words.pin}
        <input name="pin" required inputmode="numeric" pattern="[0-9]{6}" maxlength="6" autocomplete="off" />
      </label>
      <div class="end"><button class="primary" ?disabled=${this.isBusy}>${words.registerName}</button></div>
    </form>`;
  }

  #ask(event: SubmitEvent): void {
    event.preventDefault();
    const name = this.draft.trim();
    if (name.length < displayNameLimits.min || name.length > displayNameLimits.max) {
      this.outcome = {
        isGood: false,
        text: words.lengthFrom(displayNameLimits.min, displayNameLimits.max),
      };
      return;
    }
    void this.attempt(async (api, path) => {
      this.name = await api.call('PUT', `${path}/display-name`, { name });
      this.draft = '';
    }, words.nameAsked);
  }

  #register(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    const { number } = this;
    if (!(target instanceof HTMLFormElement) || !number) return;
    const pin = String(new FormData(target).get('pin'));
    void this.attempt(async (api, path) => {
      const { problem } = await runStep(api, number.id, 'register', pin);
      await this.load(api, path);
      if (problem)
        this.outcome = { isGood: false, text: `${words.metaRefused} ${problem.details ?? problem.code}` };
      else this.outcome = { isGood: true, text: words.nameRegistered };
    });
  }
}

/** Meta's own word where we have none for it. */
function statusText(status: string | null): string {
  if (status === null) return '';
  const known: Readonly<Record<string, string>> = words.nameStatus;
  return known[status] ?? status;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-display-name': DisplayNameSettings;
  }
}

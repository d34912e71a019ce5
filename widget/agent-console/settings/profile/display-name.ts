import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { DisplayName } from '../../../../worker/api/numbers/profile.ts';
import { displayNameLimits } from '../../../../worker/whatsapp/account/display-name.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { getDisplayName, requestDisplayName } from '../../../client/api/numbers/profile.ts';
import { runStep } from '../../../client/api/numbers/setup.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { renderCounted } from './counted-field.ts';
import { profileStyles } from './profile-styles.ts';

/** The display name, its review by Meta, and a form to request another one. */
@customElement('agent-console-display-name')
export class DisplayNameSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private draft = '';
  #task = new SettingsTask<DisplayName>(
    this,
    async (api) => this.number && getDisplayName(api, this.number.id),
    { of: ['profile'] },
  );

  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    skeletonStyles,
    controlStyles,
    fieldStyles,
    profileStyles,
  ];

  protected override render() {
    const name = this.#task.shown;
    if (!name) return this.#task.renderUnloaded(1);
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
              this.#task.forgetOutcome();
            },
          })}
          <div class="end">
            <button class="button" ?disabled=${this.#task.isBusy}>${words.requestName}</button>
            <a href="https://business.facebook.com/wa/manage/phone-numbers/" target="_blank" rel="noreferrer">${words.nameAtMeta}</a>
            ${this.#task.renderOutcome()}
          </div>
        </fieldset>
      </form>
      ${wanted?.status === 'APPROVED' ? this.#renderRegistration() : nothing}`;
  }

  #renderRegistration() {
    return html`<form novalidate @input=${this.#check.typed} @submit=${this.#register}>
      <p>${words.nameApproved}</p>
      ${renderField({
        name: 'pin',
        label: words.pin,
        check: this.#check,
        isRequired: true,
        inputmode: 'numeric',
        pattern: '\\s*[0-9]{6}\\s*',
        words: { missing: strings.enterPin, mismatch: strings.enterPin },
        dir: 'ltr',
      })}
      <div class="end"><button class="button" ?disabled=${this.#task.isBusy}>${words.registerName}</button></div>
    </form>`;
  }

  #ask(event: SubmitEvent): void {
    event.preventDefault();
    const { number } = this;
    const name = this.draft.trim();
    if (!number) return;
    if (name.length < displayNameLimits.min || name.length > displayNameLimits.max) {
      this.#task.refuse(words.lengthFrom(displayNameLimits.min, displayNameLimits.max));
      return;
    }
    void this.#task.show(
      async (api) => {
        const requested = await requestDisplayName(api, number.id, name);
        this.draft = '';
        return requested;
      },
      { done: words.nameRequested },
    );
  }

  #register(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    const { number } = this;
    if (!(target instanceof HTMLFormElement) || !number || !this.#check.accepts(target)) return;
    const pin = String(new FormData(target).get('pin')).trim();
    void this.#task.change(async (api) => {
      const { problem } = await runStep(api, number.id, 'register', { pin });
      if (problem) this.#task.refuse(`${words.metaRefused} ${problem.details ?? problem.code}`);
      else this.#task.succeed(words.nameRegistered);
    });
  }
}

/** Meta's own word if we have none for it. */
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

import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changeProfile } from '../../../client/api/people/account.ts';
import { setupWords as words } from '../../../locales/setup.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import '../account/own-picture.ts';
import { ProfileChanged } from '../account/own-picture.ts';
import { setupStyles } from './setup-styles.ts';

/** The agent has confirmed their name. */
export class NameSave extends Event {
  constructor() {
    super('name-save', { bubbles: true, composed: true });
  }
}

/** The first step of the setup: the name and picture of the agent who does it. */
@customElement('agent-console-name-step')
export class NameStep extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) member: TeamMember | null = null;
  /** The name is the one that the Worker gives; the agent has none of their own yet. */
  @property({ attribute: false }) isGiven = false;
  @state() private failure: string | null = null;
  @state() private isBusy = false;

  #check = new FormCheck(this);

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles, setupStyles];

  protected override render() {
    const { member } = this;
    if (!member) return nothing;
    return html`<agent-console-own-picture .api=${this.api} .member=${member}></agent-console-own-picture>
      <form novalidate @input=${this.#check.typed} @submit=${this.#save}>
        ${renderField({
          name: 'name',
          label: strings.name,
          value: this.isGiven ? '' : member.name,
          check: this.#check,
          isRequired: true,
          max: 128,
          autocomplete: 'name',
          words: { missing: strings.enterName },
          hint: strings.yourNameHint,
        })}
        <div class="end">
          <button class="primary" ?disabled=${this.isBusy}>${words.saveAndContinue}</button>
        </div>
        ${this.failure === null ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}
      </form>`;
  }

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    const { api } = this;
    if (!api || !(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
    const name = String(new FormData(target).get('name')).trim();
    this.isBusy = true;
    void failureOf(async () => {
      this.dispatchEvent(new ProfileChanged(await changeProfile(api, { name })));
      this.dispatchEvent(new NameSave());
    }).then((failure) => {
      this.failure = failure?.message ?? null;
      this.isBusy = false;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-name-step': NameStep;
  }
}

import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Invite } from '../../../../worker/api/people/team.ts';
import type { Permission, Role } from '../../../../worker/api/roles.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { numberNames } from '../../ui/number-names.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import './number-choice.ts';
import type { NumberChoice } from './number-choice.ts';

/** An admin invites a new agent. */
export class InviteAgent extends Event {
  constructor(readonly invite: Invite) {
    super('invite-agent', { bubbles: true, composed: true });
  }
}

/** Who is invited, with which role and access. What went wrong is slotted; `dialog-close` says that it was left. */
@customElement('agent-console-invite-dialog')
export class InviteDialog extends LitElement {
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  @property({ type: Boolean }) isBusy = false;
  @state() private invitedAs: Role = 'agent';
  /** The ids of the numbers; null for all. */
  @state() private seen: string[] | null = null;
  @state() private permissions: Permission[] = [];
  #check = new FormCheck(this);

  static override readonly styles = [tokens, settingsStyles, controlStyles, fieldStyles];

  protected override render() {
    return html`<agent-console-dialog heading=${strings.inviteAgent}>
      <form id="invitation" novalidate @input=${this.#check.typed} @submit=${this.#submit}>
        ${renderField({
          name: 'name',
          label: strings.name,
          check: this.#check,
          isRequired: true,
          max: 128,
          words: { missing: strings.enterName },
          hasFocus: true,
        })}
        ${renderSelect({
          name: 'role',
          label: strings.role,
          value: this.invitedAs,
          options: [
            ['agent', strings.agent],
            ['admin', strings.admin],
          ],
          change: (role) => {
            this.invitedAs = role;
          },
        })}
        ${this.invitedAs === 'agent' ? this.#renderAccess() : nothing}
        <slot></slot>
      </form>
      <button slot="actions" class="button main" form="invitation" ?disabled=${this.isBusy}>${strings.invite}</button>
    </agent-console-dialog>`;
  }

  /** An admin has access to all numbers, and may do everything. */
  #renderAccess() {
    return html`${
      // With one number, there is no choice.
      this.numbers.length < 2
        ? nothing
        : html`<agent-console-number-choice
            .label=${strings.seesNumbers}
            .numbers=${numberNames(this.numbers)}
            .chosen=${this.seen}
            @number-choice=${({ numbers }: NumberChoice) => {
              this.seen = numbers;
            }}
          ></agent-console-number-choice>`
    }
    ${renderCheckbox({
      ...{ name: 'templates', label: strings.managesTemplates },
      isOn: this.permissions.includes('templates'),
      change: (isOn) => {
        this.permissions = isOn ? ['templates'] : [];
      },
    })}`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
    const { invitedAs: role, seen: numbers, permissions } = this;
    const name = String(new FormData(target).get('name')).trim();
    this.dispatchEvent(new InviteAgent({ name, role, ...(role === 'agent' && { numbers, permissions }) }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-invite-dialog': InviteDialog;
  }
}

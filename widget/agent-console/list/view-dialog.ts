import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { strings } from '../../locales/strings.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { renderCheckbox, renderField } from '../ui/controls/field.ts';
import { fieldStyles } from '../ui/controls/field-styles.ts';
import { FormCheck } from '../ui/controls/form-check.ts';
import { customElement } from '../ui/custom-element.ts';
import { confirmed } from '../ui/overlays/confirm.ts';
import '../ui/overlays/dialog.ts';
import { tokens } from '../ui/tokens.ts';

/** A view is to be saved under this name; null: it is to be deleted. */
export class ViewSave extends Event {
  constructor(
    readonly view: { name: string; isShared: boolean } | null,
    /** In place of the one that is being edited. */
    readonly id: string | null,
  ) {
    super('view-save', { bubbles: true, composed: true });
  }
}

/** Names a view of the list and shares it, or deletes it. */
@customElement('agent-console-view-dialog')
export class ViewDialog extends LitElement {
  /** The saved view; null for a new one. */
  @property({ attribute: false }) view: {
    id: string;
    name: string;
    isShared: boolean;
    isEditable: boolean;
  } | null = null;
  @state() private isShared = false;
  #name = '';
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    css`
      form {
        display: grid;
        gap: 16px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.isShared = this.view?.isShared ?? false;
    this.#name = this.view?.name ?? '';
  }

  protected override render() {
    const { view } = this;
    const isOwn = view === null || view.isEditable;
    return html`<agent-console-dialog heading=${view === null ? strings.saveView : strings.editView}>
      <form id="view" novalidate @submit=${this.#submit} @input=${this.#check.typed}>
        ${renderField({
          name: 'name',
          label: strings.viewName,
          value: this.#name,
          max: 40,
          isRequired: true,
          autocomplete: 'off',
          hasFocus: true,
          check: this.#check,
          change: (value) => {
            this.#name = value;
          },
          ...(isOwn ? {} : { hint: strings.viewOfAnother }),
        })}
        ${renderCheckbox({
          name: 'isShared',
          label: strings.shareView,
          isOn: this.isShared,
          change: (isOn) => {
            this.isShared = isOn;
          },
        })}
      </form>
      ${
        view?.isEditable
          ? html`<button slot="actions" class="button danger soft" @click=${() => void this.#remove(view)}>
              ${strings.deleteView}
            </button>`
          : nothing
      }
      <button slot="actions" class="button main" form="view">${strings.save}</button>
    </agent-console-dialog>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
    const id = this.view?.isEditable ? this.view.id : null;
    this.dispatchEvent(new ViewSave({ name: this.#name.trim(), isShared: this.isShared }, id));
  };

  async #remove({ id, name, isShared }: { id: string; name: string; isShared: boolean }): Promise<void> {
    const isSure = await confirmed(this, {
      title: strings.deleteViewQuestion(name),
      ...(isShared && { text: strings.deleteViewShared }),
      action: strings.deleteView,
      isDangerous: true,
    });
    if (isSure) this.dispatchEvent(new ViewSave(null, id));
  }
}

declare global {
  interface HTMLElementEventMap {
    'view-save': ViewSave;
  }
  interface HTMLElementTagNameMap {
    'agent-console-view-dialog': ViewDialog;
  }
}

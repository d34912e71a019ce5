import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label, NewLabel } from '../../../../worker/api/conversations/labels.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { renderField } from '../controls/field.ts';
import { fieldStyles } from '../controls/field-styles.ts';
import { FormCheck } from '../controls/form-check.ts';
import { customElement } from '../custom-element.ts';
import '../overlays/dialog.ts';
import { tokens } from '../tokens.ts';
import { colorChoiceStyles, colorIn, renderColorChoice } from './color-choice.ts';

/** Names a label and gives it a colour. Remove it on `dialog-close`, or once `save` has succeeded. */
@customElement('agent-console-label-dialog')
export class LabelDialog extends LitElement {
  /** The label to edit; null for a new one. */
  @property({ attribute: false }) label: Label | null = null;
  /** The name that a new one begins with. */
  @property() name = '';
  @property({ attribute: false }) save: (label: NewLabel) => Promise<void> = async () => {};
  @state() private isBusy = false;
  @state() private problem = '';
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    colorChoiceStyles,
    css`
      form {
        display: grid;
        gap: 16px;
      }
    `,
  ];

  protected override render() {
    const { label, problem } = this;
    return html`<agent-console-dialog heading=${label ? strings.editLabel : strings.newLabel}>
      <form id="label" novalidate @input=${this.#check.typed} @submit=${this.#submit}>
        ${renderField({
          name: 'name',
          label: strings.labelName,
          value: label?.name ?? this.name,
          check: this.#check,
          isRequired: true,
          max: 40,
          words: { missing: strings.enterName },
          hasFocus: true,
        })}
        ${renderColorChoice(label?.color ?? 'teal')}
        ${problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
      </form>
      <button slot="actions" class="button main" form="label" ?disabled=${this.isBusy}>
        ${label ? strings.save : strings.createLabel}
      </button>
    </agent-console-dialog>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || this.isBusy || !this.#check.accepts(target)) return;
    const data = new FormData(target);
    void this.#save(target, { name: String(data.get('name')).trim(), color: colorIn(data) });
  };

  async #save(form: HTMLFormElement, label: NewLabel): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    const failure = await failureOf(() => this.save(label));
    this.isBusy = false;
    if (failure?.code === 'label_exists') this.#check.refuse(form, { name: failure.message });
    else if (!failure || !this.#check.explains(form, failure)) this.problem = failure?.message ?? '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-label-dialog': LabelDialog;
  }
}

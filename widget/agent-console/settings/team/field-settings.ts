import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ContactField, FieldType } from '../../../../worker/api/conversations/fields.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  changeField,
  createField,
  deleteField,
  getField,
  listFields,
  orderFields,
} from '../../../client/api/conversations/shared.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

const types: readonly FieldType[] = ['text', 'number', 'date', 'choice'];
const maxChoices = 50;
const maxChoiceLength = 60;

/** The custom fields of contacts, the same for all numbers. For admins. */
@customElement('agent-console-field-settings')
export class FieldSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  /** The field in the dialog. */
  @state() private edited: ContactField | 'new' | null = null;
  @state() private type: FieldType = 'text';
  #task = new SettingsTask<readonly ContactField[]>(this, listFields, { of: ['fields'] });
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    emptyStyles,
    skeletonStyles,
  ];

  protected override render() {
    const fields = this.#task.shown;
    return html`<div class="top">
        <h3>${strings.fields}</h3>
        ${fields && fields.length > 0 ? this.#renderNew() : nothing}
      </div>
      <p class="quiet">${strings.fieldsHint}</p>
      ${fields ? this.#renderFields(fields) : this.#task.isBusy ? renderSkeleton() : nothing}
      ${this.edited ? this.#renderDialog(this.edited === 'new' ? null : this.edited) : this.#task.renderProblem()}`;
  }

  #renderNew() {
    return html`<button class="button main" @click=${() => this.#edit('new')}>${strings.newField}</button>`;
  }

  #renderFields(fields: readonly ContactField[]) {
    if (fields.length === 0)
      return renderEmpty({ icon: icons.fields, text: strings.emptyFields, action: this.#renderNew() });
    return html`<ul aria-label=${strings.fields}>
      ${fields.map(
        (field, index) => html`<li>
          <span><bdi>${field.name}</bdi> <small>${strings.fieldTypes[field.type]}</small></span>
          <button
            class="icon-button"
            aria-label=${strings.moveFieldUp(field.name)}
            ?disabled=${index === 0}
            @click=${() => this.#move(index, -1)}
          >
            ${icons.up}
          </button>
          <button
            class="icon-button"
            aria-label=${strings.moveFieldDown(field.name)}
            ?disabled=${index === fields.length - 1}
            @click=${() => this.#move(index, 1)}
          >
            ${icons.down}
          </button>
          <button class="icon-button" aria-label=${strings.editNamedField(field.name)} @click=${() => this.#edit(field)}>
            ${icons.edit}
          </button>
          <button class="icon-button" aria-label=${strings.deleteNamedField(field.name)} @click=${() => void this.#delete(field)}>
            ${icons.trash}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #renderDialog(field: ContactField | null) {
    const type = field?.type ?? this.type;
    return html`<agent-console-dialog
      heading=${field ? strings.editField : strings.newField}
      @dialog-close=${() => {
        this.edited = null;
      }}
    >
      <form
        id="field"
        novalidate
        @input=${this.#check.typed}
        @submit=${(event: SubmitEvent) => this.#submit(event, field)}
      >
        ${renderField({
          name: 'name',
          label: strings.fieldName,
          value: field?.name ?? '',
          check: this.#check,
          isRequired: true,
          max: 60,
          words: { missing: strings.enterName },
          hasFocus: true,
        })}
        ${renderSelect({
          name: 'type',
          label: strings.fieldType,
          value: type,
          options: types.map((one) => [one, strings.fieldTypes[one]] as const),
          isDisabled: field !== null,
          change: (chosen) => {
            this.type = chosen;
          },
        })}
        ${
          type === 'choice'
            ? renderField({
                name: 'choices',
                label: strings.fieldChoices,
                value: field?.choices.join('\n') ?? '',
                check: this.#check,
                rows: 5,
                isRequired: true,
                hint: strings.fieldChoicesHint,
              })
            : nothing
        }
        ${this.#task.renderProblem()}
      </form>
      <button slot="actions" class="button main" form="field" ?disabled=${this.#task.isBusy}>
        ${field ? strings.save : strings.createField}
      </button>
    </agent-console-dialog>`;
  }

  #edit(field: ContactField | 'new'): void {
    this.#check.reset();
    this.#task.forgetOutcome();
    this.type = 'text';
    this.edited = field;
  }

  #move(index: number, by: -1 | 1): void {
    const moved = (fields: readonly ContactField[]) => {
      const field = fields[index];
      return field ? fields.toSpliced(index, 1).toSpliced(index + by, 0, field) : fields;
    };
    const order = moved(this.#task.shown ?? []).map(({ id }) => id);
    void this.#task.change((api) => orderFields(api, order), { preview: moved });
  }

  /** The question says how many contacts lose a value. */
  async #delete({ id, name }: ContactField): Promise<void> {
    let contacts = 0;
    const isKnown = await this.#task.run(async (api) => {
      ({ contacts } = await getField(api, id));
    });
    if (!isKnown) return;
    const isSure = await confirmed(this, {
      title: strings.deleteFieldTitle(name),
      text: strings.deleteFieldText(contacts),
      action: strings.delete,
      isDangerous: true,
    });
    if (isSure) await this.#task.change((api) => deleteField(api, id));
  }

  #submit(event: SubmitEvent, field: ContactField | null): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
    const type = field?.type ?? this.type;
    const choices = String(data.get('choices') ?? '')
      .split('\n')
      .map((choice) => choice.trim())
      .filter((choice) => choice !== '');
    const long = choices.find((choice) => choice.length > maxChoiceLength);
    const problem =
      long !== undefined
        ? strings.choiceTooLong(long, maxChoiceLength)
        : choices.length > maxChoices
          ? strings.tooManyChoices(maxChoices)
          : null;
    if (!this.#check.accepts(target, { choices: problem })) return;
    const name = String(data.get('name')).trim();
    void this.#task.change(async (api) => {
      if (field) await changeField(api, field.id, { name, ...(type === 'choice' && { choices }) });
      else await createField(api, { name, type, choices });
      this.edited = null;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-field-settings': FieldSettings;
  }
}

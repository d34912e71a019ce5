import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label, LabelColor } from '../../../../worker/api/conversations/labels.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  changeLabel,
  createLabel,
  deleteLabel,
  listLabels,
} from '../../../client/api/conversations/shared.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { labelStyles, renderLabel } from '../../ui/label-mark.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

const colors: readonly LabelColor[] = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
];

/** The labels of the team, the same for all numbers. For admins. */
@customElement('agent-console-label-settings')
export class LabelSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  /** The label in the dialog. */
  @state() private edited: Label | 'new' | null = null;
  #task = new SettingsTask<readonly Label[]>(this, listLabels, { of: ['labels'] });
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    emptyStyles,
    skeletonStyles,
    labelStyles,
    css`
      .label {
        max-inline-size: 100%;
        font-size: 13px;
        border-radius: 12px;
        white-space: normal;
      }
      .swatches {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .swatch {
        position: relative;
        display: grid;
        inline-size: 32px;
        block-size: 32px;
        border: 2px solid transparent;
        border-radius: 50%;
        cursor: pointer;
      }
      .swatch::after {
        content: '';
        grid-area: 1 / 1;
        margin: 3px;
        border-radius: 50%;
        background: var(--spot);
        forced-color-adjust: none;
        pointer-events: none;
      }
      .swatch:has(:checked) {
        border-color: var(--ink);
      }
      .swatch > input {
        grid-area: 1 / 1;
        inline-size: 100%;
        block-size: 100%;
        opacity: 0;
        cursor: pointer;
      }
      .swatch:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
    `,
  ];

  protected override render() {
    const labels = this.#task.shown;
    return html`<div class="top">
        <h3>${strings.labels}</h3>
        ${labels && labels.length > 0 ? this.#renderNew() : nothing}
      </div>
      <p class="quiet">${strings.labelsHint}</p>
      ${labels ? this.#renderLabels(labels) : this.#task.isBusy ? renderSkeleton() : nothing}
      ${this.edited ? this.#renderDialog(this.edited === 'new' ? null : this.edited) : this.#task.renderProblem()}`;
  }

  #renderNew() {
    return html`<button class="button main" @click=${() => this.#edit('new')}>${strings.newLabel}</button>`;
  }

  #renderLabels(labels: readonly Label[]) {
    if (labels.length === 0)
      return renderEmpty({ icon: icons.tag, text: strings.emptyLabels, action: this.#renderNew() });
    return html`<ul aria-label=${strings.labels}>
      ${labels.map(
        (label) => html`<li>
          <span>${renderLabel(label)}</span>
          <button class="icon-button" aria-label=${strings.editNamedLabel(label.name)} @click=${() => this.#edit(label)}>
            ${icons.edit}
          </button>
          <button class="icon-button" aria-label=${strings.removeLabel(label.name)} @click=${() => void this.#delete(label)}>
            ${icons.trash}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #renderDialog(label: Label | null) {
    return html`<agent-console-dialog
      heading=${label ? strings.editLabel : strings.newLabel}
      @dialog-close=${() => {
        this.edited = null;
      }}
    >
      <form
        id="label"
        novalidate
        @input=${this.#check.typed}
        @submit=${(event: SubmitEvent) => this.#submit(event, label)}
      >
        ${renderField({
          name: 'name',
          label: strings.labelName,
          value: label?.name ?? '',
          check: this.#check,
          isRequired: true,
          max: 40,
          words: { missing: strings.enterName },
          hasFocus: true,
        })}
        <fieldset class="field">
          <legend>${strings.labelColor}</legend>
          <div class="swatches">
            ${colors.map(
              (color) =>
                html`<div class="swatch ${color}" title=${strings.colors[color]}>
                  <input
                    type="radio"
                    name="color"
                    value=${color}
                    aria-label=${strings.colors[color]}
                    ?checked=${color === (label?.color ?? 'teal')}
                  />
                </div>`,
            )}
          </div>
        </fieldset>
        ${this.#task.renderProblem()}
      </form>
      <button slot="actions" class="button main" form="label" ?disabled=${this.#task.isBusy}>
        ${label ? strings.save : strings.createLabel}
      </button>
    </agent-console-dialog>`;
  }

  #edit(label: Label | 'new'): void {
    this.#check.reset();
    this.#task.forgetOutcome();
    this.edited = label;
  }

  async #delete({ id, name }: Label): Promise<void> {
    const isSure = await confirmed(this, {
      title: strings.deleteLabelTitle(name),
      text: strings.deleteLabelText,
      action: strings.delete,
      isDangerous: true,
    });
    if (isSure) await this.#task.change((api) => deleteLabel(api, id));
  }

  #submit(event: SubmitEvent, label: Label | null): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || !this.#check.accepts(target)) return;
    const data = new FormData(target);
    const body = {
      name: String(data.get('name')).trim(),
      color: colors.find((color) => color === data.get('color')) ?? 'teal',
    };
    void this.#task.change(async (api) => {
      await (label ? changeLabel(api, label.id, body) : createLabel(api, body));
      this.edited = null;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-label-settings': LabelSettings;
  }
}

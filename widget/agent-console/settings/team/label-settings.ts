import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label, LabelColor } from '../../../../worker/api/labels.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeLabel, createLabel, deleteLabel, listLabels } from '../../../client/api/shared.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { labelStyles, renderLabel } from '../../ui/label-mark.ts';
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
  /** The one that is being changed. */
  @state() private editing: string | null = null;
  #task = new SettingsTask<readonly Label[]>(this, listLabels);

  static override readonly styles = [
    tokens,
    settingsStyles,
    labelStyles,
    css`
      .label {
        max-inline-size: 100%;
        font-size: 13px;
        border-radius: 12px;
        white-space: normal;
      }
    `,
  ];

  protected override render() {
    const labels = this.#task.shown;
    return html`<h3>${strings.labels}</h3>
      <p class="quiet">${strings.labelsHint}</p>
      ${
        labels && labels.length > 0
          ? html`<ul aria-label=${strings.labels}>
              ${labels.map((label) => (label.id === this.editing ? html`<li>${this.#renderForm(label)}</li>` : this.#renderRow(label)))}
            </ul>`
          : nothing
      }
      ${this.editing === null && labels ? this.#renderForm(null) : nothing}
      ${this.#task.renderProblem()}`;
  }

  #renderRow(label: Label) {
    return html`<li>
      <span>${renderLabel(label)}</span>
      <button
        class="plain"
        aria-label=${strings.changeLabel(label.name)}
        @click=${() => {
          this.editing = label.id;
        }}
      >
        ${strings.changeIt}
      </button>
      <button
        class="plain"
        aria-label=${strings.removeLabel(label.name)}
        @click=${() => void this.#task.change((api) => deleteLabel(api, label.id))}
      >
        ${strings.remove}
      </button>
    </li>`;
  }

  #renderForm(label: Label | null) {
    return html`<form @submit=${(event: SubmitEvent) => this.#submit(event, label)}>
      <label
        >${strings.labelName}<input name="name" required maxlength="40" dir="auto" autocomplete="off" value=${label?.name ?? ''}
      /></label>
      <label
        >${strings.labelColor}
        <select name="color">
          ${colors.map(
            (color) =>
              html`<option value=${color} ?selected=${color === (label?.color ?? 'teal')}>${strings.colors[color]}</option>`,
          )}
        </select>
      </label>
      <div class="end"><button class="primary">${label ? strings.save : strings.makeLabel}</button></div>
    </form>`;
  }

  #submit(event: SubmitEvent, label: Label | null): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
    const body = {
      name: String(data.get('name')).trim(),
      color: colors.find((color) => color === data.get('color')) ?? 'teal',
    };
    void this.#task.change(async (api) => {
      await (label ? changeLabel(api, label.id, body) : createLabel(api, body));
      this.editing = null;
      target.reset();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-label-settings': LabelSettings;
  }
}

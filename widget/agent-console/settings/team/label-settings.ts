import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label, NewLabel } from '../../../../worker/api/conversations/labels.ts';
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
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import '../../ui/labels/label-dialog.ts';
import { labelStyles, renderLabel } from '../../ui/labels/label-mark.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

/** The labels of the team, the same for all numbers. For admins. */
@customElement('agent-console-label-settings')
export class LabelSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  /** The label in the dialog. */
  @state() private edited: Label | 'new' | null = null;
  #task = new SettingsTask<readonly Label[]>(this, listLabels, { of: ['labels'] });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
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
    return html`<agent-console-label-dialog
      .label=${label}
      .save=${(wanted: NewLabel) => this.#save(label, wanted)}
      @dialog-close=${() => {
        this.edited = null;
      }}
    ></agent-console-label-dialog>`;
  }

  #edit(label: Label | 'new'): void {
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

  async #save(label: Label | null, wanted: NewLabel): Promise<void> {
    if (!this.api) return;
    await (label ? changeLabel(this.api, label.id, wanted) : createLabel(this.api, wanted));
    this.edited = null;
    await this.#task.reload();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-label-settings': LabelSettings;
  }
}

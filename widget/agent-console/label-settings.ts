import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Label, LabelColor } from '../../worker/api.ts';
import type { ApiClient } from '../client/api-client.ts';
import { refusalOf } from '../client/refusal.ts';
import { strings } from '../locales/strings.ts';
import { labelStyles, renderLabel } from './label-mark.ts';
import { settingsStyles } from './settings-styles.ts';
import { tokens } from './styles.ts';

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
  @state() private labels: readonly Label[] | null = null;
  /** The one that is being changed. */
  @state() private editing: string | null = null;
  @state() private problem: string | null = null;

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

  override connectedCallback(): void {
    super.connectedCallback();
    queueMicrotask(() => void this.#try(null));
  }

  protected override render() {
    const { labels } = this;
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
      <p class="problem" role="alert">${this.problem ?? ''}</p>`;
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
        @click=${() => void this.#try((api) => api.call('DELETE', `/labels/${label.id}`))}
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
    const body = { name: String(data.get('name')).trim(), color: data.get('color') };
    void this.#try(async (api) => {
      await (label ? api.call('PUT', `/labels/${label.id}`, body) : api.call('POST', '/labels', body));
      this.editing = null;
      target.reset();
    });
  }

  /** What is shown is fetched again after every change. */
  async #try(command: ((api: ApiClient) => Promise<void>) | null): Promise<void> {
    const { api } = this;
    if (!api) return;
    this.problem = null;
    this.problem = await refusalOf(async () => {
      await command?.(api);
      this.labels = await api.call<Label[]>('GET', '/labels');
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-label-settings': LabelSettings;
  }
}

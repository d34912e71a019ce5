import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { TemplateAction, TemplateBoard } from '../cloud-api/control/control.ts';
import { panelStyles } from './panel-styles.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const leaps: readonly [label: string, ms: number][] = [
  ['1 hour', hour],
  ['1 day', day],
  ['30 days', 30 * day],
  ['1 year', 366 * day],
];
const reasons = ['INVALID_FORMAT', 'TAG_CONTENT_MISMATCH', 'ABUSIVE_CONTENT', 'SCAM', 'PROMOTIONAL', 'NONE'];
type Outcome = TemplateBoard['switches']['reviewOutcome'];
const outcomes: readonly [outcome: Outcome, label: string][] = [
  ['rules', 'Decide by the text'],
  ['APPROVED', 'Approve all'],
  ['REJECTED', 'Reject all'],
];

/** Decides about templates, the catalog and the clock of the stand-in, as Meta would. */
@customElement('template-panel')
export class TemplatePanel extends LitElement {
  @state() private board: TemplateBoard | null = null;
  @state() private chosen = '';
  @state() private reason = 'INVALID_FORMAT';
  @state() private answer = '';

  static override readonly styles = [
    panelStyles,
    css`
      .groups {
        margin-block-end: 0.5rem;
      }
      select {
        inline-size: 100%;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render() {
    const { board } = this;
    if (!board) return nothing;
    const templates = board.templates.filter(({ isSample }) => !isSample);
    return html`
      <div class="groups">
        <fieldset>
          <legend>A template</legend>
          <select
            aria-label="Template of the account"
            @focus=${() => void this.#load()}
            @change=${({ target }: Event) => {
              this.chosen = selectedIn(target);
            }}
          >
            ${templates.map(
              ({ id, name, language, status, category, quality }) =>
                html`<option value=${id} ?selected=${id === this.#template?.id}>
                  ${name} (${language}) · ${status} · ${category} · ${quality}
                </option>`,
            )}
          </select>
          ${this.#button('Approve it', { action: 'approve' })}
          ${this.#button('Reject it', { action: 'reject', reason: this.reason })}
          <select
            aria-label="Reason of a rejection"
            @change=${({ target }: Event) => {
              this.reason = selectedIn(target);
            }}
          >
            ${reasons.map((one) => html`<option ?selected=${one === this.reason}>${one}</option>`)}
          </select>
        </fieldset>
        <fieldset>
          <legend>Its quality and category</legend>
          ${this.#button('Good quality', { action: 'quality', score: 'GREEN' })}
          ${this.#button('Medium quality', { action: 'quality', score: 'YELLOW' })}
          ${this.#button('Low quality, paused', { action: 'quality', score: 'RED' })}
          ${this.#button('Paused after early reports', { action: 'pause', by: 'pacing' })}
          ${this.#button('Unpause it', { action: 'unpause' })}
          ${this.#button('Disable it', { action: 'disable' })}
          ${this.#button('Marketing in 24 hours', { action: 'category', to: 'MARKETING' })}
          ${this.#button('Marketing at once', { action: 'category', to: 'MARKETING', isAtOnce: true })}
          ${this.#button('Archive it', { action: 'archive' })}
          ${this.#button('Restore from the archive', { action: 'unarchive' })}
        </fieldset>
        <fieldset>
          <legend>New templates and messages</legend>
          <select
            aria-label="Outcome of reviews"
            @change=${({ target }: Event) => void this.#switch('Outcome of reviews', { reviewOutcome: selectedIn(target) })}
          >
            ${outcomes.map(
              ([outcome, label]) =>
                html`<option value=${outcome} ?selected=${outcome === board.switches.reviewOutcome}>
                  ${label}
                </option>`,
            )}
          </select>
          <button @click=${() => void this.#switch('The next template message is held', { heldSends: 1 })}>
            Hold the next message
          </button>
          ${this.#button('Send what is held', { action: 'release', outcome: 'sent' })}
          ${this.#button('Drop what is held', { action: 'release', outcome: 'dropped' })}
        </fieldset>
        <fieldset>
          <legend>Catalog and clock</legend>
          <button @click=${() => void this.#connect(!board.isCatalogConnected)}>
            ${board.isCatalogConnected ? 'Disconnect the catalog' : 'Connect the catalog'}
          </button>
          ${leaps.map(
            ([label, ms]) =>
              html`<button @click=${() => void this.#leap(label, ms)}>Forward by ${label}</button>`,
          )}
        </fieldset>
      </div>
      <p role="status">${this.answer}</p>
    `;
  }

  get #template() {
    const { board, chosen } = this;
    return (
      board?.templates.find(({ id }) => id === chosen) ?? board?.templates.find(({ isSample }) => !isSample)
    );
  }

  #button(label: string, action: TemplateAction) {
    return html`<button @click=${() => void this.#act(label, action)}>${label}</button>`;
  }

  async #load(): Promise<void> {
    const answer = await fetch('/control/templates');
    if (answer.ok) this.board = await answer.json();
  }

  async #act(label: string, action: TemplateAction): Promise<void> {
    const { name, id } = this.#template ?? {};
    if (id === undefined) return;
    this.chosen = id;
    if (!(await this.#request('POST', `/templates/${id}`, action))) return;
    this.answer = `${name}: ${label} · ${this.#template?.status ?? 'deleted'}`;
  }

  async #switch(label: string, change: Record<string, string | number>): Promise<void> {
    if (await this.#request('PUT', '/templates/switches', change)) this.answer = `${label}: set.`;
  }

  async #connect(isConnected: boolean): Promise<void> {
    if (!(await this.#request('PUT', '/catalog', { isConnected }))) return;
    this.answer = isConnected ? 'The catalog is connected.' : 'The catalog is disconnected.';
  }

  async #leap(label: string, advance: number): Promise<void> {
    if (await this.#request('POST', '/clock', { advance })) this.answer = `${label} later.`;
  }

  /** Shows what has changed. False when the request failed; the page shows why. */
  async #request(method: string, path: string, body: object): Promise<boolean> {
    const answer = await fetch(`/control${path}`, { method, body: JSON.stringify(body) });
    if (!answer.ok) this.answer = `The stand-in rejected it: ${await answer.text()}`;
    await this.#load();
    return answer.ok;
  }
}

function selectedIn(target: EventTarget | null): string {
  return target instanceof HTMLSelectElement ? target.value : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'template-panel': TemplatePanel;
  }
}

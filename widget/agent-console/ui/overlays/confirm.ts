import { css, html, LitElement, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { customElement } from '../custom-element.ts';
import { tokens } from '../tokens.ts';
import { dialogFrame } from './dialog-frame.ts';
import { focusedElement } from './focused.ts';

/** A question that an agent must confirm. */
export interface Question {
  /** The question, such as “Delete the label “Delivery”?”. */
  title: string;
  /** What will happen, and whether it can be undone. */
  text?: string;
  /** The word of the button that does it: a verb, not “OK”. */
  action: string;
  /** By default “Cancel”. */
  cancel?: string;
  /** It deletes or ends something: the button is red, and Enter alone does not do it. */
  isDangerous?: boolean;
  /** Has to be typed before the button can be pressed. `label` says so. */
  typed?: { label: string; text: string };
}

/**
 * Asks in a dialog of ours, in place of the browser's `confirm()`. Resolves to whether the answer is yes; leaving the
 * page that asks is a no.
 *
 *     if (await confirmed(this, { title, text, action: strings.delete, isDangerous: true })) …
 */
export function confirmed(host: LitElement, question: Question): Promise<boolean> {
  const element = new ConfirmDialog();
  element.question = question;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  element.answer = resolve;
  // Before everything that Lit renders there, so that no update removes it.
  host.renderRoot.prepend(element);
  return promise;
}

/** Asks whether what was entered may be lost. */
export function discardConfirmed(host: LitElement): Promise<boolean> {
  return confirmed(host, {
    title: strings.discardTitle,
    text: strings.discardText,
    action: strings.discard,
    cancel: strings.keepEditing,
    isDangerous: true,
  });
}

/** A question with two answers. `confirmed` shows it. */
@customElement('agent-console-confirm')
export class ConfirmDialog extends LitElement {
  @property({ attribute: false }) question: Question = { title: '', action: '' };
  @property({ attribute: false }) answer: (isYes: boolean) => void = () => {};
  @property({ attribute: false }) entered = '';
  @query('dialog') private dialog?: HTMLDialogElement | null;
  #before: HTMLElement | null = null;

  static override readonly styles = [
    tokens,
    controlStyles,
    dialogFrame,
    css`
      :host {
        display: contents;
      }
      dialog {
        --dialog: 400px;
      }
      .text {
        display: grid;
        gap: 8px;
        padding: 24px 24px 16px;
        overflow-y: auto;
      }
      p {
        margin: 0;
        color: var(--quiet);
        overflow-wrap: anywhere;
      }
      label {
        display: grid;
        gap: 4px;
        margin-block-start: 8px;
        font-weight: 500;
      }
      .actions {
        padding-block-start: 8px;
        border-block-start: 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#before = focusedElement();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.answer(false);
  }

  protected override firstUpdated(): void {
    this.dialog?.showModal();
    this.renderRoot.querySelector<HTMLElement>('.first')?.focus();
  }

  protected override render() {
    const { title, text, action, cancel = strings.cancel, isDangerous = false, typed } = this.question;
    const isReady = !typed || this.entered.trim() === typed.text;
    return html`<dialog
      role="alertdialog"
      aria-labelledby="title"
      aria-describedby=${text ? 'text' : nothing}
      @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
      @close=${() => this.#close(this.dialog?.returnValue === 'yes')}
    >
      <form method="dialog" @submit=${(event: SubmitEvent) => !isReady && event.preventDefault()}>
        <div class="text">
          <h2 id="title">${title}</h2>
          ${text ? html`<p id="text">${text}</p>` : nothing}
          ${
            typed
              ? html`<label
                  >${typed.label}
                  <input
                    class="input first"
                    autocomplete="off"
                    .value=${this.entered}
                    @input=${({ target }: Event) => {
                      if (target instanceof HTMLInputElement) this.entered = target.value;
                    }}
                /></label>`
              : nothing
          }
        </div>
        <div class="actions">
          <button
            type="button"
            class="button ${isDangerous && !typed ? 'first' : ''}"
            @click=${() => this.dialog?.close()}
          >
            ${cancel}
          </button>
          <button
            class="button ${isDangerous ? 'danger' : 'main'} ${isDangerous || typed ? '' : 'first'}"
            value="yes"
            ?disabled=${!isReady}
          >
            ${action}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #close(isYes: boolean): void {
    this.answer(isYes);
    this.remove();
    if (focusedElement() === null && this.#before?.isConnected) this.#before.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-confirm': ConfirmDialog;
  }
}

import { css, html, LitElement } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { customElement } from '../custom-element.ts';
import { tokens } from '../tokens.ts';
import { discardConfirmed } from './confirm.ts';
import { dialogFrame } from './dialog-frame.ts';
import { focusedElement } from './focused.ts';

/** The dialog is closed. The element that rendered it removes it. */
export class DialogClose extends Event {
  constructor() {
    super('dialog-close', { bubbles: true, composed: true });
  }
}

/**
 * A modal dialog around its slotted content. It opens when it is rendered; remove it on `dialog-close`. Buttons with
 * `slot="actions"` are in its footer, and submit a form of the dialog with their `form` attribute.
 *
 * Before it closes, it asks whether to discard typed or picked values.
 */
@customElement('agent-console-dialog')
export class ConsoleDialog extends LitElement {
  @property() heading = '';
  /** Set it where changes are saved as they are made, so that closing the dialog loses nothing. */
  @property({ type: Boolean, attribute: 'saves-at-once' }) savesAtOnce = false;
  @state() private hasActions = false;
  @query('dialog') private dialog?: HTMLDialogElement | null;
  #isChanged = false;
  #before: HTMLElement | null = null;

  static override readonly styles = [
    tokens,
    controlStyles,
    dialogFrame,
    css`
      :host {
        display: contents;
      }
      .actions[hidden] {
        display: none;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#before = focusedElement();
    this.addEventListener('input', this.#changed);
    this.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('input', this.#changed);
    this.removeEventListener('change', this.#changed);
    // A dialog that is removed while it is open does not give the focus back.
    if (focusedElement() === null && this.#before?.isConnected) this.#before.focus();
  }

  protected override firstUpdated(): void {
    this.dialog?.showModal();
    // The close button would be the first, and is seldom what people want.
    const first =
      this.querySelector<HTMLElement>('[autofocus]') ??
      this.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea, button:not([slot])');
    first?.focus();
  }

  protected override render() {
    return html`<dialog
      aria-labelledby="heading"
      @cancel=${this.#cancelled}
      @keydown=${this.#pressed}
      @pointerdown=${this.#pointed}
      @close=${() => this.dispatchEvent(new DialogClose())}
    >
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <button type="button" class="icon-button" aria-label=${strings.close} @click=${() => void this.requestClose()}>
          ${icons.close}
        </button>
      </div>
      <div class="body"><slot></slot></div>
      <div class="actions" ?hidden=${!this.hasActions}>
        <slot name="actions" @slotchange=${this.#countActions}></slot>
      </div>
    </dialog>`;
  }

  /** Closes it, unless the agent wants to keep the entered values. */
  async requestClose(): Promise<void> {
    const mayClose = !this.#isChanged || this.savesAtOnce || (await discardConfirmed(this));
    if (mayClose) this.close();
  }

  close(): void {
    this.dialog?.close();
  }

  /** The entered values have been saved. */
  settle(): void {
    this.#isChanged = false;
  }

  #changed = (): void => {
    this.#isChanged = true;
  };

  #countActions({ target }: Event): void {
    this.hasActions = target instanceof HTMLSlotElement && target.assignedElements().length > 0;
  }

  /** Chromium closes a dialog at the second Escape whatever the page says, so the key is handled before. */
  #pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isOfInputMethod(event) || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    void this.requestClose();
  }

  /** The back gesture of a phone. */
  #cancelled(event: Event): void {
    if (event.target !== this.dialog) return;
    event.preventDefault();
    void this.requestClose();
  }

  /** A press on the backdrop, which belongs to the dialog itself. */
  #pointed(event: PointerEvent): void {
    const { dialog } = this;
    if (event.composedPath()[0] !== dialog || !dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const isInside =
      event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (!isInside) void this.requestClose();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-dialog': ConsoleDialog;
  }
}

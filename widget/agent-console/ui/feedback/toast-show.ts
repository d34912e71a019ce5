/** The content of a toast. */
export interface ToastContent {
  text: string;
  /** Reverses the action; its button is *Undo*, its key `Z`. */
  undo?: () => void;
}

/** Shows a toast at the bottom of the console, in place of the one before. */
export class ToastShow extends Event {
  constructor(readonly content: ToastContent) {
    super('toast-show', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'toast-show': ToastShow;
  }
}

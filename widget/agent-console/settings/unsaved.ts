/** A page of the settings has changes that are not saved, or no longer has any. */
export class UnsavedChange extends Event {
  constructor(readonly isUnsaved: boolean) {
    super('unsaved-change', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'unsaved-change': UnsavedChange;
  }
}

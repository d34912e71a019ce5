/** An admin wants a label that does not exist yet. */
export class LabelWanted extends Event {
  constructor() {
    super('label-wanted', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'label-wanted': LabelWanted;
  }
}

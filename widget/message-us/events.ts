/** The visitor is about to go to WhatsApp. `preventDefault()` keeps them on the page, and the click is not reported. */
export class MessageUsPress extends Event {
  constructor(
    /** Where the click leads. */
    readonly href: string,
    /** The name of the agent or department that was chosen in the card. */
    readonly agent: string | null,
    /** The reference in the pre-filled text if the click is reported to the Worker. */
    readonly reference: string | null,
  ) {
    super('message-us-press', { bubbles: true, composed: true, cancelable: true });
  }
}

/** The card is about to open. `preventDefault()` leaves it closed. */
export class MessageUsOpen extends Event {
  constructor() {
    super('message-us-open', { bubbles: true, composed: true, cancelable: true });
  }
}

/** The card has closed. */
export class MessageUsClose extends Event {
  constructor() {
    super('message-us-close', { bubbles: true, composed: true });
  }
}

/** The element's events by name. They bubble, so you can also listen on the document. */
export interface MessageUsEventMap {
  'message-us-press': MessageUsPress;
  'message-us-open': MessageUsOpen;
  'message-us-close': MessageUsClose;
}

declare global {
  interface GlobalEventHandlersEventMap extends MessageUsEventMap {}
}

/** What an open conversation asks of the inbox around it. */
import type { Message } from '../../../worker/api/conversations/messages.ts';

/** The agent goes back to the list. */
export class ListBack extends Event {
  constructor() {
    super('list-back');
  }
}

/** Opens or closes the customer panel. */
export class ContactToggle extends Event {
  constructor() {
    super('contact-toggle');
  }
}

/** The agent starts a note, which can mention people of the team. */
export class NoteBegin extends Event {
  constructor() {
    super('note-begin');
  }
}

/** Opens the picture of this message as large as the window. */
export class PictureOpen extends Event {
  constructor(readonly message: Message) {
    super('picture-open');
  }
}

/** Sends this message to another conversation. */
export class MessageForward extends Event {
  constructor(readonly message: Message) {
    super('message-forward');
  }
}

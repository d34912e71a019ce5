import { MessageUs } from './message-us-element.ts';
import { answerQueue } from './queue.ts';

export * from './element.ts';

// On a server there is no page, and the import does nothing.
if (typeof document !== 'undefined') {
  if (!customElements.get('message-us')) customElements.define('message-us', MessageUs);
  answerQueue();
}

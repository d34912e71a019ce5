import { MessageUs } from './message-us-element.ts';
import { answerQueue } from './queue.ts';

export * from './events.ts';
export type { Command } from './queue.ts';
export { MessageUs };

// Imported on a server, where there is no page, it defines the element and does nothing else.
if (!customElements.get('message-us')) customElements.define('message-us', MessageUs);
if (typeof document !== 'undefined') answerQueue();

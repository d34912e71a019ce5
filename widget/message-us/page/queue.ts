import type { MessageUs } from '../message-us-element.ts';
import type { Command } from './command.ts';

declare global {
  interface Window {
    messageUs?: Command[];
  }
}

/** Runs the commands in the queue and every later one, as soon as the page has a button. */
export function handleQueue(buttons: ReadonlySet<MessageUs>): void {
  // If the page has an element with this id, `window.messageUs` is that element.
  const queue = Array.isArray(window.messageUs) ? window.messageUs : [];
  window.messageUs = queue;
  queue.push = (...commands) => {
    queue.splice(queue.length, 0, ...commands);
    if (queue.length > 0 && buttons.size > 0)
      void import('./run-queue.ts').then(({ runQueue }) => runQueue(queue, buttons));
    return queue.length;
  };
  queue.push();
}

import type { MessageUs } from '../message-us-element.ts';
import type { Command } from './command.ts';

declare global {
  interface Window {
    messageUs?: Command[];
  }
}

/** Runs the commands that wait and those to come, as soon as the page has a button. */
export function answerQueue(buttons: ReadonlySet<MessageUs>): void {
  // A page may have an element with this id, which then has the name on the window.
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

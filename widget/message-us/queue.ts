import type { MessageUs } from './message-us-element.ts';
import type { Variables } from './page-text.ts';

/** What a page asks of its first button, also before the script has loaded: `(window.messageUs ||= []).push(['open'])`. */
export type Command = ['open'] | ['close'] | ['setVariables', Variables] | ((button: MessageUs) => void);

declare global {
  interface Window {
    messageUs?: Command[];
  }
}

/** Runs what has been asked and what will be, and lets any element open the button: `<a data-message-us="#sales">`. */
export function answerQueue(): void {
  window.messageUs ??= [];
  const queue = window.messageUs;
  const run = () => queue.length > 0 && void import('./run-queue.ts').then(({ runQueue }) => runQueue(queue));
  queue.push = (...commands) => {
    queue.splice(queue.length, 0, ...commands);
    run();
    return queue.length;
  };
  run();
  document.addEventListener('click', (event) => {
    const opener = (event.target as Element).closest('[data-message-us]');
    if (!opener) return;
    event.preventDefault();
    void document.querySelector<MessageUs>(opener.getAttribute('data-message-us') || 'message-us')?.open();
  });
}

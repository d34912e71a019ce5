import type { Command } from './queue.ts';

/** Does in order what waits; when the page's first button is not there yet, as soon as the page is. */
export function runQueue(queue: Command[]): void {
  const button = document.querySelector('message-us');
  if (!button) {
    document.addEventListener('DOMContentLoaded', () => runQueue(queue), { once: true });
    return;
  }
  for (const command of queue.splice(0)) {
    if (typeof command === 'function') command(button);
    else if (command[0] === 'setVariables') button.setVariables(command[1]);
    else void button[command[0]]();
  }
}

import { explain } from '../explain.ts';
import type { MessageUs } from '../message-us-element.ts';
import type { Command } from './command.ts';

/** Runs the waiting commands in order, on the page's first button. */
export function runQueue(queue: Command[], buttons: ReadonlySet<MessageUs>): void {
  const button = document.querySelector('message-us') ?? [...buttons][0];
  if (!button) return;
  for (const command of queue.splice(0)) {
    try {
      if (typeof command === 'function') command(button);
      else if (command[0] === 'setVariables') button.setVariables(command[1]);
      else if (command[0] === 'open' || command[0] === 'close') void button[command[0]]();
      else
        explain(
          button,
          `messageUs.push(${JSON.stringify(command)}) is not a command. Push ['open'], ['close'], ['setVariables', { … }] or a function.`,
        );
    } catch (error) {
      // The page's function threw. Its error is reported, and the next command runs.
      reportError(error);
    }
  }
}

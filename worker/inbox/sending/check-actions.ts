/** Checks the actions of a rule or a menu when they are saved, so that no customer has to find out. */
import type { RuleAction } from '../../api/automation/rules.ts';
import { refusedContent, sendable } from './outbox.ts';

/** Throws what WhatsApp would say to a message in them. */
export function checkActions(actions: readonly RuleAction[]): void {
  for (const action of actions) {
    if (action.type === 'reply') sendable(action.content, refusedContent);
  }
}

/** Checks the actions of a rule or a menu when they are saved, so that no customer has to find out. */
import type { RuleAction } from '../../api/automation/rules.ts';
import { questionMessage } from '../automation/menus/question.ts';
import type { StoredMenu } from '../records/menu-rows.ts';
import { refusedContent, sendable } from './outbox.ts';

/** Throws what WhatsApp would say to a message in them. */
export function checkActions(actions: readonly RuleAction[]): void {
  for (const action of actions) {
    if (action.type === 'reply') sendable(action.content, refusedContent);
  }
}

export function checkMenu(stored: StoredMenu): void {
  for (const question of stored.menu.questions) {
    sendable(questionMessage(stored, question), refusedContent);
    for (const { actions } of question.options) checkActions(actions);
  }
}

/** What starts a menu: rules, and answers of other menus. */
import type { Menu } from '../../../../../worker/api/automation/menus.ts';
import type { Rule, RuleAction } from '../../../../../worker/api/automation/rules.ts';

export interface Starter {
  tab: 'rules' | 'menus';
  id: string;
  name: string;
}

export function startersOf(menu: string, rules: readonly Rule[], menus: readonly Menu[]): Starter[] {
  const starts = (actions: readonly RuleAction[]) =>
    actions.some((action) => action.type === 'menu' && action.menu === menu);
  return [
    ...rules
      .filter(({ actions }) => starts(actions))
      .map(({ id, name }) => ({ tab: 'rules' as const, id, name })),
    ...menus
      .filter(
        ({ id, questions }) =>
          id !== menu && questions.some(({ options }) => options.some(({ actions }) => starts(actions))),
      )
      .map(({ id, name }) => ({ tab: 'menus' as const, id, name })),
  ];
}

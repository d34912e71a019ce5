/**
 * Menus: the question that was asked last waits for an answer. Which one that was is in its turn, so that a customer can go
 * on for as long as nobody has written since.
 */
import * as v from 'valibot';
import type { MenuOption, MenuQuestion } from '../../../api/automation/menus.ts';
import { storedJson } from '../../../stored-json.ts';
import type { StoredMenu } from '../../records/menu-rows.ts';
import { isLastSent, lastTurnOf } from '../../records/turn-rows.ts';
import { type ActionParts, planActions } from '../rules/plan-actions.ts';
import { tappedId, textOf } from '../rules/said.ts';
import { type AnswerSource, type Burst, type Decision, type Plan, textContent } from '../turns/source.ts';
import type { Menus } from './menus.ts';
import { answerIn, optionSaid, questionMessage } from './question.ts';

const day = 24 * 60 * 60_000;
const maxMisses = 1;
/** Where a customer is. */
const storedPlace = v.object({ question: v.string(), misses: v.number() });

interface Place {
  menu: StoredMenu;
  /** Null: the menu was changed, and no longer has it. */
  question: MenuQuestion | null;
  misses: number;
}

interface Parts extends ActionParts {
  sql: SqlStorage;
  menus: Menus;
  /** What a customer is told who is left to the team; null: nothing. */
  handOverText: (burst: Burst) => string | null;
}

export function menuSource(parts: Parts): AnswerSource {
  return {
    decide(burst) {
      if (burst.isWithPerson) return null;
      const last = burst.messages.at(-1);
      if (!last) return null;
      const tap = answerIn(tappedId(last.content) ?? '');
      if (tap) return ofTap(parts, burst, tap);
      const place = placeIn(parts, burst);
      if (!place) return null;
      if (!place.question) return startMenu(parts.menus, place.menu.id);
      const { question } = place;
      const said = burst.messages.map(({ content }) => optionSaid(question, textOf(content)));
      const option = said.findLast((one) => one !== null) ?? null;
      return option ? ofOption(parts, burst, place.menu, option) : missed(parts, burst, place, question);
    },
  };
}

/** Asks the first question of a menu; null if the menu was deleted. */
export function startMenu(menus: Menus, id: string): Plan | null {
  const menu = menus.get(id);
  const [first] = menu?.menu.questions ?? [];
  return menu && first ? ask(menu, first) : null;
}

/** A tap on an answer counts whenever it comes: the customer sees what it answers. */
function ofTap(
  parts: Parts,
  burst: Burst,
  tap: { menu: string; question: string; option: string },
): Decision | null {
  const menu = parts.menus.get(tap.menu);
  if (!menu) return null;
  const question = questionOf(menu, tap.question);
  const option = question?.options.find(({ id }) => id === tap.option);
  if (option) return ofOption(parts, burst, menu, option);
  // It was changed since: the customer chooses again.
  return question ? ask(menu, question, 0, true) : startMenu(parts.menus, menu.id);
}

function ofOption(parts: Parts, burst: Burst, menu: StoredMenu, option: MenuOption): Decision {
  const next = option.question === null ? null : questionOf(menu, option.question);
  if (next) return ask(menu, next);
  const subject = { id: menu.id, name: menu.menu.name };
  const { actions } = option;
  return planActions(parts, burst, { source: 'menu', subject, actions, names: menu.names, answers: true });
}

function missed(parts: Parts, burst: Burst, { menu, misses }: Place, question: MenuQuestion): Plan {
  if (misses < maxMisses) return ask(menu, question, misses + 1, true);
  const text = parts.handOverText(burst);
  return {
    source: 'menu',
    subject: { id: menu.id, name: menu.menu.name },
    messages: text === null ? [] : [textContent(text)],
    answers: false,
    handsOver: true,
  };
}

function ask(menu: StoredMenu, question: MenuQuestion, misses = 0, isRepeated = false): Plan {
  return {
    source: 'menu',
    subject: { id: menu.id, name: menu.menu.name },
    messages: [questionMessage(menu, question, isRepeated ? menu.menu.repeatText : '')],
    answers: true,
    details: { question: question.id, misses },
  };
}

/** The question that waits for an answer: it was the last that was sent. */
function placeIn({ sql, menus }: Parts, { conversation, now }: Burst): Place | null {
  const turn = lastTurnOf(sql, conversation.id, 'menu');
  if (!turn?.subject || turn.details === null || (turn.ended_at ?? 0) < now - day) return null;
  const place = storedJson(storedPlace, turn.details);
  const menu = menus.get(turn.subject);
  if (!place || !menu || !isLastSent(sql, turn)) return null;
  return { menu, question: questionOf(menu, place.question), misses: place.misses };
}

function questionOf({ menu }: StoredMenu, id: string): MenuQuestion | null {
  return menu.questions.find((question) => question.id === id) ?? null;
}

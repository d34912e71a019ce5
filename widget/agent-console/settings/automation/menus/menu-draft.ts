/** A menu as it is being written: its questions by id, and what can be done with them. */
import type { Menu, MenuInput } from '../../../../../worker/api/automation/menus.ts';
import { maxMenuDepth, maxOptions } from '../../../../../worker/whatsapp/sending/menu-limits.ts';
import { linesOf } from '../block-values.ts';
import { type DraftAction, newAction } from '../rules/rule-draft.ts';

export interface DraftAnswer {
  id: string;
  title: string;
  description: string;
  /** Id of the next question; null: the actions follow. */
  question: string | null;
  /** They stay while the answer leads to a question, and are not saved then. */
  actions: readonly DraftAction[];
}

export interface DraftQuestion {
  id: string;
  text: string;
  answers: readonly DraftAnswer[];
}

export interface MenuDraft {
  name: string;
  /** Words for a new rule that starts it, one to a line. */
  startWords: string;
  repeatText: string;
  listButton: string;
  /** The first is asked first. */
  questions: readonly DraftQuestion[];
}

/** A question of the menu, or one of its answers. */
export interface MenuPart {
  question: string;
  answer: string | null;
}

/** A question where it comes first in the outline, with what follows each of its answers. */
export interface OutlineQuestion {
  question: DraftQuestion;
  depth: number;
  answers: readonly {
    answer: DraftAnswer;
    /** Null: its actions follow, or a question that is further up. */
    next: OutlineQuestion | null;
  }[];
}

/** An id that no tap on an earlier answer has. */
const newId = () => crypto.randomUUID().slice(0, 8);

function newAnswer(key: number): DraftAnswer {
  const actions = [{ key, action: newAction('reply') }];
  return { id: newId(), title: '', description: '', question: null, actions };
}

export function newMenuDraft(texts: Pick<MenuDraft, 'repeatText' | 'listButton'>): MenuDraft {
  const question = { id: newId(), text: '', answers: [newAnswer(0), newAnswer(1)] };
  return { name: '', startWords: '', ...texts, questions: [question] };
}

export function menuDraftOf({ name, repeatText, listButton, questions }: Menu): MenuDraft {
  let key = 0;
  return {
    ...{ name, repeatText, listButton, startWords: '' },
    questions: questions.map(({ id, text, options }) => ({
      ...{ id, text },
      answers: options.map(({ id: answer, title, description = '', question, actions }) => ({
        ...{ id: answer, title, description, question },
        actions: actions.map((action) => ({ key: key++, action })),
      })),
    })),
  };
}

/** Without questions that nothing leads to. */
export function menuOf(draft: MenuDraft): MenuInput {
  return {
    ...{ name: draft.name.trim(), repeatText: draft.repeatText.trim(), listButton: draft.listButton.trim() },
    questions: questionsInOrder(draft).map(({ id, text, answers }) => ({
      ...{ id, text: text.trim() },
      options: answers.map(({ id: answer, title, description, question, actions }) => ({
        ...{ id: answer, title: title.trim(), question },
        ...(description.trim() !== '' && { description: description.trim() }),
        actions: question === null ? actions.map(({ action }) => action) : [],
      })),
    })),
  };
}

export const startWordsOf = ({ startWords }: MenuDraft): string[] => linesOf(startWords);

export function questionIn({ questions }: MenuDraft, id: string): DraftQuestion | null {
  return questions.find((question) => question.id === id) ?? null;
}

export function answerIn(draft: MenuDraft, { question, answer }: MenuPart): DraftAnswer | null {
  return questionIn(draft, question)?.answers.find(({ id }) => id === answer) ?? null;
}

/** As in a menu, where an empty description is none. */
export function optionsOf({ answers }: DraftQuestion): { title: string; description?: string }[] {
  return answers.map(({ title, description }) => ({
    title: title.trim(),
    ...(description.trim() !== '' && { description }),
  }));
}

export function outlineOf(draft: MenuDraft): OutlineQuestion | null {
  const seen = new Set<string>();
  const from = (question: DraftQuestion, depth: number): OutlineQuestion => {
    seen.add(question.id);
    const answers = question.answers.map((answer) => {
      const next = answer.question === null ? null : questionIn(draft, answer.question);
      return { answer, next: next && !seen.has(next.id) ? from(next, depth + 1) : null };
    });
    return { question, depth, answers };
  };
  const [first] = draft.questions;
  return first ? from(first, 1) : null;
}

/** Those that can be reached, as in the outline. */
export function questionsInOrder(draft: MenuDraft): DraftQuestion[] {
  const flat = ({ question, answers }: OutlineQuestion): DraftQuestion[] => [
    question,
    ...answers.flatMap(({ next }) => (next ? flat(next) : [])),
  ];
  const outline = outlineOf(draft);
  return outline ? flat(outline) : [];
}

/** How many questions come before this one on the longest way to it, and the question itself. */
export function depthOf(draft: MenuDraft, id: string): number {
  const ways = draft.questions
    .filter(({ answers }) => answers.some(({ question }) => question === id))
    .map((question) => depthOf(draft, question.id));
  return 1 + Math.max(0, ...ways);
}

/** The number of questions on the longest way from this one. */
function heightOf(draft: MenuDraft, id: string): number {
  const next = questionIn(draft, id)?.answers.flatMap(({ question }) => question ?? []) ?? [];
  return 1 + Math.max(0, ...next.map((one) => heightOf(draft, one)));
}

function leadsTo(draft: MenuDraft, from: string, to: string): boolean {
  if (from === to) return true;
  const next = questionIn(draft, from)?.answers.flatMap(({ question }) => question ?? []) ?? [];
  return next.some((one) => leadsTo(draft, one, to));
}

export const canAskMore = (draft: MenuDraft, question: string): boolean =>
  depthOf(draft, question) < maxMenuDepth;

/** Questions that an answer of this one can lead to: none twice on one way, and not more than five in a row. */
export function nextQuestions(draft: MenuDraft, question: string): DraftQuestion[] {
  return questionsInOrder(draft).filter(
    ({ id }) =>
      !leadsTo(draft, id, question) && depthOf(draft, question) + heightOf(draft, id) <= maxMenuDepth,
  );
}

/** Questions that an answer can be moved to. */
export function targetsOf(draft: MenuDraft, part: MenuPart): DraftQuestion[] {
  const next = answerIn(draft, part)?.question ?? null;
  return questionsInOrder(draft).filter(
    ({ id, answers }) =>
      id !== part.question &&
      answers.length < maxOptions &&
      (next === null ||
        (!leadsTo(draft, next, id) && depthOf(draft, id) + heightOf(draft, next) <= maxMenuDepth)),
  );
}

export function withQuestion(
  draft: MenuDraft,
  id: string,
  change: (question: DraftQuestion) => DraftQuestion,
): MenuDraft {
  const questions = draft.questions.map((question) => (question.id === id ? change(question) : question));
  return { ...draft, questions };
}

export function withAnswer(draft: MenuDraft, part: MenuPart, change: Partial<DraftAnswer>): MenuDraft {
  return withQuestion(draft, part.question, (question) => ({
    ...question,
    answers: question.answers.map((answer) =>
      answer.id === part.answer ? { ...answer, ...change } : answer,
    ),
  }));
}

export function nextKey({ questions }: MenuDraft): number {
  const keys = questions.flatMap(({ answers }) =>
    answers.flatMap(({ actions }) => actions.map(({ key }) => key)),
  );
  return 1 + Math.max(-1, ...keys);
}

export function addAnswer(draft: MenuDraft, question: string): { draft: MenuDraft; part: MenuPart } {
  const answer = newAnswer(nextKey(draft));
  const change = (one: DraftQuestion) => ({ ...one, answers: [...one.answers, answer] });
  return { draft: withQuestion(draft, question, change), part: { question, answer: answer.id } };
}

/** A question that follows the answer. */
export function addQuestion(draft: MenuDraft, part: MenuPart): { draft: MenuDraft; part: MenuPart } {
  const question = { id: newId(), text: '', answers: [newAnswer(nextKey(draft))] };
  const longer = { ...draft, questions: [...draft.questions, question] };
  return {
    draft: withAnswer(longer, part, { question: question.id }),
    part: { question: question.id, answer: null },
  };
}

/** With everything that only this answer led to. */
export function removeAnswer(draft: MenuDraft, part: MenuPart): MenuDraft {
  const left = withQuestion(draft, part.question, (question) => ({
    ...question,
    answers: question.answers.filter(({ id }) => id !== part.answer),
  }));
  return withoutLost(left);
}

/** The answer does something instead of leading to a question. */
export function endAnswer(draft: MenuDraft, part: MenuPart): MenuDraft {
  const answer = answerIn(draft, part);
  const actions =
    answer && answer.actions.length > 0
      ? answer.actions
      : [{ key: nextKey(draft), action: newAction('reply') }];
  return withoutLost(withAnswer(draft, part, { question: null, actions }));
}

/** The answer leads to a question that is there already. */
export function linkAnswer(draft: MenuDraft, part: MenuPart, question: string): MenuDraft {
  return withoutLost(withAnswer(draft, part, { question }));
}

/** Puts an answer at a place of a question. It gets another id if its own is taken there. */
export function moveAnswer(
  draft: MenuDraft,
  part: MenuPart,
  question: string,
  place: number,
): { draft: MenuDraft; part: MenuPart } {
  const answer = answerIn(draft, part);
  const target = questionIn(draft, question);
  if (!answer || !target) return { draft, part };
  const isTaken = question !== part.question && target.answers.some(({ id }) => id === answer.id);
  const moving = isTaken ? { ...answer, id: newId() } : answer;
  const without = withQuestion(draft, part.question, (one) => ({
    ...one,
    answers: one.answers.filter(({ id }) => id !== part.answer),
  }));
  return {
    draft: withQuestion(without, question, (one) => ({
      ...one,
      answers: one.answers.toSpliced(Math.max(0, place), 0, moving),
    })),
    part: { question, answer: moving.id },
  };
}

function withoutLost(draft: MenuDraft): MenuDraft {
  const reached = new Set(questionsInOrder(draft).map(({ id }) => id));
  return { ...draft, questions: draft.questions.filter(({ id }) => reached.has(id)) };
}

/** What is missing or wrong in a menu, in words and by field, in the order of the outline. */
import { maxOptions, maxQuestions } from '../../../../../worker/whatsapp/sending/menu-limits.ts';
import { menuWords as words } from '../../../../locales/automation-menus.ts';
import { ruleWords } from '../../../../locales/automation-rules.ts';
import { strings } from '../../../../locales/strings.ts';
import { actionProblem, isAnswering } from '../rules/rule-draft.ts';
import {
  type DraftAnswer,
  type DraftQuestion,
  type MenuDraft,
  type MenuPart,
  questionsInOrder,
  startWordsOf,
} from './menu-draft.ts';

export const limits = {
  name: 60,
  text: 1_024,
  title: 24,
  description: 72,
  repeatText: 300,
  listButton: 20,
  startWord: 100,
  startWords: 50,
};

export interface MenuProblem {
  field: string;
  text: string;
  /** Null: it is not in a question. */
  part: MenuPart | null;
}

export function menuProblems(draft: MenuDraft): MenuProblem[] {
  const { problems } = words;
  const found: MenuProblem[] = [];
  const add = (field: string, text: string | null, part: MenuPart | null = null) => {
    if (text !== null) found.push({ field, text, part });
  };
  add('name', lengthProblem(draft.name, limits.name, ruleWords.problems.name));
  add('start-words', startProblem(draft));
  const questions = questionsInOrder(draft);
  for (const question of questions) {
    const part = { question: question.id, answer: null };
    add('question', lengthProblem(question.text, limits.text, problems.question), part);
    if (question.answers.length === 0) add('answers', problems.noAnswers, part);
    if (question.answers.length > maxOptions) add('answers', problems.manyAnswers, part);
    for (const answer of question.answers) addAnswer(question, answer, add);
  }
  if (questions.length > maxQuestions)
    add('answers', problems.manyQuestions, { question: questions[0]?.id ?? '', answer: null });
  add('repeat', lengthProblem(draft.repeatText, limits.repeatText, strings.enterText));
  add('list-button', lengthProblem(draft.listButton, limits.listButton, strings.enterText));
  return found;
}

function addAnswer(
  { id: question, answers }: DraftQuestion,
  answer: DraftAnswer,
  add: (field: string, text: string | null, part: MenuPart) => void,
): void {
  const { problems } = words;
  const part = { question, answer: answer.id };
  const title = answer.title.trim().toLowerCase();
  const isTwice =
    title !== '' && answers.find((other) => other.title.trim().toLowerCase() === title) !== answer;
  add(
    `title-${answer.id}`,
    isTwice ? problems.sameTitle : lengthProblem(answer.title, limits.title, problems.title),
    part,
  );
  add(`description-${answer.id}`, lengthProblem(answer.description, limits.description, null), part);
  if (answer.question !== null) return;
  if (answer.actions.length === 0) add('actions', ruleWords.problems.noActions, part);
  if (answer.actions.filter(({ action }) => isAnswering(action.type)).length > 1)
    add('actions', ruleWords.problems.oneAnswer, part);
  for (const { key, action } of answer.actions) add(`action-${key}`, actionProblem(action), part);
}

function startProblem(draft: MenuDraft): string | null {
  const lines = startWordsOf(draft);
  const long = lines.find((line) => line.length > limits.startWord);
  if (long !== undefined) return ruleWords.problems.longWord(long);
  return lines.length > limits.startWords ? ruleWords.problems.manyWords : null;
}

/** `missing`: what is said if it is empty; null: it can be. */
function lengthProblem(value: string, max: number, missing: string | null): string | null {
  const { length } = value.trim();
  if (length === 0) return missing;
  return length > max ? strings.charactersOver(length - max) : null;
}

/** Menus: questions with answers that a customer taps, which lead to further questions or to actions. */
import * as v from 'valibot';
import { maxMenuDepth, maxOptions, maxQuestions } from '../../whatsapp/sending/menu-limits.ts';
import { text } from '../values.ts';
import { isAnswering, ruleAction } from './rules.ts';

/** It stays the same when a text is changed, so that a customer who is in the menu still gets where they tapped. */
const partId = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/, 'Use letters, digits, _ and -.'));

export const menuOption = v.pipe(
  v.strictObject({
    id: partId,
    /** What the customer taps, or types. */
    title: text(24),
    /** The line below it. With one, the answers are shown as a list. */
    description: v.exactOptional(text(72)),
    /** Id of the next question; null: the actions follow. */
    question: v.optional(v.nullable(partId), null),
    actions: v.optional(v.pipe(v.array(ruleAction), v.maxLength(10)), () => []),
  }),
  v.check(
    ({ question, actions }) => (question === null) === actions.length > 0,
    'An answer leads to another question, or to actions.',
  ),
  v.check(
    ({ actions }) => actions.filter(isAnswering).length <= 1,
    'An answer leads to one reply: keep one of reply, saved-reply, menu, bot and assistant.',
  ),
);
export type MenuOption = v.InferOutput<typeof menuOption>;

export const menuQuestion = v.strictObject({
  id: partId,
  text: text(1_024),
  /** Up to three are buttons, if their titles have up to 20 characters and no description; else they are a list. */
  options: v.pipe(v.array(menuOption), v.minLength(1), v.maxLength(maxOptions)),
});
export type MenuQuestion = v.InferOutput<typeof menuQuestion>;

const menuShape = v.strictObject({
  name: text(60),
  /** The first is asked first. */
  questions: v.pipe(v.array(menuQuestion), v.minLength(1), v.maxLength(maxQuestions)),
  /** Said before a question is repeated, once, to a customer who answered something else. Then the team gets them. */
  repeatText: text(300),
  /** The label of the button that opens a list. */
  listButton: v.optional(text(20), 'Menu'),
});

export const newMenu = v.pipe(
  menuShape,
  v.check(
    ({ questions }) => areDifferent(questions) && questions.every(({ options }) => areDifferent(options)),
    'Two questions, or two answers of a question, have the same id.',
  ),
  v.check(({ questions }) => questions.every(hasOwnTitles), 'Two answers of a question have the same title.'),
  v.check(({ questions }) => {
    const ids = new Set(questions.map(({ id }) => id));
    return questions.every(({ options }) =>
      options.every(({ question }) => question === null || ids.has(question)),
    );
  }, 'An answer leads to a question that is not in the menu.'),
  v.check(
    ({ questions }) => questions.every(({ id }) => depthOf(questions, id) <= maxMenuDepth),
    'At most five questions can follow each other, and none can come twice.',
  ),
);
export type NewMenu = v.InferOutput<typeof newMenu>;
export type MenuInput = v.InferInput<typeof newMenu>;

export const menu = v.object({ ...menuShape.entries, id: v.string() });
export type Menu = v.InferOutput<typeof menu>;

export const menuList = v.object({ menus: v.array(menu) });
export type MenuList = v.InferOutput<typeof menuList>;

function areDifferent(parts: readonly { id: string }[]): boolean {
  return new Set(parts.map(({ id }) => id)).size === parts.length;
}

function hasOwnTitles({ options }: { options: readonly { title: string }[] }): boolean {
  return new Set(options.map(({ title }) => title.toLowerCase())).size === options.length;
}

/** More than allowed if questions lead back to each other. */
function depthOf(questions: readonly MenuQuestion[], id: string, before = 0): number {
  if (before >= maxMenuDepth) return before + 1;
  const options = questions.find((question) => question.id === id)?.options ?? [];
  const later = options.flatMap(({ question }) =>
    question === null ? [] : [depthOf(questions, question, before + 1)],
  );
  return Math.max(before + 1, ...later);
}

/** A menu as it is being written. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  addAnswer,
  addQuestion,
  answerIn,
  canAskMore,
  depthOf,
  endAnswer,
  linkAnswer,
  type MenuDraft,
  type MenuPart,
  menuDraftOf,
  menuOf,
  moveAnswer,
  newMenuDraft,
  nextQuestions,
  outlineOf,
  questionIn,
  questionsInOrder,
  removeAnswer,
  targetsOf,
  withAnswer,
  withQuestion,
} from '../../../../../../widget/agent-console/settings/automation/menus/menu-draft.ts';
import { menuProblems } from '../../../../../../widget/agent-console/settings/automation/menus/menu-problems.ts';
import { newMenu } from '../../../../../../worker/api/automation/menus.ts';

const texts = { repeatText: 'Please choose.', listButton: 'Menu' };
const partsOf = (draft: MenuDraft): MenuPart[] =>
  questionsInOrder(draft).flatMap(({ id, answers }) =>
    answers.map((answer) => ({ question: id, answer: answer.id })),
  );

/** Everything that has to be written is. */
function written(draft: MenuDraft): MenuDraft {
  return {
    ...draft,
    name: 'Shop',
    questions: draft.questions.map((question) => ({
      ...question,
      text: `Question ${question.id}`,
      answers: question.answers.map((answer) => ({
        ...answer,
        title: `Answer ${answer.id}`,
        actions: answer.actions.map(({ key }) => ({ key, action: { type: 'hand-over' as const } })),
      })),
    })),
  };
}

const [first] = partsOf(newMenuDraft(texts));
if (!first) throw new Error('A new menu has answers');

describe('the draft of a menu', () => {
  it('asks for everything that is missing, in the order of the outline', () => {
    const draft = newMenuDraft(texts);
    const [question] = draft.questions;
    const [one, two] = question?.answers ?? [];
    expect(menuProblems(draft).map(({ field, part }) => [field, part?.answer ?? null])).toEqual([
      ['name', null],
      ['question', null],
      [`title-${one?.id}`, one?.id],
      ...(one?.actions ?? []).map(({ key }) => [`action-${key}`, one?.id]),
      [`title-${two?.id}`, two?.id],
      ...(two?.actions ?? []).map(({ key }) => [`action-${key}`, two?.id]),
    ]);
  });

  it('comes to a menu that the Worker takes, and back', () => {
    const draft = written(newMenuDraft(texts));
    expect(menuProblems(draft)).toEqual([]);
    const menu = v.parse(newMenu, menuOf(draft));
    expect(menuOf(menuDraftOf({ id: 'menu', ...menu }))).toEqual(menuOf(draft));
  });

  it('says which answer has the title of another, and how long is too long', () => {
    const [question] = newMenuDraft(texts).questions;
    const draft = written(newMenuDraft(texts));
    const [one, two] = partsOf(draft);
    if (!question || !one || !two) throw new Error('A new menu has two answers');
    const same = withAnswer(withAnswer(draft, one, { title: 'Order' }), two, { title: ' order ' });
    expect(menuProblems(same)).toMatchObject([{ field: `title-${two.answer}`, part: two }]);
    const long = withAnswer(draft, one, { title: 'x'.repeat(25) });
    expect(menuProblems(long)).toMatchObject([{ text: '1 character too many' }]);
  });

  it('loses the questions that only a removed answer led to', () => {
    const draft = written(newMenuDraft(texts));
    const [one, two] = partsOf(draft);
    if (!one || !two) throw new Error('A new menu has two answers');
    const added = addQuestion(draft, one);
    expect(questionsInOrder(added.draft)).toHaveLength(2);
    expect(removeAnswer(added.draft, one).questions).toHaveLength(1);
    expect(endAnswer(added.draft, one).questions).toHaveLength(1);
    const shared = linkAnswer(added.draft, two, added.part.question);
    expect(removeAnswer(shared, one).questions).toHaveLength(2);
  });

  it('shows a question to which two answers lead once in the outline', () => {
    const draft = newMenuDraft(texts);
    const [one, two] = partsOf(draft);
    if (!one || !two) throw new Error('A new menu has two answers');
    const added = addQuestion(draft, one);
    const outline = outlineOf(linkAnswer(added.draft, two, added.part.question));
    expect(outline?.answers.map(({ next }) => next?.question.id ?? null)).toEqual([
      added.part.question,
      null,
    ]);
  });

  it('offers no question that comes before, and no sixth in a row', () => {
    let draft = newMenuDraft(texts);
    let [part] = partsOf(draft);
    for (let level = 1; level < 5; level += 1) {
      if (!part) throw new Error('A question has answers');
      expect(canAskMore(draft, part.question)).toBe(true);
      const added = addQuestion(draft, part);
      draft = added.draft;
      const answer = questionIn(draft, added.part.question)?.answers[0]?.id ?? null;
      part = { question: added.part.question, answer };
    }
    if (!part) throw new Error('A question has answers');
    expect(depthOf(draft, part.question)).toBe(5);
    expect(canAskMore(draft, part.question)).toBe(false);
    expect(nextQuestions(draft, part.question)).toEqual([]);
  });

  it('moves an answer to another question, with another id where its own is taken', () => {
    const draft = written(newMenuDraft(texts));
    const [one, two] = partsOf(draft);
    if (!one || !two) throw new Error('A new menu has two answers');
    const added = addQuestion(draft, one);
    const taken = withQuestion(added.draft, added.part.question, (question) => ({
      ...question,
      answers: question.answers.map((answer) => ({ ...answer, id: two.answer ?? '' })),
    }));
    expect(targetsOf(taken, two).map(({ id }) => id)).toEqual([added.part.question]);
    const moved = moveAnswer(taken, two, added.part.question, 0);
    expect(moved.part.answer).not.toBe(two.answer);
    expect(answerIn(moved.draft, moved.part)?.title).toBe(`Answer ${two.answer}`);
    expect(questionIn(moved.draft, one.question)?.answers).toHaveLength(1);
  });

  it('is a menu that the Worker takes after any changes', () => {
    const change = fc.tuple(
      fc.constantFrom('add', 'ask', 'end', 'link', 'move', 'remove'),
      fc.nat(),
      fc.nat(),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        let draft = newMenuDraft(texts);
        for (const [kind, at, other] of changes) {
          const parts = partsOf(draft);
          const part = parts[at % Math.max(1, parts.length)];
          if (!part) continue;
          const question = questionIn(draft, part.question);
          if (kind === 'add' && question && question.answers.length < 10)
            draft = addAnswer(draft, part.question).draft;
          if (kind === 'ask' && draft.questions.length < 50 && canAskMore(draft, part.question))
            draft = addQuestion(draft, part).draft;
          if (kind === 'end') draft = endAnswer(draft, part);
          if (kind === 'link') {
            const offered = nextQuestions(draft, part.question);
            const next = offered[other % Math.max(1, offered.length)];
            if (next) draft = linkAnswer(draft, part, next.id);
          }
          if (kind === 'move' && (question?.answers.length ?? 0) > 1) {
            const offered = targetsOf(draft, part);
            const next = offered[other % Math.max(1, offered.length)];
            if (next) draft = moveAnswer(draft, part, next.id, other % (next.answers.length + 1)).draft;
          }
          if (kind === 'remove' && (question?.answers.length ?? 0) > 1) draft = removeAnswer(draft, part);
        }
        const checked = v.safeParse(newMenu, menuOf(written(draft)));
        expect(checked.issues?.map(({ message }) => message) ?? []).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** A question of a menu as a message, and the answer that a customer gives to it. */
import type { MenuOption, MenuQuestion, NewMenu } from '../../../api/automation/menus.ts';
import { isShownAsButtons } from '../../../whatsapp/sending/menu-limits.ts';
import { foldSaid, saidIn, wordsOf } from '../rules/said.ts';

/** The id of an answer: menu, question and option. */
export function answerId(menu: string, question: string, option: string): string {
  return `menu/${menu}/${question}/${option}`;
}

export function answerIn(id: string): { menu: string; question: string; option: string } | null {
  const [, menu, question, option] = /^menu\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
  return menu && question && option ? { menu, question, option } : null;
}

export function questionMessage(
  menu: { id: string; menu: Pick<NewMenu, 'listButton'> },
  { id: questionId, text, options }: MenuQuestion,
  before = '',
): { type: string; interactive: object } {
  const body = { text: before === '' ? text : `${before}\n\n${text}`.slice(0, 1_024) };
  if (isShownAsButtons(options)) {
    const buttons = options.map(({ id, title }) => ({
      type: 'reply',
      reply: { id: answerId(menu.id, questionId, id), title },
    }));
    return { type: 'interactive', interactive: { type: 'button', body, action: { buttons } } };
  }
  const rows = options.map(({ id, title, description }) => ({
    id: answerId(menu.id, questionId, id),
    title,
    ...(description !== undefined && { description }),
  }));
  const action = { button: menu.menu.listButton, sections: [{ rows }] };
  return { type: 'interactive', interactive: { type: 'list', body, action } };
}

/** By its title or its number, in any digits. */
export function optionSaid({ options }: MenuQuestion, text: string): MenuOption | null {
  const { words } = saidIn(text);
  const byTitle = options.find(({ title }) => wordsOf(foldSaid(title)) === words && words.trim() !== '');
  if (byTitle) return byTitle;
  const number = numberIn(words.trim());
  return number === null ? null : (options[number - 1] ?? null);
}

/** Decimal digits of any script are in groups of ten, each of which begins with its zero. */
function numberIn(word: string): number | null {
  if (!/^\p{Nd}{1,2}$/u.test(word)) return null;
  return Number(
    [...word]
      .map((digit) => {
        let value = 0;
        for (
          let code = (digit.codePointAt(0) ?? 0) - 1;
          /\p{Nd}/u.test(String.fromCodePoint(code));
          code -= 1
        ) {
          value += 1;
        }
        return value % 10;
      })
      .join(''),
  );
}

/** What the parts of the menu builder are given. */
import type { DraftAnswer, DraftQuestion, MenuDraft, MenuPart } from './menu-draft.ts';

export interface MenuEditor {
  draft: MenuDraft;
  /** The error of a field in what is open, once it has been tried to save the menu. */
  problem(field: string): string | null;
  change(draft: MenuDraft): void;
  /** Shows a question or an answer, and moves the keyboard to it. */
  open(part: MenuPart, selector?: string): void;
  focus(selector: string): void;
  /** Puts an answer by so many places further down. */
  move(part: MenuPart, by: number): void;
  remove(part: MenuPart): void;
}

/** In the outline, in titles and in names. */
export const shownText = (text: string, empty: string): string => text.trim().split('\n')[0] || empty;

export const isSame = (one: MenuPart, other: MenuPart): boolean =>
  one.question === other.question && one.answer === other.answer;

export interface OpenAnswer {
  question: DraftQuestion;
  answer: DraftAnswer;
}

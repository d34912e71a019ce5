/** What a menu can have, and when WhatsApp shows the answers of a question as buttons. */

/** How many questions follow each other at most. */
export const maxMenuDepth = 5;
export const maxOptions = 10;
export const maxQuestions = 50;
export const maxButtons = 3;
export const maxButtonTitle = 20;

/** Up to three answers are buttons, if their titles have up to 20 characters and nothing is below them; else a list. */
export function isShownAsButtons(options: readonly { title: string; description?: string }[]): boolean {
  return options.length <= maxButtons && options.every(isShort);
}

function isShort({ title, description }: { title: string; description?: string }): boolean {
  return title.length <= maxButtonTitle && description === undefined;
}

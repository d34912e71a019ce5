import { firstEnglish } from './en/console/first-load.ts';

/**
 * What is said until the list is on the screen, in the language that is spoken. All that is loaded first takes its words
 * from here, and everything else from `strings.ts`, which adds its own to this same object.
 */
export const strings: typeof firstEnglish = { ...firstEnglish };

/** The English ones, as far as they are loaded. */
export const loadedEnglish: typeof firstEnglish = { ...firstEnglish };

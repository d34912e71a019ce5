import { english } from './en.ts';

export type Strings = typeof english;

/** What the console says, in the language that it was given. */
export const strings: Strings = { ...english };

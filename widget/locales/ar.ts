import type { Texts } from './strings.ts';

/** Arabic. */
export const arabic: Texts = {};

import type { Texts } from './strings.ts';

/** German. */
export const german: Texts = {};

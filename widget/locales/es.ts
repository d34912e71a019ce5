import type { Texts } from './strings.ts';

/** Spanish. */
export const spanish: Texts = {};

import type { Texts } from './strings.ts';

/** French. */
export const french: Texts = {};

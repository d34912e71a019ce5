import type { Texts } from './strings.ts';

/** Hindi. */
export const hindi: Texts = {};

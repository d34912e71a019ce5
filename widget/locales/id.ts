import type { Texts } from './strings.ts';

/** Indonesian. */
export const indonesian: Texts = {};

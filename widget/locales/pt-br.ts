import type { Texts } from './strings.ts';

/** Portuguese, as it is spoken in Brazil. */
export const portuguese: Texts = {};

/** Values for pseudo-elements, which do not read custom properties in every browser that the console supports. */
import { unsafeCSS } from 'lit';

/** Behind a modal dialog. */
export const scrim = unsafeCSS('rgb(9 14 13 / 45%)');

/** Words that a search has found. */
export const found = unsafeCSS('light-dark(#ffe08a, #7a5c00)');
export const onFound = unsafeCSS('light-dark(#2b2100, #fff3cf)');

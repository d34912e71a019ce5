/** The class without its registration, for pages that define the element themselves or under another name. */
export type { ButtonAgent, ButtonSettings } from '../../worker/api/numbers/button.ts';
export type { BusinessHours, Weekday } from '../../worker/api/numbers/hours.ts';
export type { MessageUsAttributes } from './attributes.ts';
export type { Variables } from './click/page-text.ts';
export * from './events.ts';
export { MessageUs } from './message-us-element.ts';
export type { Command } from './page/command.ts';

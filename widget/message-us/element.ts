/** The class without its registration, for pages that define it themselves or under another name. */
export * from './events.ts';
export { MessageUs } from './message-us-element.ts';
export type { Command } from './queue.ts';

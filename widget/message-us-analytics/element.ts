/** The class without its registration, for pages that define it themselves. */
export type { Agent } from '../../worker/api/people/sessions.ts';
export type { Role } from '../../worker/api/roles.ts';
export type { Strings, Texts } from '../locales/strings.ts';
export type { MessageUsAnalyticsAttributes } from './attributes.ts';
export * from './events.ts';
export { MessageUsAnalytics } from './message-us-analytics-element.ts';

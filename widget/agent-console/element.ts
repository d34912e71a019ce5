/** The class without its registration, for pages that define it themselves. */
export type { Agent, Contact, Content, NumberAlert, Role, WebhookProblem } from '../../worker/api.ts';
export type { Strings, Texts } from '../locales/strings.ts';
export { AgentConsole } from './agent-console-element.ts';
export type { AgentConsoleAttributes } from './attributes.ts';
export * from './events.ts';
export type { Command, ConversationCommand, Shortcuts } from './ui/keyboard/shortcuts.ts';

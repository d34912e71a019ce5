/** The class without its registration, for pages that define it themselves. */
export type { Contact } from '../../worker/api/conversations/conversations.ts';
export type { Content } from '../../worker/api/conversations/messages.ts';
export type { NumberAlert, WebhookProblem } from '../../worker/api/numbers/health.ts';
export type { Agent } from '../../worker/api/people/sessions.ts';
export type { Role } from '../../worker/api/roles.ts';
export type { Strings, Texts } from '../locales/strings.ts';
export { AgentConsole } from './agent-console-element.ts';
export type { AgentConsoleAttributes } from './attributes.ts';
export * from './events.ts';
export type { Command, ConversationCommand, Shortcuts } from './ui/keyboard/shortcuts.ts';

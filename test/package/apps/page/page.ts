/** Uses the package's types in a page without a framework, and checks its declaration files. */
import 'message-us';
import 'message-us/agent-console';
import { type ButtonSettings, type Command, MessageUs, type MessageUsPress } from 'message-us';
import type { AgentConsole, Content, UnreadChange } from 'message-us/agent-console';
import { AgentConsole as ConsoleClass } from 'message-us/agent-console/element';
import { MessageUs as ButtonClass } from 'message-us/element';

const settings: ButtonSettings = { greeting: ['Hi!'], agents: [{ name: 'Ada' }] };
const button = document.querySelector('message-us');
if (button instanceof MessageUs) button.settings = settings;
button?.setVariables({ ORDER: 1042 });
MessageUs.worker = 'https://message-us.example.workers.dev';
customElements.define('shop-button', class extends ButtonClass {});
customElements.define('shop-inbox', class extends ConsoleClass {});

document.addEventListener('message-us-press', (event: MessageUsPress) => event.href.startsWith('https:'));
document.body.addEventListener('message-us-press', (event) => event.agent?.trim());
button?.addEventListener('message-us-press', (event) => event.reference?.trim());
window.addEventListener('unread-change', (event) => event.count.toFixed());
const inbox: AgentConsole | null = document.querySelector('agent-console');
inbox?.openConversation('106540352242922', 1);
inbox?.addEventListener('number-alert', ({ alert }) => {
  // @ts-expect-error: there is no such alert.
  if (alert.type === 'weather') return;
  if (alert.type === 'webhook') console.log(alert.problem);
});
inbox?.addEventListener('unread-change', (event: UnreadChange) => event.count);
export const contentType = (content: Content): string => content.type;

const commands: Command[] = [['setVariables', { ORDER: 1042 }], ['open'], (one) => one.close()];
window.messageUs ??= [];
window.messageUs.push(...commands);
// @ts-expect-error: no such command.
window.messageUs.push(['shout']);
// @ts-expect-error: a greeting is a list.
if (button) button.settings = { greeting: 'Hi!' };
// @ts-expect-error: only the element itself changes it.
if (inbox) inbox.unread = 1;

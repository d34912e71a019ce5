/** The types of the built package, as somebody gets them who installs it. Checked after the build, run by nobody. */
import 'message-us';
import { MessageUs, type MessageUsPress } from 'message-us';

const button = document.querySelector('message-us');
if (button instanceof MessageUs) button.settings = { greeting: ['Hi!'], agents: [{ name: 'Ada' }] };
// @ts-expect-error: a greeting is a list.
if (button) button.settings = { greeting: 'Hi!' };
button?.setVariables({ ORDER: 1042 });
document.addEventListener('message-us-press', (event: MessageUsPress) => event.href.startsWith('https:'));

window.messageUs ??= [];
window.messageUs.push(['setVariables', { ORDER: 1042 }], ['open']);
// @ts-expect-error: no such command.
window.messageUs.push(['shout']);

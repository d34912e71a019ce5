/** The inbox, from the built package. */
import 'message-us/agent-console';

const inbox = document.querySelector('agent-console');
inbox?.openConversation('106540352242922', 1);
inbox?.addEventListener('number-alert', ({ alert }) => {
  // @ts-expect-error: there is no such alert.
  if (alert.type === 'weather') return;
  if (alert.type === 'webhook') console.log(alert.problem);
});

import { MessageUs } from './message-us-element.ts';
import { attendPage } from './page/attend-page.ts';

export * from './element.ts';

// On a server there is no page, and the import does nothing.
if (typeof document !== 'undefined') {
  if (!customElements.get('message-us')) customElements.define('message-us', MessageUs);
  attendPage();
}

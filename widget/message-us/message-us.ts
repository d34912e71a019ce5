import { MessageUs } from './message-us-element.ts';
import { watchPage } from './page/watch-page.ts';

export * from './element.ts';

// On a server there is no document, so the import does nothing.
if (typeof document !== 'undefined') {
  if (!customElements.get('message-us')) customElements.define('message-us', MessageUs);
  watchPage();
}

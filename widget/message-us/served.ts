/** What the Worker serves as `message-us.js`: the element, which knows its Worker, and what old snippets need. */
import './served-from.ts';

export { MessageUs } from './message-us.ts';

function upgrade(): void {
  if (document.querySelector('div.wa-message-us'))
    void import('./legacy-snippet.ts').then(({ upgradeSnippets }) => upgradeSnippets(document));
}

upgrade();
document.addEventListener('DOMContentLoaded', upgrade);

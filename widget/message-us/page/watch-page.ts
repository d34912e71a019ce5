import { MessageUs } from '../message-us-element.ts';
import { handleQueue } from './queue.ts';

const oldSnippet = '[class*="wa-message-us" i]';

/**
 * Handles the command queue, clicks on elements that open a button, and later changes of the page. Runs once for each
 * page, however many copies of the script it loads.
 */
export function watchPage(): void {
  // An earlier copy of the script has already replaced the method.
  if (Object.hasOwn(window.messageUs ?? [], 'push')) return;
  handleQueue(buttons());
  document.addEventListener('click', openFromElsewhere);
  upgradeIn(document);
  new MutationObserver((changes) => {
    for (const { type, addedNodes } of changes) {
      if (type === 'attributes') for (const button of buttons()) button.requestUpdate();
      else addedNodes.forEach(upgradeIn);
    }
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['lang'] });
}

/** The buttons of the copy of the script whose class is registered. */
function buttons(): Set<MessageUs> {
  return (customElements.get('message-us') as typeof MessageUs | undefined)?.connected ?? MessageUs.connected;
}

/** Any element can open the button: `<a data-message-us="#sales">`. On a page without a button, a link stays a link. */
function openFromElsewhere(event: MouseEvent): void {
  const opener = event
    .composedPath()
    .find((node): node is Element => node instanceof Element && node.hasAttribute('data-message-us'));
  if (!opener || buttons().size === 0) return;
  event.preventDefault();
  void import('./open-from.ts').then(({ openFrom }) => openFrom(opener, buttons()));
}

/** Upgrades old snippets in a new part of the page. The code for them is loaded only if there are any. */
function upgradeIn(node: Node): void {
  if (
    (node instanceof Element && node.matches(oldSnippet)) ||
    ('querySelector' in node && (node as ParentNode).querySelector(oldSnippet))
  )
    void import('../repair/old-snippet.ts').then(({ upgradeSnippets }) =>
      upgradeSnippets(node as ParentNode),
    );
}

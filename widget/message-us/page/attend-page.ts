import { MessageUs } from '../message-us-element.ts';
import { answerQueue } from './queue.ts';

const oldSnippet = '[class*="wa-message-us" i]';

/**
 * What the button does for the page around it, once for each page, however many copies of the script it loads: the
 * queue, the elements that open a button, and what changes later.
 */
export function attendPage(): void {
  // A copy that came first has replaced the method.
  if (Object.hasOwn(window.messageUs ?? [], 'push')) return;
  answerQueue(buttons());
  document.addEventListener('click', openFromElsewhere);
  upgradeIn(document);
  new MutationObserver((changes) => {
    for (const { type, addedNodes } of changes) {
      if (type === 'attributes') for (const button of buttons()) button.requestUpdate();
      else addedNodes.forEach(upgradeIn);
    }
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['lang'] });
}

/** The buttons of the copy whose class is registered. */
function buttons(): Set<MessageUs> {
  return (customElements.get('message-us') as typeof MessageUs | undefined)?.connected ?? MessageUs.connected;
}

/** Any element opens the button: `<a data-message-us="#sales">`. With no button on the page a link stays a link. */
function openFromElsewhere(event: MouseEvent): void {
  const opener = event
    .composedPath()
    .find((node): node is Element => node instanceof Element && node.hasAttribute('data-message-us'));
  if (!opener || buttons().size === 0) return;
  event.preventDefault();
  void import('./open-from.ts').then(({ openFrom }) => openFrom(opener, buttons()));
}

/** Old snippets in what has come into the page: the part that reads them is loaded only where there are some. */
function upgradeIn(node: Node): void {
  if (
    (node instanceof Element && node.matches(oldSnippet)) ||
    ('querySelector' in node && (node as ParentNode).querySelector(oldSnippet))
  )
    void import('../repair/old-snippet.ts').then(({ upgradeSnippets }) =>
      upgradeSnippets(node as ParentNode),
    );
}

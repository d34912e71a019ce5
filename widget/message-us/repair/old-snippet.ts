/**
 * Upgrades the plugin snippets that sites already have, `<div class="wa-message-us" number="…">`, even malformed ones. The
 * button is inserted into the snippet's element, so that the site's styles, scripts and frameworks still find it. If that
 * element was never closed, it contains the rest of the page, which stays visible.
 */
import { attributeNames } from '../attribute-names.ts';
import { explain } from '../explain.ts';
import { type Pair, readAttributes } from './read-attributes.ts';

const upgraded = new WeakSet<Element>();
const selector = '[class*="wa-message-us" i]';

/** Attributes that a malformed tag swallows from the vendor's script tag after it. */
const scriptAttribute =
  /^(<.*|\/|br|p|script|src|type|async|defer|charset|crossorigin|class|id|style|data-.*|aria-.*|[^a-z]*)$/i;
const copiedAttribute = /^(data-.*|aria-.*|title|lang|dir)$/;

export function upgradeSnippets(root: ParentNode): void {
  if (document.readyState === 'loading') {
    // The rest of the snippet may not have been parsed yet.
    document.addEventListener('DOMContentLoaded', () => upgradeSnippets(root), { once: true });
    return;
  }
  if (root instanceof Element) upgrade(root);
  for (const found of root.querySelectorAll(selector)) upgrade(found);
}

function upgrade(snippet: Element): void {
  const classes = (snippet.getAttribute('class') ?? '').toLowerCase().split(/[^\w-]+/);
  if (upgraded.has(snippet) || !classes.includes('wa-message-us')) return;
  if (snippet.closest('a, button, message-us')) {
    explain(
      snippet,
      'cannot upgrade a snippet inside a link or button. Write <div class="wa-message-us" …></div>.',
    );
    return;
  }
  upgraded.add(snippet);
  const pairs = Array.from(snippet.attributes, ({ name, value }): Pair => [bareName(name), value]);
  const { values, others, problems } = readAttributes(pairs);
  const button = snippet.ownerDocument.createElement('message-us');
  for (const [name, value] of values) button.setAttribute(name, value);
  for (const [name, value] of others) {
    if (copiedAttribute.test(name)) button.setAttribute(name, value);
    else if (!scriptAttribute.test(name))
      problems.push(
        `does not know ${name} in a snippet. Its attributes are number, label, pre_filled_message, color, size and border_radius.`,
      );
  }
  for (const problem of problems) explain(snippet, problem);
  // The owner's fallback link works without the script; the button hides it.
  const link = snippet.querySelector(':scope > a');
  if (link) button.append(link);
  snippet.prepend(button);
}

/** Systems that remove unknown attributes keep `data-number`, which is then read as `number`. */
function bareName(name: string): string {
  const bare = name.replace(/^data-/, '');
  return attributeNames.includes(bare.replaceAll('_', '-')) ? bare : name;
}

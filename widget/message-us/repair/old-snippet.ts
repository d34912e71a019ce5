/**
 * The plugin snippets that sites already have, `<div class="wa-message-us" number="…">`, in any state of repair. The
 * button comes into the snippet's own element, so that the site's styles, scripts and frameworks still find it; an
 * element that was never closed holds the rest of the page, which stays visible.
 */
import { attributeNames } from '../attribute-names.ts';
import { explain } from '../explain.ts';
import { type Pair, readAttributes } from './read-attributes.ts';

const upgraded = new WeakSet<Element>();
const selector = '[class*="wa-message-us" i]';

/** What a broken tag takes in of the vendor's own script. */
const ofScript =
  /^(<.*|\/|br|p|script|src|type|async|defer|charset|crossorigin|class|id|style|data-.*|aria-.*|[^a-z]*)$/i;
const kept = /^(data-.*|aria-.*|title|lang|dir)$/;

export function upgradeSnippets(root: ParentNode): void {
  if (document.readyState === 'loading') {
    // What belongs into the snippet may not have arrived.
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
      'cannot turn a snippet inside a link or button into a button. Write <div class="wa-message-us" …></div>.',
    );
    return;
  }
  upgraded.add(snippet);
  const pairs = Array.from(snippet.attributes, ({ name, value }): Pair => [bareName(name), value]);
  const { values, others, problems } = readAttributes(pairs);
  const button = snippet.ownerDocument.createElement('message-us');
  for (const [name, value] of values) button.setAttribute(name, value);
  for (const [name, value] of others) {
    if (kept.test(name)) button.setAttribute(name, value);
    else if (!ofScript.test(name))
      problems.push(
        `does not know ${name} in a snippet. Its attributes are number, label, pre_filled_message, color, size and border_radius.`,
      );
  }
  for (const problem of problems) explain(snippet, problem);
  // A link that the owner has put inside works without the script, and is hidden by the button.
  const link = snippet.querySelector(':scope > a');
  if (link) button.append(link);
  snippet.prepend(button);
}

/** Systems that remove unknown attributes keep `data-number`, which is then read as `number`. */
function bareName(name: string): string {
  const bare = name.replace(/^data-/, '');
  return attributeNames.includes(bare.replaceAll('_', '-')) ? bare : name;
}

/**
 * Turns the plugin snippets that sites already have, `<div class="wa-message-us" …>`, into the element. Sites paste
 * them malformed, too: a missing quote or a typographic one leaves the browser attributes whose names and values
 * are in the wrong places, so every value is stripped of quotes.
 */
const attributes: Record<string, string> = {
  number: 'number',
  label: 'label',
  pre_filled_message: 'pre-filled-message',
  'pre-filled-message': 'pre-filled-message',
  color: 'color',
  size: 'size',
  border_radius: 'border-radius',
  'border-radius': 'border-radius',
};

export function upgradeSnippets(root: ParentNode): void {
  for (const snippet of root.querySelectorAll('div.wa-message-us')) {
    const element = snippet.ownerDocument.createElement('message-us');
    for (const { name, value } of snippet.attributes) {
      const wanted = attributes[withoutQuotes(name)];
      if (wanted) element.setAttribute(wanted, withoutQuotes(value));
    }
    element.append(...snippet.childNodes);
    snippet.replaceWith(element);
  }
}

function withoutQuotes(text: string): string {
  return text.replace(/^[\s"'“”„‘’,]+|[\s"'“”„‘’,]+$/gu, '');
}

import { explain } from '../explain.ts';
import type { MessageUs } from '../message-us-element.ts';

/** Opens the button that an element selects with `data-message-us="#sales"`, or the first button on the page. */
export function openFrom(opener: Element, buttons: ReadonlySet<MessageUs>): void {
  const selector = opener.getAttribute('data-message-us');
  const all = [...buttons];
  let wanted: MessageUs | undefined;
  try {
    // The selector may also match an old snippet's element, which contains the button.
    wanted = all.find((button) => selector && button.closest(selector));
  } catch {
    // The value is not a valid selector; this is explained below.
  }
  // Frameworks write `true` for an attribute without a value.
  if (selector && selector !== 'true' && !wanted)
    explain(
      opener,
      `cannot be found by data-message-us="${selector}", so the first button on the page opens. Use the CSS selector of a button, such as "#sales", or leave the value out.`,
    );
  void (wanted ?? document.querySelector('message-us') ?? all[0])?.open();
}

import { explain } from '../explain.ts';
import type { MessageUs } from '../message-us-element.ts';

/** Opens the button that an element means with `data-message-us="#sales"`, or the page's first one. */
export function openFrom(opener: Element, buttons: ReadonlySet<MessageUs>): void {
  const selector = opener.getAttribute('data-message-us');
  const all = [...buttons];
  let wanted: MessageUs | undefined;
  try {
    // The button itself, or what is around it: an old snippet's own element.
    wanted = all.find((button) => selector && button.closest(selector));
  } catch {
    // Not a selector, which is explained below.
  }
  // `true` is what frameworks write for an attribute without a value.
  if (selector && selector !== 'true' && !wanted)
    explain(
      opener,
      `cannot be found by data-message-us="${selector}", so the first button on the page opens. Use a CSS selector of a button, such as "#sales", or leave the value out.`,
    );
  void (wanted ?? document.querySelector('message-us') ?? all[0])?.open();
}

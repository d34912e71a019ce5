import { keepApart } from './keep-apart.ts';

/**
 * Handles what can get in the way of a floating button: other floating buttons, an on-screen keyboard, and an ancestor
 * with a transform, a filter or containment, which would position it within that ancestor. The top layer escapes from
 * all of them.
 */
export function float(box: HTMLElement, signal: AbortSignal): void {
  if (signal.aborted) return;
  if (box.offsetParent && !box.popover && box.isConnected && box.showPopover) {
    box.popover = 'manual';
    box.showPopover();
  }
  keepApart(box, signal);
  if (watched.get(box) === signal || !matchMedia('(pointer: coarse)').matches) return;
  watched.set(box, signal);
  const hideFor = (focused: EventTarget | null | undefined) => {
    box.hidden = focused instanceof Element && focused.matches('input, textarea, [contenteditable]');
  };
  document.addEventListener('focusin', (event) => hideFor(event.composedPath()[0]), { signal });
  document.addEventListener('focusout', () => hideFor(null), { signal });
  // The visitor may have focused a field before this file was loaded.
  hideFor(document.activeElement);
}

/** The signal that a box is watched for: a button that is moved gets a new one. */
const watched = new WeakMap<HTMLElement, AbortSignal>();

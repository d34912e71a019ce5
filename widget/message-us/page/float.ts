/**
 * What a floating button needs on some pages and devices: it makes room for an on-screen keyboard, and escapes from an
 * ancestor with a transform, a filter or containment, which would keep it in its place on the page. The browser's top
 * layer is above all of them.
 */
export function float(box: HTMLElement, signal: AbortSignal): void {
  if (box.offsetParent && !box.popover && box.isConnected && box.showPopover) {
    box.popover = 'manual';
    box.showPopover();
  }
  if (watched.get(box) === signal || !matchMedia('(pointer: coarse)').matches) return;
  watched.set(box, signal);
  const look = (focused: EventTarget | null | undefined) => {
    box.hidden = focused instanceof Element && focused.matches('input, textarea, [contenteditable]');
  };
  document.addEventListener('focusin', (event) => look(event.composedPath()[0]), { signal });
  document.addEventListener('focusout', () => look(null), { signal });
  // The visitor may have begun before this part had come.
  look(document.activeElement);
}

/** By the time in the page: a button that is moved has a new one. */
const watched = new WeakMap<HTMLElement, AbortSignal>();

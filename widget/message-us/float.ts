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
  if (watched.has(signal) || !matchMedia('(pointer: coarse)').matches) return;
  watched.add(signal);
  for (const type of ['focusin', 'focusout'])
    document.addEventListener(
      type,
      (event) => {
        const [field] = event.composedPath();
        box.hidden =
          type === 'focusin' &&
          field instanceof Element &&
          field.matches('input, textarea, [contenteditable]');
      },
      { signal },
    );
}

/** One for each time that a button is in the page. */
const watched = new WeakSet<AbortSignal>();

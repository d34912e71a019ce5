import { stackButtons } from './stack-buttons.ts';

/**
 * Keeps a floating button visible and out of the way: it moves above other floating buttons, hides while an on-screen
 * keyboard is open, and moves to the top layer if an ancestor's transform, filter or containment would position it inside
 * that ancestor.
 */
export function float(box: HTMLElement, signal: AbortSignal): void {
  const root = box.getRootNode();
  // A preview stays in its frame.
  if (signal.aborted || (root instanceof ShadowRoot && 'preview' in root.host)) return;
  if (box.offsetParent && !box.popover && box.isConnected && box.showPopover) {
    box.popover = 'manual';
    box.showPopover();
  }
  stackButtons(box, signal);
  if (watched.get(box) === signal || !matchMedia('(pointer: coarse)').matches) return;
  watched.set(box, signal);
  const hideFor = (focused: EventTarget | null | undefined) => {
    box.hidden = focused instanceof Element && focused.matches('input, textarea, [contenteditable]');
  };
  document.addEventListener(
    'focusin',
    (event) => {
      const path = event.composedPath();
      // The card is inside the box, and its message field must stay visible.
      hideFor(path.includes(box) ? null : path[0]);
    },
    { signal },
  );
  document.addEventListener('focusout', () => hideFor(null), { signal });
  // The visitor may have focused a field before this file was loaded.
  hideFor(document.activeElement);
}

/** The signal that each box is watched with. A button that is moved in the page gets a new one. */
const watched = new WeakMap<HTMLElement, AbortSignal>();

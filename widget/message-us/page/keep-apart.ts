/** Floating buttons that would cover each other are stacked: the first in the document stays at the corner. */

/** Between two of them. Pixels. */
const gap = 12;
const boxes = new Set<HTMLElement>();
/** A longer label or a narrower window changes their heights. */
let sizes: ResizeObserver | undefined;

/** `signal` says when the button leaves the page; those above it move down then. */
export function keepApart(box: HTMLElement, signal: AbortSignal): void {
  if (!boxes.has(box)) {
    boxes.add(box);
    sizes ??= new ResizeObserver(stack);
    sizes.observe(box);
    signal.addEventListener(
      'abort',
      () => {
        boxes.delete(box);
        sizes?.unobserve(box);
        box.style.removeProperty('--raise');
        stack();
      },
      { once: true },
    );
  }
  stack();
}

function stack(): void {
  // One that is hidden, for example by an on-screen keyboard, keeps its place.
  const visible = [...boxes].filter((box) => box.getClientRects().length > 0).sort(byPlaceInDocument);
  for (const box of visible) box.style.removeProperty('--raise');
  const placed: DOMRect[] = [];
  for (const box of visible) {
    const { left, right, top, bottom, width, height } = box.getBoundingClientRect();
    let raise = 0;
    // From the bottom up, so that it ends above all that it would touch on its way.
    for (const other of [...placed].sort((a, b) => b.top - a.top)) {
      const isBeside = right <= other.left || other.right <= left;
      const isApart = bottom - raise <= other.top || other.bottom <= top - raise;
      if (!isBeside && !isApart) raise = bottom - other.top + gap;
    }
    if (raise) box.style.setProperty('--raise', `${raise}px`);
    placed.push(new DOMRect(left, top - raise, width, height));
  }
}

function byPlaceInDocument(a: HTMLElement, b: HTMLElement): number {
  const [first, second] = [a, b].map((box) => {
    const root = box.getRootNode();
    return root instanceof ShadowRoot ? root.host : box;
  });
  if (!first || !second) return 0;
  return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

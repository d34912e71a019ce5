const gapPx = 12;
const boxes = new Set<HTMLElement>();
/** A longer label or a narrower window changes the height of a button. */
let sizes: ResizeObserver | undefined;

/**
 * Stacks floating buttons that would cover each other. The first in the document stays in the corner. When `signal` is
 * aborted because a button has left the page, those above it move down.
 */
export function stackButtons(box: HTMLElement, signal: AbortSignal): void {
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
  // A hidden button, for example while an on-screen keyboard is open, keeps its position.
  const visible = [...boxes].filter((box) => box.getClientRects().length > 0).sort(byDocumentOrder);
  for (const box of visible) box.style.removeProperty('--raise');
  const placed: DOMRect[] = [];
  for (const box of visible) {
    const { left, right, top, bottom, width, height } = box.getBoundingClientRect();
    let raise = 0;
    // Checked from the bottom up, so that it ends above every button it would overlap on the way.
    for (const other of [...placed].sort((a, b) => b.top - a.top)) {
      const isBeside = right <= other.left || other.right <= left;
      const isApart = bottom - raise <= other.top || other.bottom <= top - raise;
      if (!isBeside && !isApart) raise = bottom - other.top + gapPx;
    }
    if (raise) box.style.setProperty('--raise', `${raise}px`);
    placed.push(new DOMRect(left, top - raise, width, height));
  }
}

function byDocumentOrder(a: HTMLElement, b: HTMLElement): number {
  const [first, second] = [a, b].map((box) => {
    const root = box.getRootNode();
    return root instanceof ShadowRoot ? root.host : box;
  });
  if (!first || !second) return 0;
  return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** A shorter swipe springs back. */
const minDistancePx = 96;
/** A quick flick closes the sheet even if it is short. Pixels for each millisecond. */
const minSpeed = 0.5;
const minFlickPx = 24;

/**
 * Closes a sheet that is swiped down. It follows the finger, unless the visitor wants less motion. A swipe that begins in
 * scrolled content scrolls, and only one that begins at its top moves the sheet.
 */
export function closeBySwipe(sheet: HTMLElement, close: () => void, signal: AbortSignal): void {
  let startY: number | null = null;
  let startedAt = 0;
  let distance = 0;
  const options = { signal, passive: false };
  const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
  const move = (to: string, isSmooth: boolean) => {
    sheet.style.transition = isSmooth ? 'translate 0.2s ease-out' : 'none';
    sheet.style.translate = to;
  };
  signal.addEventListener('abort', () => {
    sheet.style.transition = sheet.style.translate = '';
  });

  sheet.addEventListener(
    'touchstart',
    (event) => {
      const [finger, second] = event.touches;
      const isAtTop = event.composedPath().every((node) => !(node instanceof Element) || isUnscrolled(node));
      startY = finger && !second && isAtTop ? finger.clientY : null;
      startedAt = event.timeStamp;
      distance = 0;
    },
    options,
  );
  sheet.addEventListener(
    'touchmove',
    (event) => {
      if (startY === null) return;
      distance = (event.touches[0]?.clientY ?? startY) - startY;
      // Upward, the content scrolls.
      if (distance < 0 && sheet.style.translate === '') startY = null;
      if (distance <= 0) return;
      if (event.cancelable) event.preventDefault();
      if (!isCalm()) move(`0 ${distance}px`, false);
    },
    options,
  );
  for (const type of ['touchend', 'touchcancel'] as const)
    sheet.addEventListener(
      type,
      ({ timeStamp }) => {
        if (startY === null) return;
        startY = null;
        const isFlick = distance > minFlickPx && distance / (timeStamp - startedAt) > minSpeed;
        if (type === 'touchcancel' || (distance < minDistancePx && !isFlick)) {
          move('', !isCalm());
          return;
        }
        if (isCalm()) {
          close();
          return;
        }
        move('0 100%', true);
        setTimeout(close, 200);
      },
      options,
    );

  /** Whether an element of the sheet is at its top. Elements outside the sheet, such as a scrolled page, do not count. */
  function isUnscrolled(element: Element): boolean {
    return element.scrollTop <= 0 || !(sheet === element || sheet.contains(element));
  }
}

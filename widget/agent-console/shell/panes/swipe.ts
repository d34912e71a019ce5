/** The swipe that goes back, as phones have it. */
const shortest = 80;
const longestMilliseconds = 600;

interface Touched {
  x: number;
  y: number;
  at: number;
}

function touchedAt({ changedTouches, touches, timeStamp }: TouchEvent): Touched | null {
  const [touch] = changedTouches;
  return touch && touches.length <= 1 ? { x: touch.clientX, y: touch.clientY, at: timeStamp } : null;
}

/** Whether a touch that began and ended like this is one: along the line, towards its end, and quick. */
export function isSwipeBack(from: Touched, to: Touched, isRightToLeft: boolean): boolean {
  const along = (to.x - from.x) * (isRightToLeft ? -1 : 1);
  const across = Math.abs(to.y - from.y);
  return along > shortest && along > 2 * across && to.at - from.at < longestMilliseconds;
}

/** One touch after the other, of an element. */
export class Swipe {
  #from: Touched | null = null;

  /** What begins on a slider moves the slider. */
  begin(event: TouchEvent): void {
    const isSlider = event.composedPath().some((target) => target instanceof HTMLInputElement);
    this.#from = isSlider ? null : touchedAt(event);
  }

  isBack(end: TouchEvent, isRightToLeft: boolean): boolean {
    const [from, to] = [this.#from, touchedAt(end)];
    this.#from = null;
    return from !== null && to !== null && isSwipeBack(from, to, isRightToLeft);
  }
}

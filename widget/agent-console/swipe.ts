/** Whether a touch that began and ended like this is a swipe back: along the line, towards its end, and quick. */
const shortest = 80;
const longestMilliseconds = 600;

export interface Touched {
  x: number;
  y: number;
  at: number;
}

export function touchedAt({ changedTouches, touches, timeStamp }: TouchEvent): Touched | null {
  const [touch] = changedTouches;
  return touch && touches.length <= 1 ? { x: touch.clientX, y: touch.clientY, at: timeStamp } : null;
}

export function isSwipeBack(from: Touched, to: Touched, isRightToLeft: boolean): boolean {
  const along = (to.x - from.x) * (isRightToLeft ? -1 : 1);
  const across = Math.abs(to.y - from.y);
  return along > shortest && along > 2 * across && to.at - from.at < longestMilliseconds;
}

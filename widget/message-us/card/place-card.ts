/** Between button and card, and between the card and the window's edges. Pixels. */
const gap = 12;
const margin = 16;
/** With less room than this on either side of the button, the card takes the window's height instead. */
const leastRoom = 200;

/** A phone, upright or on its side: the card is a sheet at the bottom edge, in reach of the thumb. */
const phone = '(max-width: 519px), (max-height: 479px) and (pointer: coarse)';

/**
 * Where the card is on a phone: at the bottom edge. Elsewhere: held at the button's edge on the side with more room, so that it grows away from the button and
 * scrolls inside before it would cover it.
 */
export function placeCard(dialog: HTMLElement, button: DOMRect): void {
  const isSheet = matchMedia(phone).matches;
  const { style } = dialog;
  dialog.classList.toggle('sheet', isSheet);
  if (isSheet) {
    // The styles say the rest.
    style.cssText = '';
    return;
  }
  const width = document.documentElement.clientWidth;
  const height = innerHeight;
  const isHidden = button.width === 0 || button.bottom < 0 || button.top > height;
  const above = button.top - gap - margin;
  const below = height - button.bottom - gap - margin;
  const room = isHidden ? 0 : Math.max(above, below);
  const isAbove = isHidden || above >= below;
  const isAtEnd = isHidden || button.left + button.width / 2 > width / 2;
  style.top = style.right = style.bottom = style.left = 'auto';
  if (room < leastRoom) {
    style.maxBlockSize = `${height - 2 * margin}px`;
    style.bottom = `${margin}px`;
  } else {
    style.maxBlockSize = `${room}px`;
    if (isAbove) style.bottom = `${height - button.top + gap}px`;
    else style.top = `${button.bottom + gap}px`;
  }
  const side = isHidden ? margin : isAtEnd ? width - button.right : button.left;
  const inside = Math.max(margin, Math.min(side, width - dialog.offsetWidth - margin));
  style[isAtEnd ? 'right' : 'left'] = `${inside}px`;
  style.transformOrigin = `${isAtEnd ? 'right' : 'left'} ${isAbove ? 'bottom' : 'top'}`;
}

/** The distance between button and card. */
const gapPx = 12;
/** The distance between the card and the edges of the window. */
const marginPx = 16;
/** If there is less room above and below the button, the card takes the height of the window instead. */
const minRoomPx = 200;

/** A phone in portrait or landscape, where the card is a bottom sheet within reach of the thumb. */
const phone = '(max-width: 519px), (max-height: 479px) and (pointer: coarse)';

/**
 * Positions the card. On a phone it is a bottom sheet. Elsewhere it is attached to the edge of the button on the side with
 * more room, so that it grows away from the button and scrolls before it would cover it.
 */
export function placeCard(dialog: HTMLElement, button: DOMRect): void {
  const isSheet = matchMedia(phone).matches;
  const { style } = dialog;
  dialog.classList.toggle('sheet', isSheet);
  if (isSheet) {
    style.cssText = '';
    return;
  }
  const width = document.documentElement.clientWidth;
  const height = innerHeight;
  const isHidden = button.width === 0 || button.bottom < 0 || button.top > height;
  const above = button.top - gapPx - marginPx;
  const below = height - button.bottom - gapPx - marginPx;
  const room = isHidden ? 0 : Math.max(above, below);
  const isAbove = isHidden || above >= below;
  const isAtEnd = isHidden || button.left + button.width / 2 > width / 2;
  style.top = style.right = style.bottom = style.left = 'auto';
  if (room < minRoomPx) {
    style.maxBlockSize = `${height - 2 * marginPx}px`;
    style.bottom = `${marginPx}px`;
  } else {
    style.maxBlockSize = `${room}px`;
    if (isAbove) style.bottom = `${height - button.top + gapPx}px`;
    else style.top = `${button.bottom + gapPx}px`;
  }
  const side = isHidden ? marginPx : isAtEnd ? width - button.right : button.left;
  const inside = Math.max(marginPx, Math.min(side, width - dialog.offsetWidth - marginPx));
  style[isAtEnd ? 'right' : 'left'] = `${inside}px`;
  style.transformOrigin = `${isAtEnd ? 'right' : 'left'} ${isAbove ? 'bottom' : 'top'}`;
}

/** The distance between button and card. */
const gapPx = 12;
/** The distance between the card and the edges of the window. */
const marginPx = 16;
/** Above a sheet, a strip of the page stays visible. */
const sheetMarginPx = 64;
/** With less room above and below the button, the card would be too low to use and becomes a sheet. */
const minRoomPx = 200;

/** A phone in portrait or landscape, where the card is a bottom sheet within reach of the thumb. */
const phone = '(max-width: 519px), (max-height: 479px) and (pointer: coarse)';

/** Whether the card is a sheet at the bottom of the window instead of a card at the button. */
export function isSheetAt(button: Element | null): boolean {
  return matchMedia(phone).matches || (button !== null && isCramped(button.getBoundingClientRect()));
}

/**
 * Positions the card. On a phone it is a bottom sheet. Elsewhere it is attached to the edge of the button on the side with
 * more room, so that it grows away from the button and scrolls before it would cover it.
 */
export function placeCard(dialog: HTMLElement, button: DOMRect): void {
  const isSheet = matchMedia(phone).matches || isCramped(button);
  const { style } = dialog;
  dialog.classList.toggle('sheet', isSheet);
  style.top = style.right = style.bottom = style.left = style.maxBlockSize = '';
  if (isSheet) {
    raiseOverKeyboard(style);
    return;
  }
  const width = document.documentElement.clientWidth;
  const isHidden = isOutside(button);
  const [above, below] = roomAt(button);
  const isAbove = isHidden || above >= below;
  const isAtEnd = isHidden || button.left + button.width / 2 > width / 2;
  style.top = style.right = style.bottom = style.left = 'auto';
  if (isHidden) {
    style.maxBlockSize = `${innerHeight - 2 * marginPx}px`;
    style.bottom = `${marginPx}px`;
  } else {
    style.maxBlockSize = `${Math.max(above, below)}px`;
    if (isAbove) style.bottom = `${innerHeight - button.top + gapPx}px`;
    else style.top = `${button.bottom + gapPx}px`;
  }
  const side = isHidden ? marginPx : isAtEnd ? width - button.right : button.left;
  const inside = Math.max(marginPx, Math.min(side, width - dialog.offsetWidth - marginPx));
  style[isAtEnd ? 'right' : 'left'] = `${inside}px`;
  style.transformOrigin = `${isAtEnd ? 'right' : 'left'} ${isAbove ? 'bottom' : 'top'}`;
}

function roomAt({ top, bottom }: DOMRect): [above: number, below: number] {
  return [top - gapPx - marginPx, innerHeight - bottom - gapPx - marginPx];
}

/** The button has been scrolled out of the window, or is not displayed. */
function isOutside({ width, top, bottom }: DOMRect): boolean {
  return width === 0 || bottom < 0 || top > innerHeight;
}

function isCramped(button: DOMRect): boolean {
  return !isOutside(button) && Math.max(...roomAt(button)) < minRoomPx;
}

/** An on-screen keyboard covers the bottom of the window in some browsers. A page that is zoomed in stays as it is. */
function raiseOverKeyboard(style: CSSStyleDeclaration): void {
  const view = window.visualViewport;
  const covered = view && view.scale === 1 ? Math.round(innerHeight - view.height - view.offsetTop) : 0;
  if (!view || covered <= 0) return;
  style.bottom = `${covered}px`;
  style.maxBlockSize = `${view.height - sheetMarginPx}px`;
}

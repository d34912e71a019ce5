/** In CSS pixels: what A4 and Letter both have room for, within the margins that browsers set. */
const sheetWidth = 710;
/** Height by width of that room, with a little to spare. */
const sheetShape = 1.32;
/** The widths to try: the wider the page, the smaller everything on it is printed. */
const widths = { least: 1_000, most: 1_900, step: 100 } as const;

/** Lays the page out so that all of it is on one sheet, as large as possible. */
export function fitOnSheet(page: HTMLElement): void {
  page.style.setProperty('--paper-zoom', '1');
  let width: number = widths.least;
  for (; width <= widths.most; width += widths.step) {
    page.style.setProperty('--paper-width', `${width}px`);
    if (page.offsetHeight <= width * sheetShape) break;
  }
  page.style.setProperty('--paper-zoom', String(sheetWidth / Math.min(width, widths.most)));
}

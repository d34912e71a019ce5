/** Draws the lines of a chart on a canvas, with uPlot. It is fetched when a chart comes on screen. */
import uPlot from 'uplot';
import sheet from 'uplot/dist/uPlot.min.css?inline';

/** What positions uPlot's elements, for the shadow tree that they are in. */
export const plotSheet = new CSSStyleSheet();
plotSheet.replaceSync(sheet);

export interface Line {
  /** One for each day; null: there is no data, which is a gap. */
  values: readonly (number | null)[];
  color(): string;
  /** Color of the area below the line; null leaves it empty. */
  fill: (() => string) | null;
  dash: readonly number[];
  width: number;
  /** The shape of its points, so that lines differ not only in color. */
  points: 'round' | 'square' | 'none';
}

export interface LinePlotOptions {
  lines: readonly Line[];
  /** How many days there are. */
  length: number;
  isRtl: boolean;
  /** Below the day. */
  dayText(at: number): string;
  /** Beside a grid line. */
  valueText(value: number): string;
  /** The distances between grid lines that are used. */
  steps: readonly number[];
  /** The top of a chart in which everything is 0. */
  least: number;
  axisColor(): string;
  gridColor(): string;
  font: string;
  /** The day that the pointer is at. */
  moved(at: number | null): void;
}

export class LinePlot {
  #plot: uPlot;

  constructor(parent: HTMLElement, options: LinePlotOptions) {
    this.#plot = new uPlot(plotOptions(parent, options), dataOf(options), parent);
  }

  /** After a change of size. */
  fit(parent: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = parent;
    if (width > 0 && (width !== this.#plot.width || height !== this.#plot.height))
      this.#plot.setSize({ width, height });
  }

  /** After a change of colors. */
  redraw(): void {
    this.#plot.redraw(false, false);
  }

  /** Shows where a day is; null: nowhere. Returns its place from the left. */
  point(at: number | null): number {
    const plot = this.#plot;
    const left = at === null ? -10 : plot.valToPos(at, 'x');
    plot.setCursor({ left, top: at === null ? -10 : 0 }, false);
    return left + plot.over.offsetLeft;
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

function dataOf({ lines, length }: LinePlotOptions): uPlot.AlignedData {
  return [Array.from({ length }, (_, at) => at), ...lines.map(({ values }) => [...values])];
}

function plotOptions(parent: HTMLElement, options: LinePlotOptions): uPlot.Options {
  const { lines, length, isRtl, steps, least, axisColor, gridColor, font } = options;
  return {
    width: parent.clientWidth,
    height: parent.clientHeight,
    // The last day is written below the end of the lines.
    padding: [8, isRtl ? 0 : 28, 0, isRtl ? 28 : 0],
    legend: { show: false },
    cursor: {
      ...{ y: false, drag: { x: false, y: false, setScale: false } },
      points: { size: 9, width: 2 },
    },
    scales: {
      // A single day is in the middle.
      x: { time: false, dir: isRtl ? -1 : 1, range: () => (length > 1 ? [0, length - 1] : [-1, 1]) },
      y: { range: (_, __, max) => [0, Math.max(max ?? 0, least) * 1.05] },
    },
    axes: [
      {
        ...{ stroke: axisColor, font, gap: 6, size: 28, space: 64 },
        ...{ incrs: [1, 2, 7, 14, 28, 56], grid: { show: false }, ticks: { show: false } },
        values: (_, days) =>
          days.map((at) => (Number.isInteger(at) && at >= 0 && at < length ? options.dayText(at) : '')),
      },
      {
        ...{ side: isRtl ? 1 : 3, stroke: axisColor, font, gap: 6, space: 40, incrs: [...steps] },
        grid: { stroke: gridColor, width: 1 },
        ticks: { show: false },
        size: (plot, values) => widest(plot, values ?? [], font) + 12,
        values: (_, values) => values.map(options.valueText),
      },
    ],
    series: [{}, ...lines.map((line) => seriesOf(line, length))],
    hooks: { setCursor: [({ cursor }) => options.moved(cursor.idx ?? null)] },
  };
}

function seriesOf({ color, fill, dash, width, points }: Line, length: number): uPlot.Series {
  return {
    ...{ stroke: color, width, dash: [...dash], cap: 'round' },
    ...(fill && { fill }),
    points: {
      ...{ show: points !== 'none' && length <= 31, size: 5, stroke: color, fill: color },
      ...(points === 'square' && { paths: squares }),
    },
  };
}

/** Where a line has its days, in the shape of squares. */
const squares: uPlot.Series.Points.PathBuilder = (plot, series, first, last, only) => {
  const fill = new Path2D();
  const half = 2.5 * uPlot.pxRatio;
  const values = plot.data[series] ?? [];
  for (let at = first; at <= last; at += 1) {
    const value = values[at];
    if (value === null || value === undefined || (only && !only.includes(at))) continue;
    const [x, y] = [plot.valToPos(at, 'x', true), plot.valToPos(value, 'y', true)];
    fill.rect(x - half, y - half, 2 * half, 2 * half);
  }
  return { fill, stroke: null, flags: 3 };
};

function widest({ ctx }: uPlot, texts: readonly (string | number | null)[], font: string): number {
  ctx.save();
  ctx.font = font;
  const widths = texts.map((text) => ctx.measureText(String(text ?? '')).width);
  ctx.restore();
  return Math.ceil(Math.max(16, ...widths));
}

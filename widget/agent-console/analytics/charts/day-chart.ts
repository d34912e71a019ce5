import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { analyticsBook, analyticsWords as words } from '../../../locales/analytics.ts';
import { speech } from '../../../locales/speak.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { Table } from '../../ui/table/table.ts';
import { tableStyles } from '../../ui/table/table-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { barStyles } from '../analytics-styles.ts';
import { dateText } from '../figure-text.ts';
import type { Line, LinePlot } from './line-plot.ts';
import { plotStyles } from './plot-styles.ts';

/** A line of the chart, and a column of its table. */
export interface Series {
  name: string;
  /** One for each day; null: there is no data. */
  values: readonly (number | null)[];
  /** The same days of the period before, which are a line of their own. */
  before?: readonly (number | null)[] | null;
}

/** How its values are measured and written. */
export interface Scale {
  /** A value in full, and the short form beside a grid line. */
  text(value: number | null): string;
  axisText(value: number): string;
  /** The distances between grid lines that are used. */
  steps: readonly number[];
  /** The top of a chart in which everything is 0. */
  least: number;
}

interface DayRow {
  at: number;
  date: string;
}

/** A line as it is listed, drawn, and said. */
interface Shown {
  name: string;
  values: readonly (number | null)[];
  /** Its color and marker; lines of the period before share them. */
  tone: number;
  isBefore: boolean;
}

const dashes: readonly (readonly number[])[] = [[], [8, 3, 2, 3]];

/**
 * Figures by day, as lines on a canvas or as a table. The arrow keys move from day to day: as in a slider, the day and its
 * values are the value of the chart, which a screen reader says.
 */
@customElement('agent-console-day-chart')
export class DayChart extends WordedElement {
  protected override readonly book = analyticsBook;
  @property() label = '';
  /** What it says, in one sentence. */
  @property() caption = '';
  @property({ attribute: false }) dates: readonly string[] = [];
  @property({ attribute: false }) series: readonly Series[] = [];
  @property({ attribute: false }) scale: Scale | null = null;
  @state() private isTable = false;
  /** The day that is pointed at. */
  @state() private at: number | null = null;
  @state() private isDrawn = false;
  @query('.plot') private plotElement!: HTMLElement | null;
  @query('.tip') private tipElement!: HTMLElement | null;
  #plot: LinePlot | null = null;
  #module: Promise<typeof import('./line-plot.ts')> | null = null;
  #table = new Table<DayRow>(this);
  #gone = new AbortController();
  #onScreen: IntersectionObserver | null = null;
  #size: ResizeObserver | null = null;

  static override readonly styles = [tokens, controlStyles, tableStyles, barStyles, plotStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    const redraw = () => this.#plot?.redraw();
    for (const media of ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'])
      window.matchMedia(media).addEventListener('change', redraw, { signal });
    // The colors of a key change with the theme of the page, which no event tells.
    this.renderRoot.addEventListener('transitionend', redraw, { signal });
    this.#onScreen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.draw();
      },
      { rootMargin: '400px' },
    );
    this.#onScreen.observe(this);
    this.#size = new ResizeObserver(() => this.fit());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#gone.abort();
    this.#onScreen?.disconnect();
    this.#size?.disconnect();
    this.#remove();
  }

  /** Resolves when the lines are drawn. They are, as soon as the chart is on screen. */
  async draw(): Promise<void> {
    this.#onScreen?.disconnect();
    await this.updateComplete;
    this.#module ??= import('./line-plot.ts');
    const { LinePlot, plotSheet } = await this.#module;
    const [parent, scale] = [this.plotElement, this.scale];
    if (!this.isConnected || this.#plot || !parent || !scale || parent.clientWidth === 0) return;
    const { shadowRoot } = this;
    if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(plotSheet))
      shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, plotSheet];
    this.#plot = new LinePlot(parent, {
      lines: this.#shown.map((line) => this.#lineOf(line)),
      length: this.dates.length,
      isRtl: speech.direction === 'rtl',
      dayText: (at) => dateText(this.dates[at] ?? ''),
      valueText: scale.axisText,
      ...{ steps: scale.steps, least: scale.least },
      axisColor: () => this.#colorOf('.key', 'color'),
      gridColor: () => this.#colorOf('figure', 'border-block-start-color'),
      font: `12px ${getComputedStyle(this).fontFamily}`,
      moved: (at) => this.#point(at),
    });
    this.#size?.observe(parent);
    this.isDrawn = true;
  }

  /** Draws it as large as its place is now. */
  fit(): void {
    if (this.plotElement) this.#plot?.fit(this.plotElement);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isOther = (['dates', 'series', 'scale'] as const).some((name) => changed.has(name));
    if (this.#plot && (isOther || !this.plotElement)) {
      this.#remove();
      if (this.plotElement) void this.draw();
    } else if (!this.#plot && this.plotElement && this.#module) void this.draw();
    const tip = this.tipElement;
    if (this.#plot && this.plotElement && tip) {
      const left = this.#plot.point(this.at);
      // Beside the day, on the side where there is room.
      const isLeft = left > this.plotElement.clientWidth / 2;
      tip.style.insetInlineStart = 'auto';
      tip.style.left = isLeft ? 'auto' : `${left + 12}px`;
      tip.style.right = isLeft ? `${this.plotElement.clientWidth - left + 12}px` : 'auto';
    } else this.#plot?.point(this.at);
  }

  protected override render() {
    return html`<figure aria-label=${this.label}>
      <div class="head">
        ${this.caption === '' ? nothing : html`<figcaption>${this.caption}</figcaption>`}
        <button
          class="button ghost"
          aria-pressed=${this.isTable}
          @click=${() => {
            this.isTable = !this.isTable;
          }}
        >
          ${words.asTable}
        </button>
      </div>
      ${this.isTable || this.scale === null ? this.#renderTable() : this.#renderPlot()}
    </figure>`;
  }

  #renderPlot() {
    const last = this.dates.length - 1;
    const at = this.at ?? last;
    return html`<ul class="key">
        ${this.#shown.map(
          ({ name, tone, isBefore }) =>
            html`<li class=${`tone-${tone} ${isBefore ? 'before' : ''}`}><i aria-hidden="true"></i>${name}</li>`,
        )}
      </ul>
      <div
        class="plot"
        role="slider"
        tabindex="0"
        aria-label=${this.label}
        aria-valuemin="0"
        aria-valuemax=${Math.max(0, last)}
        aria-valuenow=${Math.max(0, at)}
        aria-valuetext=${this.#sentence(at)}
        @keydown=${this.#pressed}
        @blur=${() => this.#point(null)}
      >
        ${this.at === null ? nothing : this.#renderTip(this.at)}
      </div>
      ${this.isDrawn ? nothing : html`<div class="undrawn">${this.#renderTable()}</div>`}`;
  }

  #renderTip(at: number) {
    return html`<div class="tip" aria-hidden="true">
      <strong>${dateText(this.dates[at] ?? '', 'long')}</strong>
      ${this.#shown.map(
        ({ name, values, tone, isBefore }) => html`<span class=${`tone-${tone} ${isBefore ? 'before' : ''}`}
          ><i></i>${name} <b>${this.#text(values[at])}</b></span
        >`,
      )}
    </div>`;
  }

  #renderTable() {
    const shown = this.#shown;
    const rows = this.dates.map((date, at) => ({ at, date })).reverse();
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${this.label}>
      ${this.#table.render({
        label: this.label,
        rows,
        keyOf: ({ date }) => date,
        empty: { icon: icons.analytics, text: words.nothing },
        columns: [
          { name: 'day', heading: words.day, cell: ({ date }) => dateText(date, 'long') },
          ...shown.map(({ name, values }) => ({
            ...{ name, heading: name, kind: 'number' as const },
            cell: ({ at }: DayRow) => this.#text(values[at]),
          })),
        ],
      })}
    </div>`;
  }

  get #shown(): Shown[] {
    return this.series.flatMap(({ name, values, before }, tone) => [
      { name, values, tone, isBefore: false },
      ...(before ? [{ name: words.beforeNamed(name), values: before, tone, isBefore: true }] : []),
    ]);
  }

  #text(value: number | null | undefined): string {
    return this.scale?.text(value ?? null) ?? '';
  }

  /** A day and its values, such as a screen reader says it. */
  #sentence(at: number): string {
    const date = this.dates[at];
    if (date === undefined) return words.nothing;
    const values = this.#shown.map(({ name, values }) => `${name} ${this.#text(values[at])}`);
    return [dateText(date, 'long'), ...values].join(', ');
  }

  #lineOf({ values, tone, isBefore }: Shown): Line {
    const selector = `.key > .tone-${tone}`;
    return {
      values,
      color: () => this.#colorOf(`${selector}${isBefore ? '.before' : ':not(.before)'} > i`, 'color'),
      fill: tone === 0 && !isBefore ? () => this.#colorOf(`${selector} > i`, 'text-decoration-color') : null,
      ...(isBefore ? { dash: [2, 5], width: 2 } : { dash: dashes[tone] ?? [], width: 2 }),
      points: isBefore ? 'none' : tone === 0 ? 'round' : 'square',
    };
  }

  #colorOf(selector: string, property: string): string {
    const element = this.renderRoot.querySelector(selector);
    return element ? getComputedStyle(element).getPropertyValue(property) : '';
  }

  #point(at: number | null): void {
    // The keyboard's day stays where the pointer has left.
    if (at === null && this.plotElement?.matches(':focus-visible')) return;
    this.at = at;
  }

  #pressed(event: KeyboardEvent): void {
    const last = this.dates.length - 1;
    const at = this.at ?? last;
    const forward = speech.direction === 'rtl' ? -1 : 1;
    const to = {
      ArrowLeft: at - forward,
      ArrowRight: at + forward,
      ArrowUp: at + 1,
      ArrowDown: at - 1,
      PageUp: at + 7,
      PageDown: at - 7,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.at = Math.min(last, Math.max(0, to));
  }

  #remove(): void {
    this.#plot?.destroy();
    this.#plot = null;
    this.#size?.disconnect();
    this.isDrawn = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-day-chart': DayChart;
  }
}

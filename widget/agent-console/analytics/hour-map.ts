import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Report } from '../../../worker/api/analytics/analytics.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import { speech } from '../../locales/speak.ts';
import { customElement } from '../ui/custom-element.ts';
import { spokenOnly } from '../ui/spoken-only.ts';
import '../ui/table/table-frame.ts';
import { tokens } from '../ui/tokens.ts';
import { hourText, meanText, noData, shortWaitText, waitText, weekdayText } from './figure-text.ts';

export type HourFigures = Report['hours'][number];

/** The conversations of an hour of the week are wanted. */
export class HourSelect extends Event {
  constructor(readonly hour: HourFigures) {
    super('hour-select', { bubbles: true, composed: true });
  }
}

/** Weekdays and hours as a table, each cell as dark as it is high. Arrow keys move from cell to cell. */
@customElement('agent-console-hour-map')
export class HourMap extends LitElement {
  @property({ attribute: false }) hours: readonly HourFigures[] = [];
  /** What is shown: the messages received in such an hour, or half of the waits that ended in it, also in open hours only. */
  @property() shows: 'received' | 'wait' | 'openWait' = 'received';
  @property() label = '';
  /** Whether a cell opens its conversations. */
  @property({ attribute: false }) opens = false;
  /** The cell that the Tab key reaches. */
  @state() private at = { weekday: 1, hour: 9 };

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
      }
      table {
        inline-size: 100%;
        min-inline-size: 640px;
        border-collapse: separate;
        border-spacing: 2px;
        padding: 8px;
        font-variant-numeric: tabular-nums;
      }
      th {
        padding: 2px 4px;
        color: var(--quiet);
        font-size: 12px;
        font-weight: 500;
        line-height: 16px;
      }
      tbody th {
        position: sticky;
        inset-inline-start: 0;
        background: var(--surface);
        text-align: start;
        white-space: nowrap;
      }
      thead th + th {
        text-align: center;
        font-weight: 400;
      }
      thead th:first-child {
        text-align: start;
      }
      td {
        padding: 0;
      }
      .cell {
        position: relative;
        display: grid;
        place-items: center;
        inline-size: 100%;
        min-block-size: 28px;
        padding: 0 1px;
        border: 0;
        border-radius: 4px;
        background: color-mix(in srgb, var(--accent) calc(var(--share) * 46%), var(--sunken));
        color: var(--ink);
        font-size: 12px;
        line-height: 16px;
        white-space: nowrap;
      }
      .spoken {
        ${spokenOnly}
      }
      .none {
        color: var(--quiet);
      }
      button.cell:hover {
        outline: 2px solid var(--accent);
      }
      @media (forced-colors: active) {
        .cell {
          border: 1px solid CanvasText;
        }
      }
      @media print {
        .cell {
          min-block-size: 16px;
          print-color-adjust: exact;
        }
      }
    `,
  ];

  protected override render() {
    const most = Math.max(...this.hours.map((one) => this.#valueOf(one) ?? 0), 0);
    return html`<agent-console-table label=${this.label}>
      <table role="grid" aria-label=${this.label} @keydown=${this.#pressed}>
        <thead>
          <tr>
            <th scope="col">${words.weekday}</th>
            ${Array.from({ length: 24 }, (_, hour) => html`<th scope="col">${shortHour(hour)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${Array.from(
            { length: 7 },
            (_, day) => html`<tr>
              <th scope="row">${weekdayText(day + 1)}</th>
              ${this.hours
                .filter(({ weekday }) => weekday === day + 1)
                .map((one) => html`<td>${this.#renderCell(one, most)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </agent-console-table>`;
  }

  #renderCell(one: HourFigures, most: number) {
    const value = this.#valueOf(one);
    const isAny = value !== null && value > 0;
    const text = value === null ? noData : this.shows === 'received' ? meanText(value) : shortWaitText(value);
    const full = value === null ? noData : this.shows === 'received' ? meanText(value) : waitText(value);
    const when = `${weekdayText(one.weekday, 'long')}, ${hourText(one.hour)}`;
    const isHere = one.weekday === this.at.weekday && one.hour === this.at.hour;
    return html`<button
      class="cell ${isAny ? '' : 'none'}"
      tabindex=${isHere ? 0 : -1}
      data-at="${one.weekday}-${one.hour}"
      title=${`${when}: ${full}`}
      aria-disabled=${this.opens && isAny ? nothing : 'true'}
      .style=${`--share: ${most > 0 && value ? value / most : 0}`}
      @focus=${() => {
        this.at = { weekday: one.weekday, hour: one.hour };
      }}
      @click=${() => {
        if (this.opens && isAny) this.dispatchEvent(new HourSelect(one));
      }}
    >
      <span class="spoken">${when}: </span>${text}
    </button>`;
  }

  /** Null: the hour did not occur, or nobody was answered in it. */
  #valueOf({ occurrences, received, waitP50, openWaitP50 }: HourFigures): number | null {
    if (this.shows === 'openWait') return openWaitP50;
    if (this.shows === 'wait') return waitP50;
    return occurrences > 0 ? received / occurrences : null;
  }

  #pressed(event: KeyboardEvent): void {
    const { weekday, hour } = this.at;
    const forward = speech.direction === 'rtl' ? -1 : 1;
    const [days, hours] = steps[event.key] ?? [0, 0];
    const to = {
      Home: { weekday, hour: 0 },
      End: { weekday, hour: 23 },
    }[event.key] ?? {
      weekday: Math.min(7, Math.max(1, weekday + days)),
      hour: Math.min(23, Math.max(0, hour + hours * forward)),
    };
    if (to.weekday === weekday && to.hour === hour) return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(`[data-at="${to.weekday}-${to.hour}"]`)?.focus();
  }
}

const steps: Readonly<Record<string, readonly [days: number, hours: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** `9`, in the digits of the language; the cell says the whole hour. */
function shortHour(hour: number): string {
  return new Intl.NumberFormat(speech.locale, { minimumIntegerDigits: 2 }).format(hour);
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hour-select': HourSelect;
  }
  interface HTMLElementTagNameMap {
    'agent-console-hour-map': HourMap;
  }
}

import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { speech } from '../../../locales/speak.ts';
import { icons } from '../../../theme/icons.ts';
import { type EmptyState, renderEmpty } from '../feedback/empty-state.ts';
import { renderSkeleton } from '../feedback/skeleton.ts';
import { type Sorting, type SortValue, sorted } from './sort.ts';
import './table-frame.ts';

export interface Column<Row> {
  name: string;
  heading: string;
  cell: (row: Row) => unknown;
  /** A `long` text breaks anywhere, such as an address. Numbers and times stay on one line. Default: `text`. */
  kind?: 'text' | 'long' | 'number' | 'time';
  /** Makes the column sortable. Numbers are sorted from the highest to the lowest first, texts from A to Z. */
  sortBy?: (row: Row) => SortValue;
}

export interface TableContent<Row> {
  /** The accessible name of the table. */
  label: string;
  /** The first one names the row. */
  columns: readonly Column<Row>[];
  /** Null until they are loaded. */
  rows: readonly Row[] | null;
  keyOf: (row: Row) => string | number;
  empty: EmptyState;
  /** What a row shows when it is opened. Without it, rows do not open. */
  details?: (row: Row) => unknown;
  /** Buttons at the end of a row. */
  actions?: (row: Row) => unknown;
}

let tables = 0;

/**
 * The table of the console, with `tableStyles`. It scrolls sideways within its frame where it is too wide, and in a frame
 * as narrow as a phone each row is a block of labelled values.
 */
export class Table<Row> implements ReactiveController {
  #host: ReactiveControllerHost;
  #sorting: Sorting | null = null;
  #opened = new Set<string | number>();
  #id: string;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    tables += 1;
    this.#id = `table-${tables}`;
    host.addController(this);
  }

  hostConnected(): void {}

  render(content: TableContent<Row>): TemplateResult {
    const { rows, label, empty } = content;
    if (rows === null) return renderSkeleton(5);
    if (rows.length === 0) return renderEmpty(empty);
    // Safari drops the roles of a table whose rows are not laid out as one, so they are written out.
    return html`<agent-console-table label=${label}>
      <table role="table" aria-label=${label}>
        <thead role="rowgroup">
          <tr role="row">
            ${content.columns.map((column) => this.#renderHeading(column))}
            ${content.actions ? html`<td role="cell"></td>` : nothing}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(this.#inOrder(content, rows), content.keyOf, (row, at) => this.#renderRow(content, row, at))}
        </tbody>
      </table>
    </agent-console-table>`;
  }

  #inOrder({ columns }: TableContent<Row>, rows: readonly Row[]): readonly Row[] {
    const sorting = this.#sorting;
    const sortBy = columns.find(({ name }) => name === sorting?.column)?.sortBy;
    return sorting && sortBy ? sorted(rows, sortBy, sorting.direction, speech.locale) : rows;
  }

  #renderHeading(column: Column<Row>) {
    const { name, heading, kind = 'text', sortBy } = column;
    if (!sortBy) return html`<th role="columnheader" scope="col" class=${kind}>${heading}</th>`;
    const direction = this.#sorting?.column === name ? this.#sorting.direction : 'none';
    const arrow = { none: icons.sortable, ascending: icons.up, descending: icons.down }[direction];
    return html`<th role="columnheader" scope="col" class="${kind} sortable" aria-sort=${direction}>
      <button type="button" @click=${() => this.#sort(column)}>${heading} ${arrow}</button>
    </th>`;
  }

  #renderRow(content: TableContent<Row>, row: Row, at: number) {
    const { columns, keyOf, details, actions } = content;
    const [first, ...others] = columns;
    const isOpen = this.#opened.has(keyOf(row));
    const id = `${this.#id}-${at}`;
    return html`<tr role="row" class=${isOpen ? 'opened' : ''}>
        ${
          first &&
          html`<th role="rowheader" scope="row" class=${first.kind ?? 'text'}>
            ${details ? this.#renderOpener(first.cell(row), keyOf(row), id, isOpen) : first.cell(row)}
          </th>`
        }
        ${others.map(
          ({ cell, heading, kind = 'text' }) =>
            html`<td role="cell" class=${kind} data-heading=${heading}><div>${cell(row)}</div></td>`,
        )}
        ${actions ? html`<td role="cell" class="actions">${actions(row)}</td>` : nothing}
      </tr>
      ${
        details && isOpen
          ? html`<tr role="row" class="details" id=${id}>
              <td role="cell" colspan=${columns.length + (actions ? 1 : 0)}>${details(row)}</td>
            </tr>`
          : nothing
      }`;
  }

  #renderOpener(text: unknown, key: string | number, id: string, isOpen: boolean) {
    return html`<button
      type="button"
      class="opener"
      aria-expanded=${isOpen}
      aria-controls=${isOpen ? id : nothing}
      @click=${() => this.#toggle(key)}
    >
      ${icons.chevronRight}<span>${text}</span>
    </button>`;
  }

  #toggle(key: string | number): void {
    if (!this.#opened.delete(key)) this.#opened.add(key);
    this.#host.requestUpdate();
  }

  #sort({ name, kind }: Column<Row>): void {
    const first = kind === 'number' || kind === 'time' ? 'descending' : 'ascending';
    const second = first === 'ascending' ? 'descending' : 'ascending';
    const isFirst = this.#sorting?.column === name && this.#sorting.direction === first;
    this.#sorting = { column: name, direction: isFirst ? second : first };
    this.#host.requestUpdate();
  }
}

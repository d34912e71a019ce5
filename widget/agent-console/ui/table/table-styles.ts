import { css } from 'lit';
import { emptyStyles } from '../feedback/empty-state.ts';
import { skeletonStyles } from '../feedback/skeleton.ts';
import { spokenOnly } from '../spoken-only.ts';

const layout = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 8px 12px;
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }
  thead > tr > * {
    color: var(--quiet);
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
    white-space: nowrap;
  }
  tbody > tr:not(.details) {
    border-block-start: 1px solid var(--line);
  }
  tbody th {
    font-weight: 500;
  }
  td.time {
    color: var(--quiet);
  }
  tbody .number,
  tbody .time {
    white-space: nowrap;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  tbody .long {
    min-inline-size: 144px;
    overflow-wrap: anywhere;
  }
  td.actions {
    padding-block: 4px;
    text-align: end;
    white-space: nowrap;
  }
  tr.details > td {
    padding-block: 0 12px;
  }
  .sortable > button,
  .opener {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    margin: -4px;
    padding: 4px;
    border: 0;
    border-radius: var(--radius-s);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
  }
  .sortable > button:hover,
  .opener:hover {
    background: var(--hover);
  }
  .sortable svg,
  .opener svg {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
  }
  /* The values beside it are on one line with its text, not with its icon. */
  .opener {
    align-items: start;
  }
  .opener > span {
    align-self: baseline;
  }
  .opener > svg {
    margin-block-start: 2px;
  }
  .sortable[aria-sort='none'] svg {
    opacity: 0.6;
  }
  .sortable:not([aria-sort='none']) {
    color: var(--ink);
  }
  .opener:dir(rtl) > svg {
    transform: scaleX(-1);
  }
  .opener[aria-expanded='true'] > svg {
    transform: rotate(90deg);
  }
  @media (prefers-reduced-motion: no-preference) {
    .opener > svg {
      transition: transform var(--fade);
    }
  }
  @media (pointer: coarse) {
    .sortable > button,
    .opener {
      min-block-size: 44px;
    }
  }
  /* Each row is a block, with the heading before each value. Only what sorts is left of the head. */
  @container (max-width: 480px) {
    table,
    tbody,
    tbody > tr,
    tbody > tr > * {
      display: block;
    }
    thead > tr {
      display: flex;
      flex-wrap: wrap;
    }
    thead > tr > .sortable {
      padding-block: 4px;
    }
    thead > tr > :not(.sortable) {
      ${spokenOnly}
      padding: 0;
    }
    tbody > tr:not(.details) {
      padding: 8px 0;
    }
    thead:not(:has(.sortable)) + tbody > tr:first-child {
      border-block-start: 0;
    }
    tbody > tr > * {
      padding: 4px 12px;
    }
    tbody > tr > [data-heading] {
      display: grid;
      grid-template-columns: minmax(88px, 32%) minmax(0, 1fr);
      gap: 12px;
      align-items: baseline;
      text-align: start;
    }
    [data-heading]::before {
      content: attr(data-heading);
      content: attr(data-heading) / '';
      color: var(--quiet);
      font-size: 12px;
      line-height: 16px;
      white-space: normal;
    }
    td.actions {
      text-align: start;
      white-space: normal;
    }
  }
`;

/** Styles of an element that renders a `Table`. */
export const tableStyles = [layout, emptyStyles, skeletonStyles];

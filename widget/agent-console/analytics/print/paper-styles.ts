import { css } from 'lit';

/**
 * The page on paper: two columns that are filled from the top, tables with low rows, and nothing to press. It is a class and
 * no media query, so that it can be measured before it is printed.
 */
export const paperStyles = css`
  .on-paper {
    --plot-height: 150px;
    position: static;
    display: block;
    inline-size: var(--paper-width);
    background: none;
    zoom: var(--paper-zoom);
  }
  .on-paper > .scroll {
    overflow: visible;
  }
  .on-paper > header {
    min-block-size: 0;
    padding: 0 0 4px;
    border: 0;
  }
  .on-paper > header > :not(h2, agent-console-number-switch),
  .on-paper .filters,
  .on-paper .help,
  .on-paper .tools,
  .on-paper [aria-labelledby='part-episodes'],
  .on-paper .sortable svg,
  .on-paper .about > .hint {
    display: none;
  }
  .on-paper .page {
    gap: 8px;
    max-inline-size: none;
    padding: 0;
  }
  .on-paper .cards {
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 8px;
  }
  .on-paper .card,
  .on-paper .part {
    padding: 8px 12px;
    border-radius: var(--radius-m);
    break-inside: avoid;
  }
  .on-paper .card-head,
  .on-paper .part-head {
    min-block-size: 0;
  }
  .on-paper .value {
    font: 600 var(--text-20) var(--font);
  }
  .on-paper .parts {
    display: block;
    columns: 2;
    column-gap: 8px;
  }
  .on-paper .part {
    gap: 4px;
    margin-block-end: 8px;
  }
  .on-paper th,
  .on-paper td {
    padding: 2px 8px;
    font-size: 12px;
    line-height: 16px;
  }
  .on-paper small {
    font-size: 12px;
    line-height: 16px;
  }
  .on-paper .figure {
    text-decoration: none;
  }
  .on-paper .meter,
  .on-paper .bar {
    print-color-adjust: exact;
  }
`;

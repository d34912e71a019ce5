import { css } from 'lit';
import { spokenOnly } from '../ui/spoken-only.ts';

/** Shares behind the numbers of a table, which are printed as well. */
export const barStyles = css`
  td.number > div {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: end;
  }
  /* Under each other, however long the numbers are. */
  td.number .bar {
    margin-inline-end: auto;
  }
  .bar {
    display: inline-block;
    flex: none;
    inline-size: 64px;
    block-size: 6px;
    border-radius: var(--radius-full);
    background: linear-gradient(var(--accent) 0 0) no-repeat 0 0 / calc(var(--share) * 100%) 100%
      var(--sunken);
    print-color-adjust: exact;
  }
  .bar:dir(rtl) {
    background-position: 100% 0;
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
    }
  }
`;

/** The page of the analytics: a head, filters, cards, and parts in one or two columns. */
export const analyticsStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    background: var(--surface);
  }
  .layer {
    position: absolute;
    z-index: 4;
    inset: 0;
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    background: var(--surface);
  }
  .layer > .scroll {
    overflow-y: auto;
    scroll-padding-block: 24px 96px;
  }
  header {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 60px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--line);
    background: var(--surface);
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: 16px;
    font-weight: 600;
  }
  /* It has the focus only so that the keyboard begins here. */
  h2:focus-visible {
    outline: none;
  }
  header > agent-console-number-switch {
    min-inline-size: 0;
    max-inline-size: 280px;
    padding: 0;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    max-inline-size: 1440px;
    margin-inline: auto;
    padding: 24px 24px 32px;
  }
  .page[aria-busy='true'] > :not(.filters, .skeleton) {
    opacity: 0.6;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 16px;
    align-items: start;
  }
  .filters > .field {
    flex: 0 1 200px;
    min-inline-size: 144px;
  }
  .filters > .choice {
    align-self: start;
    margin-block-start: 24px;
  }
  p {
    margin: 0;
  }
  .about {
    font-size: 13px;
    line-height: 18px;
  }
  .clock {
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--quiet);
    font-size: 13px;
  }
  .choice-row {
    display: inline-flex;
    gap: 2px;
    padding: 2px;
    border-radius: var(--radius-m);
    background: var(--sunken);
  }
  .choice-row > button {
    min-block-size: 28px;
    padding: 0 12px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--quiet);
    font-size: 13px;
  }
  .choice-row > button[aria-pressed='true'] {
    background: var(--surface);
    box-shadow: var(--shadow-s);
    color: var(--ink);
    font-weight: 500;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .card,
  .part {
    min-inline-size: 0;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
  }
  .card {
    display: grid;
    gap: 2px;
    align-content: start;
    font-size: 13px;
    line-height: 18px;
  }
  .card-head,
  .part-head {
    display: flex;
    gap: 4px;
    align-items: center;
    min-block-size: 28px;
  }
  h3 {
    margin: 0;
    font-size: 14px;
    font-weight: 600;
    line-height: 20px;
  }
  .card h3 {
    color: var(--quiet);
    font-size: 13px;
    font-weight: 500;
  }
  .value {
    font: 600 var(--text-28) var(--font);
    font-variant-numeric: tabular-nums;
  }
  .figure {
    position: relative;
    margin: 0 -4px;
    padding: 0 4px;
    border: 0;
    border-radius: var(--radius-s);
    background: none;
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums;
    text-decoration: underline;
    text-decoration-color: var(--field-line);
    text-decoration-thickness: 1px;
    text-underline-offset: 4px;
  }
  .spoken {
    ${spokenOnly}
  }
  .figure:hover {
    background: var(--hover);
    text-decoration-color: currentColor;
  }
  .change {
    font-weight: 500;
  }
  .good {
    color: var(--good);
  }
  .bad {
    color: var(--alarm);
  }
  .help {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--quiet);
  }
  .help:hover,
  .help[aria-expanded='true'] {
    background: var(--hover);
    color: var(--ink);
  }
  .help > svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .help-text {
    margin-block-start: 4px;
    padding: 8px 12px;
    border-radius: var(--radius-m);
    background: var(--sunken);
    color: var(--ink);
    font-size: 13px;
    line-height: 18px;
  }
  .parts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 16px;
    align-items: start;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .tools {
    display: flex;
    gap: 8px;
    align-items: center;
    margin-inline-start: auto;
  }
  small {
    display: block;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  .allowance {
    display: grid;
    gap: 8px;
  }
  .allowance > p {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
  }
  .allowance.near {
    padding: 12px;
    border-radius: var(--radius-m);
    background: var(--warning-surface);
  }
  .near > p {
    color: var(--warning);
  }
  .meter {
    block-size: 8px;
    border-radius: var(--radius-full);
    background: linear-gradient(var(--accent) 0 0) no-repeat 0 0 / calc(var(--share) * 100%) 100%
      var(--line);
  }
  .meter.near {
    background-image: linear-gradient(var(--warning) 0 0);
  }
  .meter:dir(rtl) {
    background-position: 100% 0;
  }
  .problem {
    color: var(--alarm);
  }
  @media (pointer: coarse) {
    .help,
    .choice-row > button {
      min-inline-size: 44px;
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .meter {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
    }
    .choice-row > button[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @container (max-width: 960px) {
    .parts {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 880px) {
    .cards {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (max-width: 560px) {
    .filters > .choice {
      flex-basis: 100%;
      margin-block-start: 0;
    }
    .page {
      padding: 16px 12px 32px;
    }
    .cards {
      gap: 8px;
    }
    .card {
      padding: 12px;
    }
    .part {
      padding: 12px;
    }
    .value {
      font: 600 var(--text-20) var(--font);
    }
    .filters > .field {
      flex: 1 1 144px;
    }
    .tools {
      flex-wrap: wrap;
      justify-content: end;
    }
  }
`;

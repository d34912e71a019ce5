import { css } from 'lit';

/** A chart of lines, its key and its tip. The lines take their colors from the key, whatever the theme is. */
export const plotStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  figure {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    margin: 0;
    border: 0 solid var(--line);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
  }
  figcaption {
    flex: 1 1 200px;
    color: var(--quiet);
  }
  .head > .button {
    padding: 0 12px;
    font-size: 13px;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0;
    padding: 0;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
    list-style: none;
  }
  .key > li,
  .tip > span {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  i {
    flex: none;
    inline-size: 20px;
    border-block-start: 3px solid currentColor;
    color: var(--accent);
    text-decoration-color: color-mix(in srgb, var(--accent) 12%, transparent);
    transition: color 1ms;
  }
  .tone-1 > i {
    border-block-start-style: dashed;
    color: var(--read);
  }
  .before > i {
    border-block-start-style: dotted;
  }
  .tone-0.before > i {
    color: color-mix(in srgb, var(--accent) 70%, var(--quiet));
  }
  .plot {
    position: relative;
    block-size: var(--plot-height, 240px);
    border-radius: var(--radius-m);
    cursor: crosshair;
  }
  .plot .uplot {
    position: absolute;
    inset: 0;
    font-family: inherit;
  }
  .plot .u-cursor-x {
    border-inline-end: 1px solid var(--field-line);
  }
  .tip {
    position: absolute;
    z-index: 1;
    inset-block-start: 8px;
    display: grid;
    gap: 4px;
    max-inline-size: 80%;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--raised);
    box-shadow: var(--shadow-m);
    color: var(--ink);
    font-size: 13px;
    line-height: 18px;
    pointer-events: none;
  }
  .tip b {
    margin-inline-start: auto;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .tip strong {
    font-weight: 600;
  }
  .scroll {
    max-block-size: 320px;
    overflow-y: auto;
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  /* On paper there is a table where the chart has not been on screen. */
  .undrawn {
    display: none;
  }
  @container (max-width: 560px) {
    .plot {
      block-size: var(--plot-height, 200px);
    }
  }
  @media (forced-colors: active) {
    i,
    .tone-0.before > i {
      color: CanvasText;
    }
    .tone-1 > i {
      color: LinkText;
    }
    .tone-0.before > i {
      color: GrayText;
    }
  }
  @media print {
    .head > .button,
    .tip {
      display: none;
    }
    .plot {
      break-inside: avoid;
    }
    .plot:not(:has(.uplot)) {
      display: none;
    }
    .undrawn {
      display: block;
    }
    .scroll {
      max-block-size: none;
    }
  }
`;

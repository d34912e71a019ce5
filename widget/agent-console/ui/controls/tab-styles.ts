import { css } from 'lit';

/** The buttons in a row of `<agent-console-tabs>`, which belong to the element around it. */
export const tabStyles = css`
  .tab {
    flex: none;
    min-inline-size: 44px;
    min-block-size: 44px;
    padding: 4px 8px;
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    color: var(--quiet);
    font-size: 13px;
    white-space: nowrap;
  }
  .tab:focus-visible {
    outline-offset: -2px;
  }
  .tab[aria-pressed='true'] {
    border-color: var(--accent);
    color: var(--ink);
    font-weight: 600;
  }
  /* There a transparent line is drawn as well. */
  @media (forced-colors: active) {
    .tab[aria-pressed='false'] {
      border-color: Canvas;
    }
  }
`;

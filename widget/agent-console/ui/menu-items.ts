import { css } from 'lit';

/** How the items of a menu look, which belong to the element around it. */
export const menuItems = css`
  .item {
    display: flex;
    gap: 8px;
    align-items: center;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 4.8px 9.6px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: inherit;
    text-align: start;
  }
  .item:hover {
    background: var(--sunken);
  }
  .item > .label {
    max-inline-size: 100%;
  }
  .item[aria-pressed='true'] {
    font-weight: 600;
  }
  .item[aria-pressed='true']::after {
    content: '✓';
    margin-inline-start: auto;
  }
  .group {
    margin: 6.4px 9.6px 3.2px;
    color: var(--quiet);
    font-size: 12px;
    font-weight: 600;
  }
`;

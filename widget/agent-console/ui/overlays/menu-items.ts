import { css } from 'lit';

/** How the items of a menu look, which belong to the element around it. */
export const menuItems = css`
  .item {
    display: flex;
    gap: 8px;
    align-items: center;
    inline-size: 100%;
    min-block-size: var(--control);
    padding: 4px 8px;
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
    content: '';
    flex: none;
    inline-size: 5px;
    block-size: 10px;
    margin-inline: auto 4px;
    margin-block-end: 4px;
    border: solid currentColor;
    border-width: 0 1.75px 1.75px 0;
    rotate: 45deg;
  }
  .item[aria-pressed='true']:has(> .when)::after {
    margin-inline-start: 8px;
  }
  .group {
    margin: 8px 8px 4px;
    color: var(--quiet);
    font-size: 12px;
    font-weight: 600;
  }
`;

import { css } from 'lit';

/** Styles of the form for products, beside those that all forms have. */
export const productFormStyles = css`
  .kinds {
    margin-block: -4px 8px;
    border-block-end: 1px solid var(--line);
  }
  .chosen {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chosen li {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 4px 4px 4px 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--surface);
  }
  .chosen li:dir(rtl) {
    padding: 4px 8px 4px 4px;
  }
  .choosing {
    display: grid;
    gap: 4px;
  }
  .choosing > span:first-child {
    font-weight: 500;
  }
  .choosing small {
    color: var(--quiet);
    font-size: 13px;
  }
  .missing-catalog {
    display: grid;
    gap: 12px;
    justify-items: start;
    padding-block: 8px;
  }
  .missing-catalog p {
    margin: 0;
  }
`;

import { css } from 'lit';

/** Templates to choose from, as cards. */
export const starterStyles = css`
  .starters {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
    gap: 12px;
    border: 0;
  }
  .starters > li {
    display: grid;
    align-items: stretch;
    min-block-size: 0;
    padding: 0;
    border: 0;
  }
  .starters button {
    display: grid;
    gap: 4px;
    align-content: start;
    min-inline-size: 0;
    padding: 12px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--surface);
    color: inherit;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .starters button:hover:enabled {
    border-color: var(--accent);
    background: var(--hover);
  }
  .starters span {
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  .starters .obstacle {
    color: var(--warning);
  }
`;

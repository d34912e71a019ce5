import { css } from 'lit';

export const emojiStyles = css`
  :host {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: 4px;
    inline-size: 306px;
    max-inline-size: 100%;
    block-size: 360px;
    max-block-size: 60dvh;
  }
  .head {
    display: flex;
    gap: 4px;
    align-items: center;
  }
  .search {
    display: flex;
    flex: 1;
    gap: 8px;
    align-items: center;
    min-inline-size: 0;
    padding-inline: 8px;
    border: 1px solid var(--field-line);
    border-radius: var(--radius-m);
    color: var(--quiet);
  }
  .search:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }
  .search svg {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
  }
  input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(var(--control) - 2px);
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    color: var(--ink);
    font: inherit;
  }
  input:focus-visible {
    outline: 0;
  }
  .groups {
    display: flex;
    justify-content: space-between;
    border-block-end: 1px solid var(--line);
    padding-block-end: 4px;
  }
  .groups .icon-button {
    flex: 0 1 30px;
    min-inline-size: 24px;
    min-block-size: 30px;
    font-size: 16px;
  }
  .groups svg {
    inline-size: 18px;
    block-size: 18px;
  }
  .tone {
    flex: none;
    font-size: 18px;
  }
  .all {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(36px, 1fr));
    grid-auto-rows: 36px;
    align-content: start;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .all button {
    display: grid;
    place-items: center;
    padding: 0;
    border: 0;
    border-radius: var(--radius-s);
    background: none;
    color: inherit;
    font:
      22px / 1 'Apple Color Emoji',
      'Segoe UI Emoji',
      'Noto Color Emoji',
      sans-serif;
    content-visibility: auto;
  }
  .all button:hover {
    background: var(--hover);
  }
  .all button:focus-visible {
    outline-offset: -2px;
  }
  p {
    grid-row: 3;
    grid-column: 1;
    margin: 16px 8px;
    color: var(--quiet);
    text-align: center;
  }
  @media (pointer: coarse) {
    .all {
      grid-template-columns: repeat(auto-fill, minmax(44px, 1fr));
      grid-auto-rows: 44px;
    }
  }
`;

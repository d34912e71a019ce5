import { css } from 'lit';

/** The page of the setup, with its steps one below the other. */
export const setupPageStyles = css`
  :host {
    display: block;
    block-size: 100%;
    overflow-y: auto;
    background: var(--sunken);
  }
  .page {
    display: grid;
    gap: 16px;
    inline-size: min(736px, 100%);
    margin-inline: auto;
    padding: 24px 16px 48px;
  }
  h1 {
    margin: 0;
    font-size: 24px;
  }
  .step {
    display: grid;
    gap: 16px;
    padding: 16px 24px;
    border-radius: 16px;
    background: var(--surface);
    box-shadow: var(--shadow-s);
  }
  .head {
    display: flex;
    gap: 16px;
    align-items: center;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-align: start;
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: 16px;
  }
  .body {
    display: grid;
    gap: 16px;
  }
  .mark svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .verified {
    display: flex;
    gap: 12px;
    align-items: center;
  }
  .body[hidden] {
    display: none;
  }
  a.primary {
    display: inline-grid;
    place-items: center;
    text-decoration: none;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
  }
  .consequence {
    flex: 1 1 200px;
  }
`;

import { css } from 'lit';

/** Looks of a small dialog over the console. */
export const dialogStyles = css`
  dialog {
    inline-size: min(32rem, 100vw);
    max-inline-size: none;
    max-block-size: min(40rem, 100dvh);
    padding: 0;
    border: 0;
    border-radius: 18px;
    background: var(--surface);
    color: inherit;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 0.5rem;
    padding-inline: 1.25rem 0.75rem;
  }
  h2 {
    margin: 0;
    font-size: 1.125rem;
  }
  kbd {
    padding: 0.1rem 0.5rem;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--sunken);
    font: inherit;
    font-size: 0.8125rem;
    white-space: nowrap;
  }
`;

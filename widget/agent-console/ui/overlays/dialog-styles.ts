import { css } from 'lit';
import { scrim } from '../palettes/overlays.ts';

/** Looks of a small dialog over the console. */
export const dialogStyles = css`
  dialog {
    inline-size: min(512px, 100vw);
    max-inline-size: none;
    max-block-size: min(640px, 100dvh);
    padding: 0;
    border: 0;
    border-radius: 18px;
    background: var(--surface);
    color: inherit;
  }
  dialog::backdrop {
    background: ${scrim};
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 8px;
    padding-inline: 24px 12px;
  }
  h2 {
    margin: 0;
    font-size: 18px;
  }
  kbd {
    padding: 2px 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--sunken);
    font: inherit;
    font-size: 13px;
    white-space: nowrap;
  }
`;

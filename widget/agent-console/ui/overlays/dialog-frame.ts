import { css } from 'lit';
import { scrim } from '../palettes/overlays.ts';

/** How every dialog of the console looks. */
export const dialogFrame = css`
  dialog {
    inline-size: min(var(--dialog, 480px), 100vw - 32px);
    max-inline-size: none;
    max-block-size: calc(100dvh - 32px);
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    box-shadow: var(--shadow-l);
    color: inherit;
  }
  dialog[open] {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
  }
  dialog::backdrop {
    background: ${scrim};
  }
  .head {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding-block: 16px 8px;
    padding-inline: 24px 16px;
  }
  h2 {
    margin: 0;
    font-size: 16px;
    font-weight: 600;
    line-height: 24px;
    overflow-wrap: anywhere;
  }
  .body {
    padding: 8px 24px 24px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: flex-end;
    padding: 12px 24px 16px;
    border-block-start: 1px solid var(--line);
  }
  @media (max-width: 480px) {
    dialog {
      inline-size: 100vw;
      margin-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    .actions {
      padding-block-end: max(16px, env(safe-area-inset-bottom));
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      animation: dialog-in 180ms var(--ease);
    }
    dialog[open]::backdrop {
      animation: backdrop-in 120ms linear;
    }
  }
  @keyframes dialog-in {
    from {
      opacity: 0;
      transform: translateY(8px) scale(0.99);
    }
  }
  @keyframes backdrop-in {
    from {
      opacity: 0;
    }
  }
`;

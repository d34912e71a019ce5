import { css } from 'lit';

export const agentConsoleStyles = css`
  :host {
    /* Said here only, so that a page decides it for all that is inside. */
    color-scheme: light dark;
    display: block;
    position: relative;
    container-type: size;
    block-size: 36rem;
    /* Unlike what is hidden, what is clipped is never scrolled into view. */
    overflow: clip;
    background: var(--surface);
  }
  .all {
    display: contents;
  }
  .middle {
    display: grid;
    place-content: center;
    gap: 0.75rem;
    block-size: 100%;
    padding: 1.5rem;
    text-align: center;
    color: var(--quiet);
  }
  agent-console-sign-in {
    block-size: 100%;
  }
`;

import { css } from 'lit';

export const agentConsoleStyles = css`
  :host {
    /* Said here only, so that a page decides it for all that is inside. */
    color-scheme: light dark;
    display: block;
    position: relative;
    container-type: size;
    block-size: 576px;
    /* Unlike what is hidden, what is clipped is never scrolled into view. */
    overflow: clip;
    background: var(--surface);
  }
  :host([hidden]) {
    display: none;
  }
  /* Here and not at the host, which a page's rule for all elements reaches. Only what hides or disables the whole comes in. */
  .all {
    all: initial;
    display: contents;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    font: 400 var(--text-14) var(--font);
    color: var(--ink);
    -webkit-text-size-adjust: 100%;
    -webkit-user-select: text;
    user-select: text;
  }
  .compact {
    --density-control: 32px;
    --density-row: 56px;
  }
  .middle {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 12px;
    block-size: 100%;
    padding: 24px;
    text-align: center;
    color: var(--quiet);
  }
  agent-console-sign-in {
    block-size: 100%;
  }
`;

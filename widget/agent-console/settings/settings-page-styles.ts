import { css } from 'lit';

/** The groups beside the page; on a phone, one or the other. */
export const settingsPageStyles = css`
  :host {
    position: absolute;
    z-index: 4;
    inset: 0;
    container-type: inline-size;
    display: block;
    background: var(--surface);
  }
  .all {
    display: grid;
    grid-template: minmax(0, 1fr) / 264px minmax(0, 1fr);
    block-size: 100%;
  }
  .side {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    border-inline-end: 1px solid var(--line);
    background: var(--sunken);
  }
  header {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 60px;
    padding: 8px 12px;
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: 16px;
    font-weight: 600;
  }
  /* It has the focus only so that the keyboard begins here. */
  .side h2:focus-visible {
    outline: none;
  }
  nav {
    padding: 0 12px 24px;
    overflow-y: auto;
  }
  h3 {
    margin: 16px 12px 4px;
    color: var(--quiet);
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
  }
  ul {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  nav button {
    display: flex;
    gap: 12px;
    align-items: center;
    inline-size: 100%;
    min-block-size: var(--control);
    padding: 4px 12px;
    border: 0;
    border-radius: var(--radius-m);
    background: none;
    color: inherit;
    text-align: start;
  }
  nav button > svg {
    flex: none;
    color: var(--quiet);
  }
  nav button:hover {
    background: var(--hover);
  }
  nav button[aria-current] {
    background: var(--ours);
    font-weight: 500;
  }
  @media (forced-colors: active) {
    nav button[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  nav button[aria-current] > svg {
    color: inherit;
  }
  .next {
    display: none;
    margin-inline-start: auto;
    color: var(--quiet);
  }
  .next:dir(rtl),
  .bar svg:dir(rtl) {
    transform: scaleX(-1);
  }
  .main {
    min-inline-size: 0;
    overflow-y: auto;
    scroll-padding-block: 24px 96px;
  }
  .bar {
    display: none;
  }
  .section {
    max-inline-size: 736px;
    margin-inline: auto;
    padding: 32px 32px 64px;
  }
  agent-console-number-switch {
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-block-end: 16px;
    padding: 0;
  }
  @container (max-width: 760px) {
    .all {
      grid-template-columns: minmax(0, 1fr);
    }
    .side {
      border: 0;
      background: var(--surface);
    }
    .all.section-open > .side,
    .all:not(.section-open) > .main {
      display: none;
    }
    nav button {
      min-block-size: 48px;
    }
    nav button[aria-current] {
      background: none;
      font-weight: inherit;
    }
    nav button[aria-current]:hover {
      background: var(--hover);
    }
    .next {
      display: grid;
    }
    .bar {
      position: sticky;
      z-index: 2;
      inset-block-start: 0;
      display: flex;
      border-block-end: 1px solid var(--line);
      background: var(--surface);
    }
    .section {
      padding: 16px 16px 48px;
    }
    agent-console-number-switch {
      inline-size: auto;
    }
  }
`;

import { css } from 'lit';
import { found, onFound } from '../ui/palettes/overlays.ts';
import { spokenOnly } from '../ui/spoken-only.ts';

/** The thread around its messages. */
export const threadStyles = css`
  :host {
    /* What is placed in it scrolls with it, and makes no box around it larger. */
    position: relative;
    display: block;
    overflow-y: auto;
    overflow-anchor: none;
    background: var(--sunken);
    padding: 0 max(clamp(12px, 3cqi, 32px), var(--column-margin, 0px)) 16px;
  }
  [role='log'] {
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
    justify-content: flex-end;
  }
  [role='log']:focus-visible {
    outline: none;
  }
  :host(:focus-within):has([role='log']:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .date {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }
  .day,
  .new {
    justify-self: center;
    max-inline-size: 90%;
    margin-block: 16px 4px;
    padding: 2px 12px;
    border-radius: 999px;
    background: var(--raised);
    color: var(--quiet);
    font-size: 12px;
    text-align: center;
  }
  /* The day of the messages in view. */
  .day {
    position: sticky;
    inset-block-start: 8px;
    z-index: 1;
    box-shadow: var(--shadow-s);
  }
  .line {
    justify-self: center;
    max-inline-size: min(544px, 90%);
    padding-block: 8px 4px;
    color: var(--quiet);
    font-size: 12px;
    text-align: center;
    overflow-wrap: anywhere;
  }
  ::highlight(agent-console-found) {
    background-color: ${found};
    color: ${onFound};
  }
  .new {
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    /* The day of the messages stays in view above it. */
    scroll-margin-block-start: 40px;
  }
  .more {
    align-self: center;
    margin-block-start: 16px;
  }
  .glance {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    max-inline-size: min(320px, 100vw - 16px);
    margin: 0;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--raised);
    box-shadow: var(--shadow-m);
    color: var(--ink);
    pointer-events: none;
  }
  .heard {
    ${spokenOnly}
  }
  .down {
    position: sticky;
    inset-block-end: 4px;
    align-self: flex-end;
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-inline-size: 44px;
    min-block-size: 44px;
    justify-content: center;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--raised);
    color: inherit;
    box-shadow: var(--shadow-m);
  }
`;

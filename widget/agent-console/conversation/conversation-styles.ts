import { css } from 'lit';

export const conversationStyles = css`
  :host {
    display: grid;
    grid-template: auto auto 1fr auto auto auto / minmax(0, 1fr);
    min-block-size: 0;
  }
  agent-console-thread {
    grid-row: 3;
    min-block-size: 0;
  }
  agent-console-collision {
    grid-row: 4;
  }
  agent-console-composer {
    grid-row: 6;
  }
  .identity {
    margin: 0;
    padding: 8px 14.4px;
    background: var(--alarm-surface);
    color: var(--alarm);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    min-block-size: 60px;
    padding: 8px 14.4px;
    border-block-end: 1px solid var(--line);
  }
  .who {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, max-content);
    min-inline-size: 0;
  }
  .who small {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  h2 {
    margin: 0;
    overflow: hidden;
    font-size: 16px;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  agent-console-tools {
    flex-basis: 100%;
  }
  agent-console-note {
    grid-row: 6;
  }
  /* While a phone's keyboard is open, the room is for what is read and written. */
  @container (max-width: 480px) and (max-height: 480px) {
    header:has(~ agent-console-composer:focus-within, ~ agent-console-note:focus-within)
      agent-console-tools {
      display: none;
    }
  }
  [hidden] {
    display: none;
  }
  .modes {
    grid-row: 5;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    padding-inline: 14.4px;
    border-block-start: 1px solid var(--line);
    font-size: 13px;
  }
  .mode {
    min-inline-size: 44px;
    min-block-size: 44px;
    padding-inline: 9.6px;
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    color: var(--quiet);
  }
  .mode[aria-pressed='true'] {
    border-color: var(--accent);
    color: var(--ink);
    font-weight: 600;
  }
  .modes .hint {
    display: flex;
    gap: 8px;
    align-items: center;
    padding-block: 4px;
  }
  .modes .plain {
    flex: none;
  }
  .back:dir(rtl) {
    scale: -1 1;
  }
  .window {
    color: var(--quiet);
    font-size: 13px;
    white-space: nowrap;
  }
  @container (min-width: 720px) {
    .back {
      display: none;
    }
  }

  .read-only {
    margin: 0;
    padding: 12px 16px;
    color: var(--quiet);
    text-align: center;
  }
`;

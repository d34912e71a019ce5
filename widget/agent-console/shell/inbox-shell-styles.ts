import { css } from 'lit';

/** `agent-console` is the container of its size queries. */
export const consoleInboxStyles = css`
  :host {
    position: relative;
    display: block;
    block-size: 100%;
  }
  .panes {
    display: grid;
    grid-template-columns: 100%;
    block-size: 100%;
  }
  .panes > * {
    min-inline-size: 0;
    min-block-size: 0;
  }
  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto auto auto 1fr;
  }
  .top {
    grid-row: 2;
    position: relative;
    border-block-end: 1px solid var(--line);
  }
  /* The button stands beside the field only: what is offered below it has the whole width. */
  .top:has(> .round) {
    --beside: 140px;
  }
  .top > .round {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 52px;
  }
  .top > .round:has(+ .round) {
    inset-inline-end: 96px;
  }
  /* Its script loads after the first list, which must not move. */
  agent-console-number-switch:not(:defined) {
    display: block;
    block-size: calc(var(--control) + 8px);
  }
  agent-console-choice {
    display: contents;
  }
  .list agent-console-list,
  .list > agent-console-found {
    grid-row: 4;
    min-block-size: 0;
  }
  .list.found {
    grid-template-rows: auto auto auto minmax(0, auto) auto 1fr;
  }
  .list.found agent-console-list {
    max-block-size: 40cqb;
  }
  .list.found > agent-console-found {
    grid-row: 6;
  }
  .list.found > .group {
    grid-row: 5;
  }
  agent-console-list-tabs {
    grid-row: 3;
  }
  h2.group {
    grid-row: 5;
    margin: 0;
    padding: 8px 16px 4px;
    color: var(--quiet);
    font-size: 12px;
    font-weight: 600;
  }
  .panes.reading > .list {
    display: none;
  }
  .conversation {
    position: relative;
    display: none;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  .dropping::after {
    content: attr(data-drop);
    position: absolute;
    inset: 8px;
    display: grid;
    place-items: center;
    border: 2px dashed var(--accent);
    border-radius: 14px;
    background: color-mix(in srgb, var(--surface) 88%, transparent);
    font-weight: 600;
  }
  .reading > .conversation {
    display: grid;
  }
  @container (min-width: 720px) {
    .panes {
      grid-template-columns: clamp(320px, 34%, 416px) 1fr;
    }
    .panes.reading > .list {
      display: grid;
    }
    .list {
      border-inline-end: 1px solid var(--line);
    }
    .conversation {
      display: grid;
    }
  }
  @container (min-width: 1100px) {
    .panes.three {
      grid-template-columns: clamp(320px, 27%, 416px) 1fr clamp(280px, 25%, 400px);
    }
    .panes.three > agent-console-contact {
      border-inline-start: 1px solid var(--line);
    }
  }
  .nothing {
    grid-row: 1 / -1;
    display: grid;
    place-items: center;
    background: var(--sunken);
    color: var(--quiet);
  }
  .note {
    position: absolute;
    inset-block-start: 9.6px;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: fit-content;
    padding: 4px 16px;
    border-radius: var(--radius-full);
    background: var(--ink);
    color: var(--surface);
    font-size: 13px;
  }
`;

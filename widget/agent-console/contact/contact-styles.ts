import { css } from 'lit';

/** Looks of the parts of the panel about a customer. */
export const contactStyles = css`
  .blocks {
    display: grid;
    align-content: start;
    padding: 16px;
  }
  .fold {
    margin-inline: -16px;
    padding-inline: 16px;
    border-block-start: 1px solid var(--line);
  }
  .fold:has(> .inner > :is(agent-console-contact-files, agent-console-contact-history)[hidden]) {
    display: none;
  }
  .fold > summary {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 44px;
    cursor: pointer;
    list-style: none;
  }
  .fold > summary::-webkit-details-marker {
    display: none;
  }
  .fold > summary svg {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    color: var(--quiet);
    rotate: -90deg;
  }
  .fold[open] > summary svg {
    rotate: none;
  }
  .fold > summary:dir(rtl) svg {
    rotate: 90deg;
  }
  .fold[open] > summary:dir(rtl) svg {
    rotate: none;
  }
  .fold > summary h3 {
    color: inherit;
    font-size: 14px;
  }
  .inner {
    display: grid;
    gap: 12px;
    padding-block: 4px 16px;
  }
  .blocks > :first-child {
    margin-block-end: 12px;
  }
  section,
  form,
  label:not(.field > *) {
    display: grid;
    gap: 8px;
    min-inline-size: 0;
  }
  .row {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
  }
  h3,
  h4 {
    margin: 0;
    color: var(--quiet);
    font-size: 13px;
    font-weight: 600;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  small {
    color: var(--quiet);
    font-size: 12px;
  }
  .text {
    white-space: pre-wrap;
  }
  ul {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .id {
    display: grid;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  input:not(.input, [type='checkbox']) {
    min-inline-size: 0;
    min-block-size: var(--control);
    padding: 4px 12px;
    border: 1px solid var(--field-line);
    border-radius: var(--radius-m);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  label:not(.field > *) {
    color: var(--quiet);
    font-size: 13px;
  }
  label:not(.field > *) > * {
    font-size: 14px;
  }
  .plain {
    flex: none;
    justify-self: start;
    min-block-size: var(--control);
    padding-inline: 16px;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .problem {
    padding: 8px 12px;
    border-radius: var(--radius-m);
    background: var(--alarm-surface);
    color: var(--alarm);
  }
`;

import { css } from 'lit';

/** Looks of the parts of the panel about a customer. */
export const contactStyles = css`
  .blocks {
    display: grid;
    gap: 24px;
    padding: 16px;
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
  h3 {
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
    padding: 7px 12px;
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
    padding-inline: 14px;
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

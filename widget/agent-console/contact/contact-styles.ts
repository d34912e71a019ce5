import { css } from 'lit';

/** Looks of the parts of the panel about a customer. */
export const contactStyles = css`
  .blocks {
    display: grid;
    gap: 22.4px;
    padding: 16px;
  }
  section,
  form,
  label {
    display: grid;
    gap: 5.6px;
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
    gap: 5.6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .id {
    display: grid;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  input,
  textarea {
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 8px 11.2px;
    border: 1px solid var(--quiet);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  label {
    color: var(--quiet);
    font-size: 13px;
  }
  label > * {
    font-size: 15px;
  }
  .plain {
    flex: none;
    justify-self: start;
    min-block-size: 44px;
    padding-inline: 14.4px;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .problem {
    padding: 9.6px 12.8px;
    border-radius: 10px;
    background: var(--alarm-surface);
    color: var(--alarm);
  }
`;

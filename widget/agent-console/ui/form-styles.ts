import { css } from 'lit';

/** Looks of a section of the settings. */
export const settingsStyles = css`
  :host,
  form,
  section {
    display: grid;
    gap: 16px;
  }
  h3 {
    margin: 0;
    font-size: 16px;
  }
  /* A phone number stays on one line. */
  h3 bdi {
    white-space: nowrap;
  }
  p {
    margin: 0;
  }
  label {
    display: grid;
    gap: 4.8px;
    align-content: start;
    font-weight: 600;
  }
  .check {
    display: flex;
    gap: 9.6px;
    align-items: center;
    min-block-size: 44px;
    font-weight: 400;
  }
  .check input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    min-block-size: 0;
    accent-color: var(--accent);
  }
  .check + small {
    margin-block-start: -16px;
    padding-inline-start: 29.6px;
  }
  small {
    color: var(--quiet);
    font-weight: 400;
  }
  input,
  select,
  textarea {
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 8px 12.8px;
    border: 1px solid var(--quiet);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
    font-weight: 400;
    text-overflow: ellipsis;
  }
  ::file-selector-button {
    margin-inline-end: 12px;
    padding: 3.2px 12px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--raised);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  fieldset {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 12px 16px 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  legend {
    padding-inline: 6.4px;
    font-weight: 600;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(max(min(224px, 100%), 50% - 6px), 1fr));
    gap: 12px;
  }
  .pair[hidden] {
    display: none;
  }
  .pair > small {
    grid-column: 1 / -1;
  }
  ul {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: flex-end;
    min-block-size: 52px;
    padding-block: 4.8px;
    overflow-wrap: anywhere;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  li > :first-child {
    flex: 1 1 96px;
    min-inline-size: 0;
  }
  ul:not(:has(li)) {
    display: none;
  }
  summary {
    min-block-size: 44px;
    align-content: center;
    cursor: pointer;
  }
  a {
    color: var(--link);
  }
  .plain {
    min-block-size: 44px;
    padding-inline: 14.4px;
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    gap: 16px;
    align-items: center;
  }
  .problem {
    color: var(--alarm);
  }
`;

import { css } from 'lit';

/** Looks of a section of the settings. */
export const settingsStyles = css`
  :host,
  form,
  section {
    display: grid;
    gap: 1rem;
  }
  h3 {
    margin: 0;
    font-size: 1rem;
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
    gap: 0.3rem;
    align-content: start;
    font-weight: 600;
  }
  .check {
    display: flex;
    gap: 0.6rem;
    align-items: center;
    min-block-size: 44px;
    font-weight: 400;
  }
  .check input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    min-block-size: 0;
    accent-color: var(--accent);
  }
  .check + small {
    margin-block-start: -1rem;
    padding-inline-start: 1.85rem;
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
    padding: 0.5rem 0.8rem;
    border: 1px solid var(--quiet);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
    font-weight: 400;
    text-overflow: ellipsis;
  }
  ::file-selector-button {
    margin-inline-end: 0.75rem;
    padding: 0.2rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--raised);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  fieldset {
    display: grid;
    gap: 0.75rem;
    margin: 0;
    padding: 0.75rem 1rem 1rem;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  legend {
    padding-inline: 0.4rem;
    font-weight: 600;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(max(min(14rem, 100%), 50% - 0.375rem), 1fr));
    gap: 0.75rem;
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
    gap: 0.5rem;
    align-items: center;
    justify-content: flex-end;
    min-block-size: 52px;
    padding-block: 0.3rem;
    overflow-wrap: anywhere;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  li > :first-child {
    flex: 1 1 6rem;
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
    padding-inline: 0.9rem;
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem;
    align-items: center;
  }
  .problem {
    color: var(--alarm);
  }
`;

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
  p {
    margin: 0;
  }
  label {
    display: grid;
    gap: 0.3rem;
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
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
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
    gap: 0.25rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    justify-content: space-between;
    min-block-size: 44px;
    overflow-wrap: anywhere;
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

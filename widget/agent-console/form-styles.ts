import { css } from 'lit';

/** Looks of a message that is filled in: the fields, and beside or below them the preview. */
export const formStyles = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
    gap: 1rem;
    margin-block-end: 0.6rem;
  }
  .fields {
    display: grid;
    gap: 0.4rem;
    align-content: start;
  }
  label {
    display: grid;
    gap: 0.15rem;
    font-size: 0.8125rem;
  }
  input,
  textarea {
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 0.4rem 0.7rem;
    border: 1px solid var(--quiet);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  ::file-selector-button {
    min-block-size: 30px;
    margin-inline-end: 0.7rem;
    padding-inline: 0.7rem;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--raised);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .preview {
    align-self: start;
    padding: 0.6rem 0.8rem;
    border-radius: 14px;
    background: var(--ours);
    overflow-wrap: anywhere;
  }
  h3 {
    margin: 0 0 0.3rem;
    color: var(--quiet);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .problem {
    margin: 0;
    color: var(--alarm);
    font-size: 0.8125rem;
  }
`;

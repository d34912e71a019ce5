import { css } from 'lit';

/** Styles of a form: the fields, and the preview beside or below them. */
export const formStyles = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(256px, 100%), 1fr));
    gap: 16px;
    margin-block-end: 9.6px;
  }
  .fields {
    display: grid;
    gap: 6.4px;
    align-content: start;
  }
  label {
    display: grid;
    gap: 2.4px;
    font-size: 13px;
  }
  input,
  textarea {
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 6.4px 11.2px;
    border: 1px solid var(--quiet);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  ::file-selector-button {
    min-block-size: 30px;
    margin-inline-end: 11.2px;
    padding-inline: 11.2px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--raised);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  fieldset {
    display: grid;
    gap: 6.4px;
    min-inline-size: 0;
    margin: 0;
    border: 1px solid var(--line);
    border-radius: 10px;
  }
  .removable,
  .media-header {
    display: flex;
    gap: 6.4px;
    align-items: end;
  }
  .removable > div {
    flex: 1;
    min-inline-size: 0;
  }
  .media-header {
    flex-wrap: wrap;
    align-items: center;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .media-header small {
    flex: 1 1 128px;
  }
  .preview {
    align-self: start;
    padding: 9.6px 12.8px;
    border-radius: 14px;
    background: var(--ours);
    overflow-wrap: anywhere;
  }
  h3 {
    margin: 0 0 4.8px;
    color: var(--quiet);
    font-size: 12px;
    font-weight: 600;
  }
  .left {
    margin: 0;
    color: var(--quiet);
    font-size: 12px;
  }
  [aria-invalid='true'] {
    border-color: var(--alarm);
  }
  .problem {
    margin: 0;
    color: var(--alarm);
    font-size: 13px;
  }
`;

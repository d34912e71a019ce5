import { css } from 'lit';

/** Styles of a form: the fields, and the preview beside or below them. */
export const formStyles = css`
  /* An inline element would not keep the margin that the composer gives it. */
  :host {
    display: block;
  }
  form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(256px, 100%), 1fr));
    gap: 16px;
    margin-block-end: 8px;
  }
  .fields {
    display: grid;
    gap: 12px;
    align-content: start;
  }
  .fields .button {
    justify-self: start;
  }
  ::file-selector-button {
    min-block-size: 28px;
    margin-inline-end: 12px;
    padding-inline: 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--raised);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  fieldset {
    display: grid;
    gap: 12px;
    min-inline-size: 0;
    margin: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .removable,
  .media-header {
    display: flex;
    gap: 8px;
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
    padding: 12px;
    border-radius: var(--radius-l);
    background: var(--ours);
    overflow-wrap: anywhere;
  }
  h3 {
    margin: 0 0 4px;
    color: var(--quiet);
    font-size: 12px;
    font-weight: 600;
  }
  .problem {
    margin: 0;
    color: var(--alarm);
    font-size: 13px;
  }
`;

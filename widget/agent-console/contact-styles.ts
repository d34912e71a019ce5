import { css } from 'lit';

/** Looks of the parts of the panel about a customer. */
export const contactStyles = css`
  .blocks {
    display: grid;
    gap: 1.4rem;
    padding: 1rem;
  }
  section,
  form,
  label {
    display: grid;
    gap: 0.35rem;
    min-inline-size: 0;
  }
  .row {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    justify-content: space-between;
  }
  h3 {
    margin: 0;
    color: var(--quiet);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  small {
    color: var(--quiet);
    font-size: 0.75rem;
  }
  .text {
    white-space: pre-wrap;
  }
  ul {
    display: grid;
    gap: 0.35rem;
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
    padding: 0.5rem 0.7rem;
    border: 1px solid var(--quiet);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  label {
    color: var(--quiet);
    font-size: 0.8125rem;
  }
  label > * {
    font-size: 0.9375rem;
  }
  .plain {
    flex: none;
    justify-self: start;
    min-block-size: 44px;
    padding-inline: 0.9rem;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .problem {
    padding: 0.6rem 0.8rem;
    border-radius: 10px;
    background: var(--alarm-surface);
    color: var(--alarm);
  }
`;

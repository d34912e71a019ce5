import { css } from 'lit';

/** Looks that the parts of the setup share: facts, marks of what is done, and what is wrong. */
export const setupStyles = css`
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.25rem 1rem;
    margin: 0;
    overflow-wrap: anywhere;
  }
  dt {
    color: var(--quiet);
  }
  dd {
    margin: 0;
  }
  @media (max-width: 30rem) {
    dl,
    dl.card {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    dd {
      margin-block-end: 0.4rem;
    }
  }
  .card {
    display: grid;
    gap: 0.75rem;
    padding: 0.9rem 1rem;
    border-radius: 12px;
    background: var(--sunken);
  }
  .problem,
  .warning {
    margin: 0;
    padding: 0.5rem 0.75rem;
    border-radius: 10px;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .problem {
    background: var(--alarm-surface);
    color: var(--alarm);
  }
  .warning {
    background: var(--sunken);
    color: var(--ink);
    border-inline-start: 3px solid var(--accent);
  }
  .problem .plain,
  .warning .plain {
    display: block;
    margin-block-start: 0.4rem;
  }
  .problem small,
  .warning small {
    display: block;
    color: inherit;
  }
  .mark {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border: 2px solid var(--line);
    border-radius: 50%;
    color: var(--quiet);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .mark.done {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .pre {
    margin: 0;
    padding: 0.75rem;
    border-radius: 10px;
    background: var(--sunken);
    font: 0.8125rem / 1.5 ui-monospace, monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;

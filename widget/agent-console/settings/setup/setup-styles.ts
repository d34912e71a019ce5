import { css } from 'lit';

/** Styles that the parts of the setup share. */
export const setupStyles = css`
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 4px 16px;
    margin: 0;
    overflow-wrap: anywhere;
  }
  dt {
    color: var(--quiet);
  }
  dd {
    margin: 0;
  }
  @media (max-width: 480px) {
    dl,
    dl.card {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    dd {
      margin-block-end: 8px;
    }
  }
  .card {
    display: grid;
    gap: 12px;
    padding: 16px;
    border-radius: 12px;
    background: var(--sunken);
  }
  .problem,
  .warning {
    margin: 0;
    padding: 8px 12px;
    border-radius: 10px;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .problem + .problem,
  .warning + .warning {
    margin-block-start: 8px;
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
    margin-block-start: 8px;
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
    inline-size: 28px;
    block-size: 28px;
    border: 2px solid var(--line);
    border-radius: 50%;
    color: var(--quiet);
    font-size: 13px;
    font-weight: 600;
  }
  .mark svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .mark.done {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .pre {
    margin: 0;
    padding: 12px;
    border-radius: 10px;
    background: var(--sunken);
    font: 13px / 1.5 ui-monospace, monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;

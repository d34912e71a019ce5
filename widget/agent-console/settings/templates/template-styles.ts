import { css } from 'lit';

/** Status, notes and rows, as the pages of templates show them. */
export const templateStyles = css`
  .status {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    padding: 1px 8px;
    border-radius: var(--radius-full);
    background: var(--sunken);
    color: var(--ink);
    font: 500 var(--text-12) var(--font);
    white-space: nowrap;
  }
  .status::before {
    content: '';
    flex: none;
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: currentColor;
  }
  .status.good {
    background: var(--good-surface);
    color: var(--good);
  }
  .status.waiting {
    background: var(--warning-surface);
    color: var(--warning);
  }
  .status.bad {
    background: var(--alarm-surface);
    color: var(--alarm);
  }
  .status.off {
    color: var(--quiet);
  }
  .note {
    margin: 0;
    padding: 8px 12px;
    border-radius: var(--radius-s);
    font: 400 var(--text-13) var(--font);
    overflow-wrap: anywhere;
  }
  .note.bad {
    background: var(--alarm-surface);
    color: var(--alarm);
  }
  .note.warning {
    background: var(--warning-surface);
    color: var(--warning);
  }
  code {
    font: 500 13px/20px ui-monospace, monospace;
    overflow-wrap: anywhere;
  }
`;

import { css } from 'lit';

/** The ladder of modes, what is missing, and the meters of the usage. */
export const overviewStyles = css`
  :host {
    container-type: inline-size;
  }
  .faults {
    border-color: transparent;
    background: var(--warning-surface);
    color: var(--warning);
  }
  .faults li + li {
    border-block-start-color: color-mix(in srgb, currentColor 20%, transparent);
  }
  .fault {
    display: flex;
    gap: 12px;
    align-items: center;
    color: var(--ink);
    font-weight: 500;
  }
  .fault > svg {
    flex: none;
    color: var(--warning);
  }
  .faults .button {
    color: var(--ink);
  }
  fieldset.ladder {
    display: grid;
    gap: 0;
    padding: 0;
    border: 0;
  }
  .ladder > legend {
    padding: 0;
    margin-block-end: 8px;
    font-size: 16px;
    font-weight: 600;
    line-height: 24px;
  }
  label.step:not(.choice > *, .field > *) {
    position: relative;
    display: grid;
    grid-template-columns: auto auto minmax(0, 1fr);
    gap: 12px;
    align-items: center;
    align-content: center;
    min-block-size: 64px;
    padding: 12px 16px;
    border: 1px solid var(--line);
    border-block-end-color: transparent;
    font-weight: 400;
    cursor: pointer;
  }
  .step:first-of-type {
    border-start-start-radius: var(--radius-m);
    border-start-end-radius: var(--radius-m);
  }
  label.step:last-of-type:not(.choice > *, .field > *) {
    border-block-end-color: var(--line);
    border-end-start-radius: var(--radius-m);
    border-end-end-radius: var(--radius-m);
  }
  .step:hover {
    background: var(--hover);
  }
  label.step.chosen:not(.choice > *, .field > *) {
    background: var(--ours);
  }
  .step strong {
    display: block;
    font-weight: 500;
  }
  .sign {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: var(--radius-full);
    background: var(--sunken);
    color: var(--quiet);
  }
  /* The rail between the steps, filled up to the chosen one. */
  .step + .step .sign::before {
    content: '';
    position: absolute;
    inset-block-end: 100%;
    inline-size: 2px;
    block-size: 30px;
    background: var(--line);
  }
  .step.reached .sign {
    background: var(--good-surface);
    color: var(--good);
  }
  .step + .step.reached .sign::before {
    background: var(--good);
  }
  .step.chosen .sign {
    background: var(--accent);
    color: var(--on-accent);
  }
  .meters {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(224px, 100%), 1fr));
    gap: 16px;
  }
  .meter {
    display: grid;
    gap: 4px;
    align-content: start;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .meter .name {
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  .meter strong {
    font-size: 20px;
    font-weight: 600;
    line-height: 26px;
  }
  progress {
    appearance: none;
    inline-size: 100%;
    block-size: 6px;
    margin-block-start: 8px;
    overflow: hidden;
    border: 0;
    border-radius: var(--radius-full);
    background: var(--sunken);
  }
  progress::-webkit-progress-bar {
    background: var(--sunken);
  }
  progress::-webkit-progress-value {
    border-radius: var(--radius-full);
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  progress.high::-webkit-progress-value {
    background: var(--warning);
  }
  progress.high::-moz-progress-bar {
    background: var(--warning);
  }
`;

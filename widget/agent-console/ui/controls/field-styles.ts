import { css } from 'lit';

/** A field with its label above, and its hint, problem and counter below. `controlStyles` has the control itself. */
export const fieldStyles = css`
  .field,
  .choice-text {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    align-content: start;
  }
  .field > label,
  .field > legend {
    display: block;
    inline-size: fit-content;
    padding: 0;
    font-weight: 500;
  }
  fieldset.field {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  fieldset.field > legend {
    margin-block-end: 4px;
  }
  .below {
    display: flex;
    gap: 16px;
    align-items: start;
    justify-content: space-between;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  .below > .count {
    flex: none;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  .below .wrong,
  .below .wrong.count {
    display: flex;
    gap: 8px;
    color: var(--alarm);
  }
  .wrong > svg {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 1px;
  }
  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 12px;
    align-items: start;
    padding-block: 8px;
  }
  .choice > input:not([role='switch']) {
    margin-block-start: 1px;
  }
  .choice > label {
    cursor: pointer;
  }
  .choice > small {
    grid-column: 2;
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  /* A switch is at the end of its line. */
  .choice.switch {
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
  }
  .choice.switch > small {
    grid-column: 1;
  }
  .choice.switch > input {
    grid-area: 1 / 2;
  }
  @media (pointer: coarse) {
    .choice {
      padding-block: 12px;
    }
  }
`;

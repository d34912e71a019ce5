import { css } from 'lit';

/** Styles that the parts of a number's profile share. */
export const profileStyles = css`
  .field {
    display: grid;
    gap: 4.8px;
    align-content: start;
  }
  .below {
    display: flex;
    gap: 12px;
    justify-content: space-between;
  }
  .count {
    flex: none;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  small.problem {
    color: var(--alarm);
  }
  [aria-invalid='true'] {
    border-color: var(--alarm);
  }
  textarea {
    resize: vertical;
  }
  .plain:disabled {
    opacity: 0.5;
    cursor: default;
  }
`;

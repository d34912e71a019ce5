import { css } from 'lit';

/** Declarations for what is not seen and only read out. */
export const spokenOnly = css`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
`;

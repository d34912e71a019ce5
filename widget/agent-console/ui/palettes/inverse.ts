import { css } from 'lit';

/** A surface in the tone of the text, for what floats over everything: a toast. */
export const inverseColors = css`
  :host {
    --inverse: light-dark(#1d2724, #e8eeec);
    --on-inverse: light-dark(#ffffff, #14201d);
    --inverse-accent: light-dark(#7fe0c8, #0a5a4e);
    --inverse-hover: light-dark(rgb(255 255 255 / 12%), rgb(0 0 0 / 8%));
  }
`;

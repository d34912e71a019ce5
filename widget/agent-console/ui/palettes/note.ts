import { css } from 'lit';

/** The notes of the team, in the thread and while one is written. */
export const noteColors = css`
  :host {
    --note: light-dark(#fff6d6, #332a0d);
    --on-note: light-dark(#3d3000, #ffecb0);
    --note-line: light-dark(#b88a00, #a98a2a);
    --note-action: light-dark(#6b5200, #ffd765);
    --on-note-action: light-dark(#ffffff, #2b2100);
  }
`;

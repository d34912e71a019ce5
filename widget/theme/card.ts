import { css } from 'lit';

/** One card in the middle of an otherwise empty place: signing in, joining, connecting a number. */
export const cardStyles = css`
  :host {
    display: grid;
    place-items: center;
    padding: 24px;
    background: var(--sunken);
  }
  section {
    inline-size: min(384px, 100%);
    padding: 24px;
    border-radius: 18px;
    background: var(--surface);
    box-shadow: var(--shadow-l);
  }
  h1 {
    margin: 0;
    font-size: 22px;
  }
  h2 {
    margin: 0;
  }
  summary {
    min-block-size: 44px;
    align-content: center;
    color: var(--quiet);
    cursor: pointer;
  }
  a.primary {
    display: inline-grid;
    place-items: center;
    text-decoration: none;
  }
`;

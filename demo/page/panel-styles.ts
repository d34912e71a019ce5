/** How the panels look in which a person acts as Meta. */
import { css } from 'lit';

export const panelStyles = css`
  :host {
    color-scheme: light dark;
    display: block;
    color: light-dark(#20281f, #e9eee9);
    font: 400 0.9375rem / 1.4 system-ui, sans-serif;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
    gap: 1.25rem;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-content: start;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 0.4rem;
    font-weight: 600;
  }
  button,
  select {
    min-block-size: 44px;
    max-inline-size: 100%;
    padding: 0 0.9rem;
    border: 1px solid light-dark(#8b8672, #6b7874);
    border-radius: 999px;
    background: light-dark(#fff, #18221f);
    color: inherit;
    font: inherit;
  }
  button {
    cursor: pointer;
  }
  p {
    min-block-size: 1lh;
    margin: 0.9rem 0 0;
  }
  :focus-visible {
    outline: 2px solid light-dark(#0b6e5f, #3ecfb2);
    outline-offset: 2px;
  }
`;

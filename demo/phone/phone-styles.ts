import { css } from 'lit';

export const phoneStyles = css`
  :host {
    color-scheme: light dark;
    --ink: light-dark(#14201d, #e9edef);
    --quiet: light-dark(#556560, #a9b5b0);
    display: block;
    max-inline-size: 26rem;
    color: var(--ink);
    font: 400 0.9375rem / 1.4 system-ui, sans-serif;
  }
  .phone {
    display: grid;
    grid-template: auto 1fr auto auto / 100%;
    block-size: 34rem;
    overflow: hidden;
    border: 9px solid #1b1f1e;
    border-radius: 36px;
    background: light-dark(#efe9df, #0d1513);
  }
  header {
    padding: 0.7rem 1rem;
    background: light-dark(#0b5d50, #12352e);
    color: #fff;
  }
  header select {
    max-inline-size: 100%;
    min-block-size: 32px;
    border: 0;
    background: inherit;
    color: inherit;
    font: inherit;
    font-weight: 700;
  }
  /* Fixed height, so that nothing moves when the typing indicator appears. */
  header small {
    display: block;
    block-size: 1lh;
  }
  .chat {
    display: flex;
    flex-direction: column;
    gap: 0.35rem;
    margin: 0;
    padding: 0.75rem;
    overflow-y: auto;
    list-style: none;
  }
  .chat > li {
    max-inline-size: 84%;
    padding: 0.4rem 0.65rem;
    border-radius: 14px;
    background: light-dark(#fff, #223330);
    overflow-wrap: anywhere;
  }
  .said {
    margin: 0;
    white-space: pre-wrap;
  }
  :is(ul, ol, blockquote).said {
    margin-inline-start: 0.2rem;
    padding-inline-start: 1.1rem;
  }
  ul.said {
    list-style: disc;
  }
  blockquote.said {
    padding-inline-start: 0.5rem;
    border-inline-start: 3px solid var(--quiet);
  }
  code {
    font-family: ui-monospace, monospace;
    font-size: 0.9em;
  }
  li img,
  li video,
  li audio {
    display: block;
    max-inline-size: 100%;
    border-radius: 10px;
  }
  li img,
  li video {
    inline-size: 100%;
    min-inline-size: 9rem;
    aspect-ratio: 4 / 3;
    object-fit: cover;
  }
  li audio {
    inline-size: 13rem;
  }
  li a {
    color: inherit;
  }
  .quote {
    margin: 0 0 0.25rem;
    padding-inline-start: 0.5rem;
    border-inline-start: 3px solid currentColor;
    color: var(--quiet);
    font-size: 0.8125rem;
  }
  .choices {
    display: grid;
    gap: 0.25rem;
    margin-block-start: 0.35rem;
  }
  .choices small {
    text-align: center;
  }
  .choices span {
    padding: 0.3rem;
    border-block-start: 1px solid light-dark(#c9c3b6, #33413d);
    text-align: center;
  }
  .products {
    display: grid;
    gap: 0.35rem;
    margin-block: 0.35rem;
    padding: 0;
    list-style: none;
  }
  .products li {
    all: unset;
    display: flex;
    gap: 0.5rem;
    align-items: center;
  }
  .products img {
    flex: none;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 8px;
    object-fit: cover;
  }
  .products span {
    flex: 1;
  }
  .products small {
    display: block;
    text-align: start;
  }
  .card {
    margin-block-start: 0.35rem;
    padding: 0.5rem;
    border: 1px solid light-dark(#c9c3b6, #33413d);
    border-radius: 10px;
  }
  .acts {
    display: flex;
    gap: 0.1rem;
  }
  .acts button {
    min-block-size: 28px;
    min-inline-size: 28px;
    padding: 0 0.2rem;
    border: 0;
    background: none;
    font-size: 0.8125rem;
  }
  .acts [aria-pressed="true"] {
    background: light-dark(#d9f7c9, #0f5146);
  }
  .quoting,
  .adding {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.3rem 0.75rem;
    background: light-dark(#fff, #18221f);
  }
  [type="file"] {
    display: none;
  }
  .chat > .mine {
    align-self: flex-end;
    background: light-dark(#d9f7c9, #0f5146);
  }
  .chat > .later {
    align-self: center;
    border-radius: 999px;
    font-size: 0.8125rem;
  }
  li small {
    display: block;
    color: var(--quiet);
    text-align: end;
  }
  form {
    min-inline-size: 0;
    display: flex;
    gap: 0.4rem;
    padding: 0.6rem;
  }
  input[type="text"] {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 0 0.9rem;
    border: 1px solid light-dark(#c9c3b6, #33413d);
    border-radius: 999px;
    background: light-dark(#fff, #18221f);
    color: inherit;
    font: inherit;
  }
  ::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  button {
    min-block-size: 44px;
    padding: 0 0.9rem;
    border: 1px solid light-dark(#c9c3b6, #33413d);
    border-radius: 999px;
    background: light-dark(#fff, #18221f);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .settings {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin: 0.75rem 0 0;
    padding: 0;
    border: 0;
  }
  .settings p {
    margin: 0;
  }
  label {
    display: flex;
    gap: 0.35rem;
    align-items: center;
    min-block-size: 32px;
  }
  :focus-visible {
    outline: 2px solid light-dark(#0b6e5f, #3ecfb2);
    outline-offset: 2px;
  }
`;

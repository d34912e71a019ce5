import { css } from 'lit';

export const cardStyles = css`
  :host {
    all: initial;
    display: contents;
    color-scheme: inherit;
    --accent: light-dark(#0b6e5f, #3ecfb2);
    --quiet: light-dark(#55625e, #a1aeaa);
    --line: light-dark(#e2e0da, #2f393b);
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  dialog {
    position: fixed;
    inset: auto;
    inline-size: min(22rem, calc(100vw - 2rem));
    max-block-size: min(40rem, calc(100dvh - 2rem));
    padding: 0;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--message-us-card-color, light-dark(#fff, #161c1e));
    color: light-dark(#14201d, #e8eeec);
    box-shadow: 0 12px 40px rgb(0 0 0 / 30%);
    font: 400 0.9375rem / 1.45 var(--message-us-font, system-ui, sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
    z-index: 1;
  }
  dialog[open] {
    animation: come 0.16s ease-out;
  }
  @keyframes come {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 20%);
  }
  header,
  .agent,
  label {
    display: flex;
    gap: 0.75rem;
    align-items: center;
  }
  header {
    padding-block: 0.9rem;
    padding-inline: 1rem 0.6rem;
    border-block-end: 1px solid var(--line);
  }
  header > div {
    flex: 1;
    min-inline-size: 0;
  }
  h2 {
    font-size: 1rem;
  }
  .quiet {
    color: var(--quiet);
    font-size: 0.8125rem;
  }
  a,
  button {
    min-block-size: 44px;
    border: 0;
    border-radius: 12px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .face,
  .round {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border-radius: 50%;
  }
  .face {
    background: light-dark(#d9f2e6, #12463c);
    color: light-dark(#0b4a3f, #d9f2e6);
    font-weight: 600;
    object-fit: cover;
  }
  .face svg {
    inline-size: 1.5rem;
  }
  .body {
    display: grid;
    gap: 0.7rem;
    padding: 1rem;
  }
  .bubble {
    justify-self: start;
    max-inline-size: 92%;
    padding: 0.5rem 0.8rem;
    border-radius: 14px;
    border-start-start-radius: 4px;
    background: light-dark(#f1efe9, #232b2d);
    white-space: pre-line;
  }
  ul {
    display: grid;
    gap: 0.25rem;
    padding: 0;
    list-style: none;
  }
  .agent {
    inline-size: 100%;
    padding: 0.5rem;
    text-align: start;
    text-decoration: none;
  }
  .agent strong,
  .agent .quiet {
    display: block;
  }
  .agent:hover,
  .round:hover {
    background: color-mix(in srgb, currentColor 9%, transparent);
  }
  .round svg {
    inline-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  :dir(rtl) > .back svg {
    scale: -1 1;
  }
  .go {
    display: flex;
    align-items: center;
    justify-content: center;
    padding: 0.5rem 1rem;
    border: 1px solid var(--accent);
    color: var(--accent);
    font-weight: 600;
    text-align: center;
    text-decoration: none;
  }
  .go.first {
    background: var(--accent);
    color: light-dark(#fff, #04211c);
  }
  .go:not([href]) {
    opacity: 0.55;
    cursor: default;
  }
  .code,
  .scan {
    justify-self: center;
  }
  .code {
    inline-size: min(11.5rem, 100%);
    border-radius: 10px;
  }
  label {
    min-block-size: 44px;
  }
  input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--accent);
  }
  label a,
  p a {
    min-block-size: 0;
    color: inherit;
    border-radius: 2px;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  @media (max-width: 30rem) {
    dialog:modal {
      inset: auto 0 0 !important;
      inline-size: 100%;
      max-inline-size: none;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      padding-block-end: env(safe-area-inset-bottom);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog[open] {
      animation: none;
    }
  }
`;

import { css } from 'lit';

/** `--c` and `--ink` are the button's color and its text color. No length depends on the page's root font size. */
export const cardStyles = css`
  :host {
    all: initial;
    display: contents;
    color-scheme: inherit;
    --quiet: light-dark(#55625e, #a1aeaa);
    --line: light-dark(#e2e0da, #2f393b);
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .layer {
    display: contents;
  }
  .layer[popover] {
    inset: 0 auto auto 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    overflow: visible;
  }
  dialog {
    position: fixed;
    inset: auto;
    inline-size: min(352px, calc(100vw - 32px));
    max-inline-size: none;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--message-us-card-color, light-dark(#fff, #161c1e));
    color: light-dark(#14201d, #e8eeec);
    box-shadow: 0 12px 40px rgb(0 0 0 / 30%);
    font: 400 0.9375em / 1.45 var(--message-us-font, system-ui, sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
    z-index: 1;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
    animation: come 0.16s ease-out;
  }
  @keyframes come {
    from {
      opacity: 0;
      scale: 0.96;
    }
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 20%);
  }
  .sheet {
    inset: auto 0 0;
    inline-size: min(100%, 520px);
    max-block-size: calc(100vh - 64px);
    max-block-size: calc(100dvh - 64px);
    margin-inline: auto;
    border-width: 1px 0 0;
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }
  .sheet[open] {
    animation: rise 0.2s ease-out;
  }
  @keyframes rise {
    from {
      translate: 0 100%;
    }
  }
  .sheet::backdrop {
    background: rgb(0 0 0 / 40%);
  }
  .sheet > .body {
    padding-block-end: calc(16px + env(safe-area-inset-bottom));
  }
  header,
  .agent,
  label {
    display: flex;
    gap: 12px;
    align-items: center;
  }
  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    flex: none;
    padding-block: 14px;
    padding-inline: 16px 10px;
    background: var(--c);
    color: var(--ink);
    border-block-end: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  }
  header > div {
    flex: 1;
    min-inline-size: 0;
  }
  h2 {
    font-size: 1.067em;
    line-height: 1.3;
  }
  .quiet {
    color: var(--quiet);
    font-size: 0.867em;
  }
  header .quiet {
    color: inherit;
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
    background: color-mix(in srgb, var(--c) 22%, light-dark(#fff, #161c1e));
    font-weight: 600;
    object-fit: cover;
  }
  header .face {
    background: color-mix(in srgb, currentColor 16%, transparent);
  }
  .face svg {
    inline-size: 24px;
  }
  .body {
    display: grid;
    gap: 11px;
    padding: 16px;
  }
  .bubble {
    justify-self: start;
    max-inline-size: 92%;
    padding: 8px 13px;
    border-radius: 14px;
    border-start-start-radius: 4px;
    background: light-dark(#f1efe9, #232b2d);
    white-space: pre-line;
  }
  ul {
    display: grid;
    gap: 4px;
    padding: 0;
    list-style: none;
  }
  .agent {
    inline-size: 100%;
    padding: 8px;
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
    padding: 8px 16px;
    border: 1px solid var(--quiet);
    font-weight: 600;
    text-align: center;
    text-decoration: none;
  }
  .go.first {
    border-color: color-mix(in srgb, currentColor 18%, transparent);
    background: var(--c);
    color: var(--ink);
  }
  .go:hover {
    filter: brightness(0.94);
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
    inline-size: min(184px, 100%);
    border-radius: 10px;
  }
  label {
    min-block-size: 44px;
  }
  input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    accent-color: var(--c);
  }
  label a,
  p a {
    min-block-size: 0;
    color: inherit;
    border-radius: 2px;
  }
  :focus-visible {
    outline: 3px auto Highlight;
    outline-offset: 2px;
  }
  header :focus-visible {
    outline: 3px solid currentColor;
    outline-offset: -3px;
  }
  @media (prefers-reduced-motion: reduce) {
    dialog {
      animation: none !important;
    }
  }
`;

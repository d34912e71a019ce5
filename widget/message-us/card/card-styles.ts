/** The build removes the indentation of templates with this tag. */
const css = String.raw;

/** `--c` and `--ink` are the button's color and its text color. No length depends on the page's root font size. */
export const cardStyles = css`
  :host {
    all: initial;
    display: contents;
    color-scheme: inherit;
    --quiet: light-dark(#55625e, #a1aeaa);
    --line: light-dark(#e2e0da, #2f393b);
    --card: var(--message-us-card-color, light-dark(#fff, #161c1e));
    --on-card: light-dark(#14201d, #e8eeec);
    --bubble: light-dark(#f1efe9, #232b2d);
    --open: #25d366;
    --scrim: rgb(0 0 0 / 40%);
    --shadow: 0 2px 6px rgb(0 0 0 / 8%), 0 12px 40px rgb(0 0 0 / 24%);
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
    inline-size: min(360px, calc(100vw - 32px));
    max-inline-size: none;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--card);
    color: var(--on-card);
    box-shadow: var(--shadow);
    font: 400 0.9375em / 1.45 var(--message-us-font, system-ui, sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
    z-index: 1;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
    animation: come 0.18s cubic-bezier(0.2, 0, 0, 1);
  }
  @keyframes come {
    from {
      opacity: 0;
      scale: 0.9;
    }
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
    animation: rise 0.2s cubic-bezier(0.2, 0, 0, 1);
  }
  /* The handle to swipe by. */
  .sheet > header {
    padding-block-start: 22px;
  }
  .sheet > header::before {
    content: '';
    position: absolute;
    inset: 8px 0 auto;
    inline-size: 36px;
    block-size: 4px;
    margin-inline: auto;
    border-radius: 4px;
    background: currentColor;
    opacity: 0.5;
  }
  @keyframes rise {
    from {
      translate: 0 100%;
    }
  }
  .sheet::backdrop {
    background: var(--scrim);
  }
  .sheet > .body {
    padding-block-end: calc(16px + env(safe-area-inset-bottom));
  }
  header,
  .agent,
  .check {
    display: flex;
    gap: 12px;
    align-items: center;
  }
  header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    flex: none;
    padding-block: 16px;
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
  .on::before {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 6px;
    border: 1px solid var(--c);
    border-radius: 50%;
    background: var(--open);
    outline: 1px solid currentColor;
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
    background: color-mix(in srgb, var(--c) 22%, var(--card));
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
    background: var(--bubble);
    white-space: pre-line;
    animation: appear 0.2s ease-out backwards;
  }
  .bubble + .bubble {
    margin-block-start: -6px;
  }
  .bubble:nth-child(1) {
    animation-delay: 0.15s;
  }
  .bubble:nth-child(2) {
    animation-delay: 0.55s;
  }
  .bubble:nth-child(n + 3) {
    animation-delay: 0.95s;
  }
  @keyframes appear {
    from {
      opacity: 0;
      translate: 0 6px;
    }
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
  label > .quiet {
    display: block;
    margin-block-end: 4px;
  }
  textarea {
    display: block;
    inline-size: 100%;
    min-block-size: 64px;
    max-block-size: 176px;
    padding: 10px 12px;
    field-sizing: content;
    resize: vertical;
    border: 1px solid var(--quiet);
    border-radius: 12px;
    background: none;
    color: inherit;
    font: inherit;
  }
  .go {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    padding: 10px 16px;
    border: 1px solid color-mix(in srgb, currentColor 18%, transparent);
    border-radius: 24px;
    background: var(--c);
    color: var(--ink);
    font-weight: 600;
    text-align: center;
    text-decoration: none;
  }
  .go svg {
    flex: none;
    inline-size: 20px;
  }
  .go:hover {
    filter: brightness(0.94);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    justify-content: center;
  }
  .ways > * {
    display: grid;
    align-items: center;
    padding: 0;
    color: var(--quiet);
    font-size: 0.867em;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .ways > :hover,
  .ways > [aria-expanded='true'] {
    color: inherit;
  }
  [aria-disabled] {
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
  .check {
    min-block-size: 44px;
  }
  input {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    accent-color: var(--c);
  }
  .check a,
  .quiet a {
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
  /* iOS zooms into the page when a field with smaller text gets the focus. */
  @media (pointer: coarse) {
    textarea {
      font-size: max(16px, 1em);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog,
    .bubble {
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    .face,
    .bubble {
      border: 1px solid;
    }
  }
  @media print {
    dialog {
      display: none !important;
    }
  }
`;

/** While the card is open, the button's icon is a close mark, and a floating button is only that. */
export const closeMarkStyles = css`
  [aria-expanded='true'] > [part='icon'],
  .float > [aria-expanded='true'] > [part='label'] {
    display: none;
  }
  .float > [aria-expanded='true'] {
    padding: 0;
  }
  [aria-expanded='true']::before {
    content: '';
    display: block;
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    background: currentColor;
    clip-path: polygon(14% 6%, 50% 42%, 86% 6%, 94% 14%, 58% 50%, 94% 86%, 86% 94%, 50% 58%, 14% 94%, 6% 86%, 42% 50%, 6% 14%);
    animation: turn 0.18s ease-out;
  }
  @keyframes turn {
    from {
      rotate: -90deg;
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [aria-expanded='true']::before {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    [aria-expanded='true']::before {
      forced-color-adjust: none;
      background: LinkText;
    }
  }
`;

/** The build removes the indentation of templates with this tag. */
const css = String.raw;

/**
 * `!important` is used only where the page's rules for the tag would otherwise win.
 *
 * The text is black or white, whichever has more contrast with the color. The color is made opaque and clamped to sRGB. In
 * xyz, y is the luminance of WCAG 2, and at 0.179 the contrast with black and white is equal. Browsers without relative
 * colors get system colors. The card inherits both values.
 *
 * No length depends on the page's root font size, because many pages change it. The label has the visitor's own size,
 * `medium`.
 */
export const buttonStyles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
    max-inline-size: 100%;
  }
  :host([floating]:not([floating='false'])) {
    display: contents !important;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  div {
    --c: rgb(
      from var(--message-us-color, var(--color, #075e54)) clamp(0, r, 255) clamp(0, g, 255) clamp(0, b, 255) / 1
    );
    --white: clamp(0, (0.179 - y) * 9e9, 1);
    --ink: color(from var(--c) xyz calc(var(--white) * 0.9505) var(--white) calc(var(--white) * 1.0888));
    --badge: #b3261e;
    --on-badge: #fff;
    --floating-shadow: 0 4px 16px rgb(0 0 0 / 25%);
    font-size: medium;
  }
  .float {
    --side: calc(
      var(--message-us-offset-inline, 20px) + max(env(safe-area-inset-left), env(safe-area-inset-right))
    );
    position: fixed;
    z-index: var(--message-us-z-index, 2147483000);
    inset: auto;
    inset-block-end: calc(
      var(--message-us-offset-block, 20px) + env(safe-area-inset-bottom) + var(--raise, 0px)
    );
    inset-inline-end: var(--side);
    max-inline-size: calc(100vw - 40px);
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    overflow: visible;
  }
  .start {
    inset-inline: var(--side) auto;
  }
  a {
    all: initial;
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.55em;
    box-sizing: border-box;
    max-inline-size: 100%;
    min-block-size: 48px;
    min-inline-size: 48px;
    padding: 0.6em 1.25em;
    border: 1px solid color-mix(in srgb, currentColor 18%, transparent);
    border-radius: var(--message-us-radius, var(--radius, 999px));
    background: var(--c);
    color: var(--ink);
    font: 600 var(--message-us-font-size, 1em) / 1.3 system-ui;
    font-family: var(--message-us-font, inherit);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .float a {
    box-shadow: var(--message-us-shadow, var(--floating-shadow));
  }
  .compact {
    min-block-size: 36px;
    min-inline-size: 36px;
    padding: 0.35em 0.9em;
    font-size: var(--message-us-font-size, 0.875em);
  }
  .icon {
    padding: 0;
  }
  a:hover {
    filter: brightness(0.94);
  }
  a:focus-visible {
    outline: 3px auto Highlight;
    outline-offset: 3px;
  }
  svg {
    display: block;
    inline-size: 1.25em;
    block-size: 1.25em;
  }
  .icon svg {
    inline-size: 1.75em;
    block-size: 1.75em;
  }
  b {
    position: absolute;
    inset-block-start: -0.4em;
    inset-inline-end: -0.4em;
    min-inline-size: 1.6em;
    border-radius: 1em;
    background: var(--badge);
    color: var(--on-badge);
    font: 700 0.75em / 1.6em system-ui;
    text-align: center;
  }
  b::after {
    content: attr(data-text);
  }
  [aria-expanded='true'] b {
    display: none;
  }
  dialog {
    max-inline-size: 360px;
    padding: 20px;
    border: 0;
    border-radius: 16px;
    background: Canvas;
    color: CanvasText;
    font: 1em / 1.5 system-ui;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0 0 16px;
  }
  button {
    min-block-size: 44px;
    margin-inline-end: 8px;
    padding: 8px 16px;
    border: 1px solid;
    border-radius: 999px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  p + button {
    border: 0;
    background: var(--c);
    color: var(--ink);
  }
  @supports not (color: rgb(from red r g b)) {
    div {
      --c: Canvas;
      --ink: CanvasText;
    }
  }
  @media print {
    .float {
      display: none;
    }
  }
`;

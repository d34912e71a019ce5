import { css } from 'lit';

/**
 * `!important` where a page's own rules for the tag would otherwise win. The text is black or white, whichever reads
 * better on the colour, which is painted opaque and within what every screen can show: in xyz, y is the luminance of WCAG 2, and at 0.179 both are equally far from it. A browser that
 * cannot tell gets the colours of the system.
 */
export const buttonStyles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
    max-inline-size: 100%;
  }
  :host([floating]) {
    --side: calc(
      var(--message-us-offset-inline, 1.25rem) + max(env(safe-area-inset-left), env(safe-area-inset-right))
    );
    display: block;
    position: fixed !important;
    z-index: var(--message-us-z-index, 2147483000);
    inset-block: auto calc(var(--message-us-offset-block, 1.25rem) + env(safe-area-inset-bottom)) !important;
    inset-inline: auto var(--side) !important;
    max-inline-size: calc(100vw - 2.5rem);
  }
  :host([floating='start']) {
    inset-inline: var(--side) auto !important;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
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
    --c: rgb(
      from var(--message-us-color, var(--color, #128c7e)) clamp(0, r, 255) clamp(0, g, 255) clamp(0, b, 255) / 1
    );
    --white: clamp(0, (0.179 - y) * 9e9, 1);
    background: var(--c);
    color: color(from var(--c) xyz calc(var(--white) * 0.9505) var(--white) calc(var(--white) * 1.0888));
    font: 600 var(--message-us-font-size, 1rem) / 1.3 system-ui;
    font-family: var(--message-us-font, inherit);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  :host([floating]) a {
    box-shadow: var(--message-us-shadow, 0 4px 16px rgb(0 0 0 / 25%));
  }
  .compact {
    min-block-size: 36px;
    min-inline-size: 36px;
    padding: 0.35em 0.9em;
    font-size: var(--message-us-font-size, 0.875rem);
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
    background: #b3261e;
    color: #fff;
    font: 700 0.75rem / 1.6em system-ui;
    text-align: center;
  }
  b::after {
    content: attr(data-text);
  }
  @supports not (color: rgb(from red r g b)) {
    a {
      background: Canvas;
      color: CanvasText;
    }
  }
`;

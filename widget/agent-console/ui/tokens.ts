import { css } from 'lit';

/**
 * The measures, colors and basic styles that the console's elements share. The gallery shows all of them.
 *
 * Elements use the roles, such as `--surface` and `--ink`. A page can set most of them, and a test keeps the contrast of
 * their texts at 4.5:1 or more. Neutral and accent roles are tones of `scales.ts`,
 * which is not part of the first load.
 *
 * Spacing is 4, 8, 12, 16, 24 or 32 px. Type is 12, 13, 14, 16, 20 or 28 px, in the weights 400, 500 and 600.
 */
export const tokens = css`
  :host {
    --accent: var(--agent-console-accent, light-dark(#0b6e5f, #3ecfb2));
    --on-accent: var(--agent-console-on-accent, light-dark(#ffffff, #04211c));
    --surface: var(--agent-console-surface, light-dark(#ffffff, #14191b));
    --sunken: var(--agent-console-sunken, light-dark(#f3f1ec, #0d1112));
    --raised: var(--agent-console-raised, light-dark(#ffffff, #20282a));
    --ours: var(--agent-console-ours, light-dark(#d9f2e6, #12463c));
    --ink: var(--agent-console-ink, light-dark(#14201d, #e8eeec));
    --quiet: var(--agent-console-quiet, light-dark(#55625e, #a1aeaa));
    --line: var(--agent-console-line, light-dark(#e2e0da, #2a3335));
    --read: light-dark(#0a66a8, #6cc4ff);
    --link: light-dark(#0a5a94, #7accff);
    --alarm: light-dark(#b3261e, #ffb4ab);
    --on-alarm: light-dark(#ffffff, #3a0906);
    --alarm-surface: light-dark(#fdeceb, #3a1714);
    --good: light-dark(#1c6b36, #86d9a0);
    --good-surface: light-dark(#e5f5ea, #12331d);
    --warning: light-dark(#855400, #f2c063);
    --warning-surface: light-dark(#fdf2dc, #38290c);
    --hover: color-mix(in srgb, var(--ink) 7%, transparent);
    --line-strong: light-dark(#c9c8c1, #445155);
    --field-line: light-dark(#8f948e, #68736f);
    --field-line-hover: light-dark(#6f756f, #8b9795);
    --switch-off: light-dark(#767f7a, #7d8b88);
    --radius-s: 6px;
    --radius-m: 10px;
    --radius-l: 16px;
    --radius-full: 999px;
    --font: var(--agent-console-font, system-ui, sans-serif);
    --text-12: 12px / 16px;
    --text-13: 13px / 18px;
    --text-14: 14px / 20px;
    --text-16: 16px / 22px;
    --text-20: 20px / 26px;
    --text-28: 28px / 34px;
    --shadow-s: 0 1px 2px rgb(9 14 13 / 12%);
    --shadow-m: 0 4px 16px rgb(9 14 13 / 14%);
    --shadow-l: 0 12px 40px rgb(9 14 13 / 22%);
    --ease: cubic-bezier(0.2, 0, 0, 1);
    --move: 180ms var(--ease);
    --fade: 120ms;
    --control: var(--density-control, 36px);
    font: 400 var(--text-14) var(--font);
    color: var(--ink);
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  button {
    font: inherit;
    cursor: pointer;
  }
  /* The browser's own arrow touches the border. Drawn here, above what a field's own style says of its background. */
  select:not([multiple]) {
    appearance: none;
    padding-inline-end: 36px;
    background-image: linear-gradient(45deg, transparent 50%, currentColor 0), linear-gradient(-45deg, transparent 50%, currentColor 0);
    background-position: right 19.2px center, right 14.4px center;
    background-repeat: no-repeat;
    background-size: 4.8px 4.8px;
  }
  /* Its arrow is drawn in colours, so the browser's own takes its place. */
  @media (forced-colors: active) {
    select:not([multiple]) {
      appearance: auto;
    }
  }
  select:not([multiple]):dir(rtl) {
    background-position: left 14.4px center, left 19.2px center;
  }
  @media (pointer: coarse) {
    :host {
      --control: 44px;
    }
  }
  /* iOS zooms into the page when a field with smaller text gets the focus. */
  @media (pointer: coarse) {
    input,
    select,
    textarea,
    [contenteditable] {
      font-size: max(16px, 1em) !important;
    }
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .primary {
    inline-size: fit-content;
    min-block-size: var(--control);
    padding: 4px 16px;
    border: 0;
    border-radius: var(--radius-m);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 500;
  }
  .primary:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .round {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
  }
  .round:hover {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }
  /* Our own words keep their order on a page in another direction. */
  time,
  .time,
  .window,
  .note,
  .problem,
  .day,
  .mark {
    unicode-bidi: plaintext;
  }
  .quiet {
    color: var(--quiet);
  }
  .plain {
    min-block-size: 32px;
    padding: 2px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-m);
    background: var(--surface);
    color: inherit;
  }
  @media (pointer: coarse) {
    .plain {
      min-inline-size: 44px;
      min-block-size: 44px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .primary,
    .plain,
    .round {
      transition: background-color var(--fade);
    }
  }
`;

import { css } from 'lit';
import { spokenOnly } from '../../ui/spoken-only.ts';

/** A message: its row, bubble and actions. */
export const bubbleStyles = css`
  .row {
    display: flex;
    gap: 8px;
    align-items: flex-start;
    content-visibility: auto;
    contain-intrinsic-size: auto 48px;
  }
  .row.out {
    flex-direction: row-reverse;
  }
  .row.first {
    padding-block-start: 12px;
  }
  .row.reacted {
    padding-block-end: 16px;
  }
  .side {
    flex: none;
    inline-size: 28px;
  }
  article {
    position: relative;
    max-inline-size: min(544px, 100% - 124px);
    padding: 8px 12px;
    border-radius: 16px;
    background: var(--raised);
    box-shadow: var(--shadow-s);
    overflow-wrap: anywhere;
  }
  .row.first > article.in {
    border-start-start-radius: 4px;
  }
  article.out {
    background: var(--ours);
  }
  /* There a bubble has no colour of its own. */
  @media (forced-colors: active) {
    article {
      border: 1px solid;
    }
  }
  .row.first > article.out {
    border-start-end-radius: 4px;
  }
  /* The time is beside a short text, and below a long one. */
  .main {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: flex-end;
  }
  .wide > .main,
  .bare > .main {
    display: block;
  }
  .wide > .main > footer {
    inline-size: fit-content;
  }
  .wide > .main > footer,
  .sticker > .main > footer {
    margin-inline-start: auto;
  }
  article.sticker {
    background: none;
    box-shadow: none;
  }
  .bare:not(.tile *) > .main {
    position: relative;
    margin-inline: -8px;
  }
  .bare:not(.tile *):has(> .main:first-child) {
    padding-block-start: 4px;
  }
  .bare:not(.tile *) {
    padding-block-end: 4px;
  }
  .bare > .main > footer {
    position: absolute;
    inset-block-end: 6px;
    inset-inline-end: 6px;
    padding-inline: 8px;
    border-radius: 999px;
    background: var(--picture-shade);
    color: var(--on-picture);
    pointer-events: none;
  }
  .bare > .main > footer .what {
    pointer-events: auto;
  }
  .bare .tick.read {
    color: var(--on-picture-read);
  }
  .body {
    min-inline-size: 0;
    max-inline-size: 100%;
    margin-inline-end: auto;
  }
  article.found {
    outline: 3px solid var(--accent);
    outline-offset: -3px;
  }
  /* Inside, because the row cuts off what sticks out. */
  article:focus-visible {
    outline-offset: -2px;
  }
  article.gone .body {
    opacity: 0.7;
    text-decoration: line-through;
  }
  .by {
    display: block;
    color: var(--accent);
    font-size: 13px;
    font-weight: 600;
    line-height: 20px;
  }
  .by::first-letter {
    text-transform: uppercase;
  }
  .quoted {
    display: block;
    inline-size: 100%;
    margin-block: 2px 4px;
    padding: 4px 12px;
    border: 0;
    border-inline-start: 3px solid var(--accent);
    border-radius: 6px;
    background: color-mix(in srgb, var(--quiet) 12%, transparent);
    color: color-mix(in srgb, var(--ink) 70%, var(--quiet));
    font-size: 14px;
    text-align: start;
  }
  .quoted span {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  .mark {
    margin: 0;
    color: var(--quiet);
    font-size: 12px;
    font-style: italic;
  }
  footer {
    display: flex;
    gap: 4px;
    align-items: center;
    color: var(--quiet);
    font-size: 12px;
    line-height: 18px;
  }
  .main > footer {
    flex: none;
    margin-inline-start: auto;
  }
  footer time {
    white-space: nowrap;
  }
  .acts {
    display: flex;
    align-self: center;
    flex: none;
    gap: 2px;
  }
  .row.out .acts {
    flex-direction: row-reverse;
  }
  .act {
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--quiet);
  }
  .act:hover {
    background: color-mix(in srgb, currentColor 14%, transparent);
  }
  .act svg {
    inline-size: 18px;
    block-size: 18px;
  }
  /* The arrow of a reply; the others are the same either way. */
  .act:dir(rtl) svg {
    scale: -1 1;
  }
  @media (hover: hover) {
    .acts {
      opacity: 0;
    }
    .row:not(.mosaic):hover > .acts,
    .row:not(.mosaic):focus-within > .acts,
    .tile:hover > .acts,
    .tile:focus-within > .acts {
      opacity: 1;
    }
  }
  /* Touch has the long press and the swipe. The menu stays for screen readers. */
  @media (hover: none) {
    .act {
      display: none;
    }
    .acts,
    .tile > .acts {
      position: absolute;
      padding: 0;
      box-shadow: none;
    }
    .act.menu {
      ${spokenOnly}
      display: block;
    }
    article {
      max-inline-size: min(544px, 100% - 48px);
    }
  }
  @media (pointer: coarse) {
    article {
      touch-action: pan-y;
      user-select: none;
      -webkit-user-select: none;
      -webkit-touch-callout: none;
    }
    article.replying {
      box-shadow: 0 0 0 2px var(--accent);
    }
  }
  .reactions {
    position: absolute;
    inset-block-start: calc(100% - 8px);
    inset-inline-start: 10px;
    display: flex;
    gap: 2px;
    margin: 0;
    padding: 1px 8px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--raised);
    box-shadow: var(--shadow-s);
    font-size: 14px;
    line-height: 20px;
    list-style: none;
  }
  article.out .reactions {
    inset-inline: auto 10px;
  }
  .reactions .failed {
    outline: 2px solid var(--alarm);
    border-radius: 6px;
  }
  progress {
    inline-size: 100%;
    accent-color: var(--accent);
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 4px;
    inline-size: min(328px, 74cqi);
  }
  .tiles.n3 {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .tile {
    position: relative;
    min-inline-size: 0;
  }
  .tile > article {
    display: block;
    max-inline-size: none;
    padding: 0;
    border-radius: 10px;
    overflow: visible;
  }
  .tile > article.out {
    background: none;
  }
  .tile .picture,
  .tile .picture img,
  .tile .waiting,
  .tile .video {
    inline-size: 100%;
    aspect-ratio: 1;
    object-fit: cover;
  }
  .tile footer {
    position: absolute;
    inset-block-end: 6px;
    inset-inline-end: 6px;
    padding-inline: 8px;
    border-radius: 999px;
    background: var(--picture-shade);
    color: var(--on-picture);
    font-size: 11px;
    pointer-events: none;
  }
  .tile footer .what {
    pointer-events: auto;
  }
  .tile .tick.read {
    color: var(--on-picture-read);
  }
  .tile > .acts {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 6px;
    padding: 1px;
    border-radius: 999px;
    background: var(--raised);
    box-shadow: var(--shadow-s);
  }
  .tile .act {
    inline-size: 26px;
    block-size: 26px;
  }
  @container (max-width: 560px) {
    .side {
      display: none;
    }
    article {
      max-inline-size: min(544px, 100% - 102px);
    }
    @media (hover: none) {
      article {
        max-inline-size: min(544px, 86%);
      }
    }
  }
`;

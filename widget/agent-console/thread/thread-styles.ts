import { css } from 'lit';

export const threadStyles = css`
  :host {
    /* What is placed in it scrolls with it, and makes no box around it larger. */
    position: relative;
    display: block;
    overflow-y: auto;
    overflow-anchor: none;
    background: var(--sunken);
    padding: 16px clamp(12px, 3cqi, 32px);
  }
  [role='log'] {
    display: flex;
    flex-direction: column;
    gap: 5.6px;
    min-block-size: 100%;
    justify-content: flex-end;
  }
  .day,
  .line,
  .new {
    align-self: center;
    max-inline-size: 90%;
    margin-block: 12px 5.6px;
    padding: 2.4px 12.8px;
    border-radius: 999px;
    background: var(--raised);
    color: var(--quiet);
    font-size: 12px;
    text-align: center;
  }
  .line {
    border-radius: 12px;
    overflow-wrap: anywhere;
  }
  .new {
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .more {
    align-self: center;
  }
  article {
    position: relative;
    max-inline-size: min(544px, 82%);
    align-self: flex-start;
    padding: 7.2px 12px 5.6px;
    border-start-start-radius: 4px;
    border-start-end-radius: 16px;
    border-end-start-radius: 16px;
    border-end-end-radius: 16px;
    background: var(--raised);
    box-shadow: 0 1px 1px rgb(0 0 0 / 8%);
    overflow-wrap: anywhere;
    content-visibility: auto;
    contain-intrinsic-size: auto 64px;
  }
  article:focus-within,
  article.picking {
    content-visibility: visible;
    z-index: 1;
  }
  article.out {
    align-self: flex-end;
    border-start-start-radius: 16px;
    border-start-end-radius: 4px;
    background: var(--ours);
  }
  .found {
    outline: 3px solid var(--accent);
  }
  article.gone .body {
    opacity: 0.7;
    text-decoration: line-through;
  }
  .quoted {
    display: block;
    inline-size: 100%;
    margin-block-end: 4.8px;
    padding: 3.2px 9.6px;
    border: 0;
    border-inline-start: 3px solid var(--accent);
    border-radius: 4px;
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
    gap: 6.4px;
    align-items: center;
    justify-content: flex-end;
    color: var(--quiet);
    font-size: 12px;
  }
  footer > span,
  footer time {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  footer time {
    flex: none;
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
    inline-size: 16px;
    block-size: 16px;
  }
  /* The arrows of reply and forward; the smile is the same either way. */
  .act:dir(rtl) svg {
    scale: -1 1;
  }
  @media (hover: hover) {
    .act {
      opacity: 0.55;
    }
    article:hover .act,
    article:focus-within .act {
      opacity: 1;
    }
  }
  progress {
    inline-size: 100%;
    accent-color: var(--accent);
  }
  .reactions {
    display: flex;
    gap: 4px;
    margin: 3.2px 0 0;
    padding: 0;
    list-style: none;
    font-size: 16.8px;
  }
  .reactions .failed {
    outline: 2px solid var(--alarm);
    border-radius: 6px;
  }
  .heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media (pointer: coarse) {
    .act,
    .what {
      min-inline-size: 44px;
      min-block-size: 44px;
    }
    footer > span + time {
      margin-inline-start: 4.8px;
    }
    footer {
      gap: 0 2.4px;
      margin-block-end: -5.6px;
    }
  }
  .down {
    position: sticky;
    inset-block-end: 4px;
    align-self: flex-end;
    display: inline-flex;
    gap: 6.4px;
    align-items: center;
    min-inline-size: 44px;
    min-block-size: 44px;
    justify-content: center;
    padding: 0 11.2px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--raised);
    color: inherit;
    box-shadow: 0 2px 8px rgb(0 0 0 / 18%);
  }
`;

import { css } from 'lit';

export const conversationListStyles = css`
  :host {
    display: block;
    overflow-y: auto;
    background: var(--surface);
  }
  .empty {
    padding: 48px 24px;
    text-align: center;
    color: var(--quiet);
  }
  [role='option'] {
    display: grid;
    grid-template-columns: 40px minmax(0, 1fr) auto;
    gap: 2px 12px;
    align-items: center;
    /* The heights of ui/density.ts. */
    block-size: var(--density-row, 72px);
    padding: 8px 16px;
    cursor: pointer;
    user-select: none;
    -webkit-touch-callout: none;
    border-block-end: 1px solid var(--line);
  }
  [role='option']:hover {
    background: var(--sunken);
  }
  [aria-current] {
    position: relative;
    background: var(--sunken);
  }
  [aria-current]::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 3px solid var(--accent);
  }
  .chosen,
  .chosen:hover {
    background: color-mix(in srgb, var(--accent) 14%, var(--surface));
  }
  [role='option']:focus-visible,
  .empty:focus-visible {
    outline-offset: -3px;
  }
  .avatar {
    grid-row: span 2;
    position: relative;
  }
  /* Where a row is chosen by, in place of the picture: all of its room is pressed. */
  .avatar::after {
    content: '';
    position: absolute;
    inset: 10px;
    display: none;
    place-items: center;
    border: 2px solid var(--quiet);
    border-radius: 7px;
    background: var(--surface);
  }
  .choosing .avatar,
  [role='option']:focus-visible .avatar {
    background: none;
    color: transparent;
  }
  .choosing .avatar::after,
  [role='option']:focus-visible .avatar::after {
    display: grid;
  }
  @media (hover: hover) {
    .avatar:hover {
      background: none;
      color: transparent;
    }
    .avatar:hover::after {
      display: grid;
    }
  }
  .choosing .chosen .avatar::after {
    content: '✓';
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .name {
    max-inline-size: 100%;
  }
  .new .name {
    font-weight: 600;
  }
  /* One line: where the number does not fit whole beside the name, it is not shown. */
  .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
    block-size: 22px;
    min-inline-size: 0;
    overflow: hidden;
  }
  .number {
    max-inline-size: 160px;
    overflow: hidden;
    color: var(--quiet);
    font-size: 12px;
    line-height: 22px;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .number::before {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 4px;
    border-radius: 2px;
    background: hsl(var(--hue) 45% 50%);
  }
  .last {
    display: flex;
    gap: 4px;
  }
  .name,
  .last,
  .said {
    min-inline-size: 0;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .last,
  .time {
    color: var(--quiet);
    font-size: 13px;
  }
  .time {
    text-align: end;
  }
  .new .said {
    color: var(--ink);
  }
  .new .time {
    color: var(--ink);
  }
  .writer {
    color: var(--accent);
  }
  .draft {
    color: var(--alarm);
  }
  .unsent {
    flex: none;
    display: grid;
    place-items: center;
    align-self: center;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--alarm);
    color: var(--surface);
    font-size: 12px;
    font-weight: 700;
  }
  .end {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: flex-end;
  }
  .spot {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--spot);
  }
  .icon {
    display: grid;
    color: var(--quiet);
  }
  .icon svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .soon {
    color: var(--alarm);
  }
  .mention {
    color: var(--accent);
  }
  .unread {
    min-inline-size: 18px;
    padding: 0 4px;
    border-radius: var(--radius-full);
    background: var(--accent);
    color: var(--on-accent);
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
    text-align: center;
  }
`;

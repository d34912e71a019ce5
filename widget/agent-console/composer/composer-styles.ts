import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
    max-block-size: 75cqb;
    overflow-y: auto;
    padding: 4px max(12px, var(--column-margin, 0px)) calc(12px + env(safe-area-inset-bottom));
    background: var(--surface);
  }
  /* The field, what goes with it, and its buttons are one thing. */
  .surface {
    container-type: inline-size;
    border: 1px solid var(--field-line);
    border-radius: var(--radius-l);
    background: var(--surface);
  }
  .surface:focus-within {
    border-color: var(--accent);
  }
  .surface > :not(form) {
    margin: 8px 8px 0;
  }
  .surface.with-form {
    padding-block-end: 8px;
  }
  form {
    display: grid;
  }
  .aside {
    display: none;
  }
  textarea {
    min-inline-size: 0;
    min-block-size: 44px;
    max-block-size: 176px;
    field-sizing: content;
    resize: none;
    padding: 12px 16px 4px;
    border: 0;
    border-radius: var(--radius-l) var(--radius-l) 0 0;
    background: none;
    color: inherit;
    font: inherit;
  }
  /* The border of the surface shows the focus. */
  textarea:focus-visible {
    outline: 0;
  }
  textarea::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .formats {
    position: fixed;
    inset: auto;
    gap: 2px;
    margin: 0;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--raised);
    box-shadow: var(--shadow-m);
    color: inherit;
  }
  .formats:popover-open {
    display: flex;
  }
  .bar {
    display: flex;
    gap: 2px;
    align-items: center;
    padding: 4px 8px 8px;
  }
  .bar > * {
    flex: none;
  }
  .from-medium,
  .from-wide {
    display: none;
  }
  @container (min-width: 400px) {
    .from-medium {
      display: inline-flex;
    }
    .below-medium {
      display: none;
    }
  }
  @container (min-width: 540px) {
    .from-wide {
      display: inline-flex;
    }
    .below-wide {
      display: none;
    }
  }
  .sending {
    display: flex;
    margin-inline-start: auto;
  }
  .sending .primary {
    display: inline-flex;
    align-items: center;
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .sending .primary .icon {
    display: none;
    scale: 1;
  }
  .sending .icon:dir(rtl) {
    scale: -1 1;
  }
  .sending .icon svg {
    display: block;
  }
  .sending agent-console-menu::part(button) {
    min-inline-size: 32px;
    border-inline-start: 1px solid color-mix(in srgb, var(--on-accent) 40%, transparent);
    border-radius: var(--radius-m);
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    background: var(--accent);
    color: var(--on-accent);
  }
  @container (max-width: 399px) {
    .sending .primary {
      padding-inline: 12px;
    }
    .sending .primary .word {
      display: none;
    }
    .sending .primary .icon {
      display: block;
    }
  }
  .item svg {
    flex: none;
    color: var(--quiet);
  }
  .title {
    display: flex;
    align-items: center;
    justify-content: space-between;
    font-weight: 600;
  }
  .held {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
    padding: 4px 8px 8px;
    border: 1px solid var(--field-line);
    border-radius: var(--radius-l);
  }
  .held:focus-within {
    border-color: var(--accent);
  }
  .held textarea {
    flex: 1 1 192px;
    padding: 8px;
  }
  .count {
    margin: 4px 4px 0;
    color: var(--quiet);
    font-size: 12px;
    text-align: end;
  }
  .cuts {
    color: var(--quiet);
    font-size: 12px;
  }
  .cuts summary {
    min-block-size: 24px;
    cursor: pointer;
  }
  .cuts ol {
    max-block-size: 128px;
    margin: 0;
    padding-inline-start: 24px;
    overflow-y: auto;
    overflow-wrap: anywhere;
  }
  .switch,
  .discarded {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 36px;
    margin: 0;
    color: var(--quiet);
    font-size: 13px;
  }
  .over,
  .problem {
    color: var(--alarm);
  }
  p.problem {
    margin: 4px 4px 0;
    font-size: 13px;
  }
  .replying {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    padding: 2px 2px 2px 12px;
    border-inline-start: 3px solid var(--accent);
    border-radius: var(--radius-m);
    background: var(--sunken);
    color: var(--quiet);
    font-size: 14px;
  }
  .replying:dir(rtl) {
    padding: 2px 12px 2px 2px;
  }
  .replying .quoted {
    display: grid;
    min-inline-size: 0;
  }
  .replying strong {
    color: var(--accent);
    font-size: 12px;
    font-weight: 600;
  }
  .replying span {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .later {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    padding-inline: 8px;
    font-size: 14px;
  }
  .later input {
    min-block-size: var(--control);
    padding-inline: 12px;
    border: 1px solid var(--field-line);
    border-radius: var(--radius-m);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .closed {
    margin: 0;
    padding: 4px 4px 8px;
    font-size: 14px;
  }
  .reply-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .reply-buttons .plain {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    min-block-size: var(--control);
  }
  .reply-buttons svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .tray {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr));
    gap: 8px;
    padding: 0;
    list-style: none;
  }
  .tray li {
    display: grid;
    grid-template-columns: 56px minmax(0, 1fr) auto;
    gap: 4px 8px;
    align-items: center;
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--sunken);
  }
  .tray img,
  .tray .icon {
    grid-row: span 2;
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: var(--radius-s);
    background: var(--surface);
    color: var(--quiet);
    object-fit: cover;
  }
  .tray img.sticker {
    background: none;
    object-fit: contain;
  }
  .tray .kind {
    color: var(--quiet);
    font-size: 13px;
  }
  .tray small {
    color: var(--quiet);
    font-size: 12px;
  }
  /* A long name is shortened; the size stays visible. */
  .tray .about {
    display: flex;
    min-inline-size: 0;
    white-space: pre;
  }
  .tray .about > bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .tray .problem {
    min-inline-size: 0;
    color: var(--alarm);
    overflow-wrap: anywhere;
  }
  .tray small.problem[role='status'] {
    grid-column: 1 / -1;
  }
  .tray .ends {
    grid-row: 1;
    grid-column: 3;
    display: flex;
    align-items: center;
    align-self: start;
  }
  .tray .ends .round {
    inline-size: 28px;
    block-size: 28px;
  }
  .tray input,
  .tray li > span:empty {
    grid-column: 2 / -1;
  }
  .tray input {
    min-inline-size: 0;
    min-block-size: 32px;
    padding: 2px 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--surface);
    color: inherit;
    font: inherit;
    font-size: 14px;
  }
  [type='file'] {
    display: none;
  }
  @media (pointer: coarse) {
    .tray .ends .round {
      inline-size: 44px;
      block-size: 44px;
    }
  }
`;

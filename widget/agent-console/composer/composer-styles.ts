import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
    max-block-size: 75cqb;
    overflow-y: auto;
    padding: 9.6px 14.4px;
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }
  form {
    display: flex;
    gap: 6.4px;
    align-items: flex-end;
  }
  .held {
    display: flex;
    flex-wrap: wrap;
    gap: 6.4px;
  }
  .held textarea {
    flex: 1 1 192px;
  }
  .aside {
    display: none;
  }
  .title {
    display: flex;
    align-items: center;
    justify-content: space-between;
    font-weight: 600;
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 44px;
    max-block-size: 176px;
    field-sizing: content;
    resize: none;
    padding: 9.6px 14.4px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--sunken);
    color: inherit;
    font: inherit;
  }
  .count {
    margin: 4.8px 0 0;
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
    gap: 6.4px;
    align-items: center;
    min-block-size: 44px;
    margin: 0;
    color: var(--quiet);
    font-size: 13px;
  }
  .over,
  .problem {
    color: var(--alarm);
  }
  .replying {
    display: flex;
    gap: 9.6px;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 8px;
    padding-inline-start: 9.6px;
    border-inline-start: 3px solid var(--accent);
    color: var(--quiet);
  }
  .replying span {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .later {
    display: flex;
    gap: 9.6px;
    align-items: center;
    margin-block-end: 8px;
  }
  .later input {
    min-block-size: 44px;
    border: 1px solid var(--quiet);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .closed {
    margin: 0;
    padding: 6.4px 0;
  }
  .menu {
    display: flex;
    flex-wrap: wrap;
    gap: 6.4px;
    margin-block-end: 8px;
  }
  .menu .plain {
    min-block-size: 44px;
    padding-inline: 12.8px;
  }
  .tray {
    display: grid;
    gap: 8px;
    margin: 0 0 8px;
    padding: 0;
    list-style: none;
  }
  .tray li {
    display: grid;
    grid-template-columns: 48px 1fr auto;
    gap: 3.2px 9.6px;
    align-items: center;
  }
  .tray img,
  .tray .icon {
    grid-row: span 2;
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 8px;
    background: var(--sunken);
    object-fit: cover;
  }
  .tray small {
    color: var(--quiet);
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
  .tray .ends {
    grid-row: 1 / span 2;
    grid-column: 3;
    display: flex;
    align-items: center;
  }
  .tray input {
    min-inline-size: 0;
    min-block-size: 32px;
    padding: 1.6px 9.6px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--sunken);
    color: inherit;
    font: inherit;
  }
  [type='file'] {
    display: none;
  }
`;

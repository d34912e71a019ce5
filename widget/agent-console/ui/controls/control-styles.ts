import { css } from 'lit';

/** Buttons, and fields without their labels. All have one height, one border and one focus ring. */
export const controlStyles = css`
  .button,
  .icon-button {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    flex: none;
    min-block-size: var(--control);
    padding: 0 16px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-m);
    background: var(--surface);
    color: inherit;
    font: inherit;
    font-weight: 500;
    line-height: 20px;
    text-align: center;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
  }
  .button:hover {
    background: var(--hover);
  }
  .button.main {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.main:hover {
    background: color-mix(in oklab, var(--accent) 88%, var(--ink));
  }
  .button.danger {
    border-color: transparent;
    background: var(--alarm);
    color: var(--on-alarm);
  }
  .button.danger:hover {
    background: color-mix(in oklab, var(--alarm) 88%, var(--ink));
  }
  .button.danger.soft {
    border-color: var(--line-strong);
    background: var(--surface);
    color: var(--alarm);
  }
  .button.danger.soft:hover {
    background: var(--alarm-surface);
  }
  .button.ghost,
  .icon-button {
    border-color: transparent;
    background: none;
  }
  .icon-button {
    inline-size: var(--control);
    padding: 0;
  }
  .button.ghost:hover,
  .icon-button:hover {
    background: var(--hover);
  }
  .icon-button[aria-pressed='true'],
  .button[aria-pressed='true'] {
    background: var(--ours);
  }
  .button:disabled,
  .icon-button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .button[aria-busy='true']::before {
    content: '';
    inline-size: 14px;
    block-size: 14px;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
  }
  .button > svg,
  .icon-button > svg {
    flex: none;
  }
  .input {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--control);
    padding: 4px 12px;
    border: 1px solid var(--field-line);
    border-radius: var(--radius-m);
    background-color: var(--surface);
    color: inherit;
    font: inherit;
    font-weight: 400;
    line-height: 20px;
    text-overflow: ellipsis;
  }
  select.input {
    padding-inline-end: 36px;
  }
  textarea.input {
    resize: vertical;
    field-sizing: content;
    min-block-size: calc(var(--rows, 3) * 20px + 18px);
    padding-block: 8px;
    max-block-size: 320px;
  }
  .input::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .input:hover:not(:disabled, [aria-invalid='true']) {
    border-color: var(--field-line-hover);
  }
  .input:disabled {
    background-color: var(--sunken);
    color: var(--quiet);
  }
  .input[aria-invalid='true'] {
    border-color: var(--alarm);
  }
  .input[aria-invalid='true']:focus-visible {
    outline-color: var(--alarm);
  }
  input[type='checkbox']:not([role='switch']),
  input[type='radio'] {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  input[role='switch'] {
    appearance: none;
    flex: none;
    inline-size: 36px;
    block-size: 22px;
    margin: 0;
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--radius-full);
    background: var(--switch-off);
    cursor: pointer;
  }
  input[role='switch']::before {
    content: '';
    display: block;
    inline-size: 16px;
    block-size: 16px;
    margin: 2px;
    border-radius: 50%;
    background: var(--surface);
    box-shadow: var(--shadow-s);
  }
  input[role='switch']:checked {
    background: var(--accent);
  }
  input[role='switch']:checked::before {
    background: var(--on-accent);
    transform: translateX(14px);
  }
  input[role='switch']:checked:dir(rtl)::before {
    transform: translateX(-14px);
  }
  input[role='switch']:disabled {
    opacity: 0.5;
    cursor: default;
  }
  @media (prefers-reduced-motion: no-preference) {
    .button,
    .icon-button,
    .input,
    input[role='switch'] {
      transition:
        background-color 120ms,
        border-color 120ms;
    }
    input[role='switch']::before {
      transition: transform 160ms var(--ease);
    }
    .button[aria-busy='true']::before {
      animation: turn 800ms linear infinite;
    }
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (forced-colors: active) {
    .button.main,
    .button.danger {
      border-color: ButtonText;
    }
    input[role='switch'] {
      border-color: ButtonText;
    }
    input[role='switch']::before {
      background: ButtonText;
    }
    input[role='switch']:checked {
      background: Highlight;
    }
    input[role='switch']:checked::before {
      background: HighlightText;
    }
  }
`;

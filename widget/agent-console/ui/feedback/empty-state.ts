import { css, html, nothing, type TemplateResult } from 'lit';

export interface EmptyState {
  /** An icon from Lucide for the missing things. */
  icon: TemplateResult;
  /** One sentence. */
  text: string;
  /** The one useful thing to do: a button. */
  action?: unknown;
}

/** Shown in place of an empty list. */
export function renderEmpty({ icon, text, action = nothing }: EmptyState): TemplateResult {
  return html`<div class="empty">
    <div class="drawing">${icon}</div>
    <p>${text}</p>
    ${action}
  </div>`;
}

export const emptyStyles = css`
  .empty {
    display: grid;
    gap: 12px;
    justify-items: center;
    padding: 32px 24px;
    border: 1px dashed var(--line);
    border-radius: var(--radius-m);
    color: var(--quiet);
    text-align: center;
  }
  .empty > p {
    max-inline-size: 400px;
    margin: 0;
  }
  /* Two stacked cards. */
  .drawing {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    margin-block-end: 4px;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    color: var(--accent);
  }
  .drawing::before {
    content: '';
    position: absolute;
    z-index: -1;
    inset: 0;
    border-radius: inherit;
    background: var(--ours);
    rotate: -12deg;
  }
  .drawing {
    isolation: isolate;
  }
  .drawing > svg {
    inline-size: 24px;
    block-size: 24px;
  }
`;

import { css, html, type TemplateResult } from 'lit';
import { strings } from '../../locales/strings.ts';

interface SaveBar {
  isBusy: boolean;
  /** “Unsaved changes”, or why they could not be saved. */
  outcome: TemplateResult;
  discard(): void;
}

/** At the bottom of a form whose changes belong together, while there are any. *Save* submits the form. */
export function renderSaveBar({ isBusy, outcome, discard }: SaveBar): TemplateResult {
  return html`<div class="save-bar">
    ${outcome}
    <button type="button" class="button" ?disabled=${isBusy} @click=${discard}>${strings.discard}</button>
    <button class="button main" ?disabled=${isBusy}>${strings.save}</button>
  </div>`;
}

export const saveBarStyles = css`
  .save-bar {
    position: sticky;
    z-index: 1;
    inset-block-end: 16px;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: flex-end;
    padding: 8px 8px 8px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--raised);
    box-shadow: var(--shadow-m);
  }
  .save-bar:dir(rtl) {
    padding: 8px 16px 8px 8px;
  }
  .save-bar > :first-child {
    flex: 1 1 160px;
  }
`;

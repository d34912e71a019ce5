import { html } from 'lit';
import { strings } from '../../../locales/strings.ts';

/** The start and end of each message that a long text is split into. */
export function renderCuts(parts: readonly string[]) {
  return html`<details class="cuts">
    <summary>${strings.partsPreview}</summary>
    <ol>
      ${parts.map((part) => html`<li dir="auto">${part.slice(0, 60)} <span aria-hidden="true">…</span> ${part.slice(-60)}</li>`)}
    </ol>
  </details>`;
}

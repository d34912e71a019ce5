import { html } from 'lit';
import { strings } from '../../../locales/strings.ts';

/** How each message begins and ends, of a text that becomes several. */
export function renderCuts(parts: readonly string[]) {
  return html`<details class="cuts">
    <summary>${strings.cutPreview}</summary>
    <ol>
      ${parts.map((part) => html`<li dir="auto">${part.slice(0, 60)} <span aria-hidden="true">…</span> ${part.slice(-60)}</li>`)}
    </ol>
  </details>`;
}

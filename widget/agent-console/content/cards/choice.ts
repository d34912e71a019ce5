import { html, nothing, type TemplateResult } from 'lit';
import { strings } from '../../../locales/strings.ts';

/** The pressed button; `payload` is its id for the site's own programs. */
export function renderChoice(title: string, payload: string | undefined): TemplateResult {
  return html`<p class="choice" title=${payload ?? nothing}>
    <span class="quiet">${strings.chose}</span> <strong dir="auto">${title}</strong>
  </p>`;
}

import { html } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';

/** The title of the open panel, with its close button. */
export function renderPanelTitle(title: string, close: () => void) {
  return html`<div class="title">
    ${title}
    <button class="round" aria-label=${strings.close} @click=${close}>${icons.close}</button>
  </div>`;
}

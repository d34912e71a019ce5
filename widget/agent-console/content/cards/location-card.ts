import { html, nothing, type TemplateResult } from 'lit';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';

type Location = Extract<Content, { type: 'location' }>['location'];

/** A place, drawn without asking anyone; the map opens only when the agent wants it. */
export function renderLocation({ latitude, longitude, name, address }: Location): TemplateResult {
  // While it is still being typed, there is no place yet.
  const isPlace = Number.isFinite(latitude) && Number.isFinite(longitude);
  const place = isPlace ? `${latitude},${longitude}` : '–';
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return html`<div class="place">
    <div class="ground" aria-hidden="true">${icons.pin}</div>
    <p>
      ${name ? html`<strong dir="auto">${name}</strong><br />` : nothing}
      ${address ? html`<span dir="auto">${address}</span><br />` : nothing}
      <bdi class="quiet">${place}</bdi>
    </p>
    ${isPlace ? html`<a href=${map} target="_blank" rel="noopener noreferrer">${strings.openMap}</a>` : nothing}
  </div>`;
}

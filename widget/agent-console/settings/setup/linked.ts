import { html, type TemplateResult } from 'lit';
import { withAddresses } from '../../../locales/meta-screens.ts';

/** A text in which the names of Meta's screens are links. */
export function linked(text: string, appId: string | null = null): TemplateResult {
  return html`${withAddresses(text, appId).map(({ text: piece, address }) =>
    address === null
      ? piece
      : html`<a href=${address} target="_blank" rel="noopener"><bdi>${piece}</bdi></a>`,
  )}`;
}

/** Whether an agent is available, as it is drawn everywhere. */
import { css, html, nothing } from 'lit';
import { strings } from '../../locales/strings.ts';
import type { Presence } from './known-availability.ts';

/** In words. Whether somebody is away by choice makes no difference to the others. */
export function availabilityText(presence: Presence): string {
  if (presence === 'available') return strings.available;
  return presence === 'offline' ? strings.offline : strings.away;
}

/** A dot, filled for somebody who is available. With `isSpoken` it has a text alternative; otherwise the text is beside it. */
export function renderAvailability(presence: Presence | null, isSpoken = false) {
  if (presence === null) return nothing;
  const text = availabilityText(presence);
  return isSpoken
    ? html`<span class="here ${presence}" role="img" aria-label=${text} title=${text}></span>`
    : html`<span class="here ${presence}" aria-hidden="true"></span>`;
}

export const availabilityStyles = css`
  .here {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border: 2px solid var(--quiet);
    border-radius: 50%;
  }
  .here.available {
    border-color: var(--good);
    background: var(--good);
  }
  .here.idle,
  .here.away {
    border-color: var(--warning);
  }
`;

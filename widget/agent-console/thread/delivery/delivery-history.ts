/** What happened to a message, as a list. */
import { css, html, nothing } from 'lit';
import type { MessageHistory, Pricing } from '../../../../worker/api/conversations/messages.ts';
import { strings } from '../../../locales/strings.ts';
import { errorText } from '../../../locales/worker-texts/errors.ts';
import { hasLink } from '../../content/has-link.ts';
import { preciseTimeText } from '../../ui/time/times.ts';

export function renderHistory({ message, events }: MessageHistory) {
  const { content, direction, sentAt } = message;
  const shown =
    direction === 'in' && events.length === 0
      ? [{ at: sentAt, type: 'received', error: null, pricing: null }]
      : events;
  return html`<ol class="history" aria-label=${strings.deliveryDetails}>
    ${shown.map(
      ({ at, type, error, pricing }) =>
        html`<li>
          <time datetime=${new Date(at).toISOString()}>${preciseTimeText(at)}</time>
          <span
            >${strings.event[type] ?? type}
            ${error ? html`<small>${errorText(error).title} (${error.code})</small>` : nothing}
            ${pricing && priceText(pricing) !== null ? html`<small>${priceText(pricing)}</small>` : nothing}</span
          >
        </li>`,
    )}
    ${
      direction === 'out' && content.type === 'text' && hasLink(content.text.body)
        ? html`<li>${content.text.preview_url ? strings.withLinkPreview : strings.withoutLinkPreview}</li>`
        : nothing
    }
  </ol>`;
}

/** `billable` is being retired, and the words of `type` are open: only what says that it is free is free. */
function priceText({ category, type, billable }: Pricing): string | null {
  if (category === null) return null;
  if (type !== null) return strings.priced(category, !type.startsWith('free'));
  return billable === null ? category : strings.priced(category, billable);
}

export const historyStyles = css`
  .history {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    font-size: 13px;
    list-style: none;
  }
  .history li {
    display: flex;
    gap: 12px;
  }
  .history time {
    flex: none;
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  .history small {
    display: block;
    color: var(--quiet);
    font-size: 12px;
  }
`;

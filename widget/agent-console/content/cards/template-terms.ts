/** What it takes to send a template: what it is charged as, how long WhatsApp tries, and whether the customer has agreed. */
import { css, html, nothing } from 'lit';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import { strings } from '../../../locales/strings.ts';
import { spanText } from '../../ui/time/span-text.ts';
import { momentText } from '../../ui/time/times.ts';

/** A customer's answer to marketing messages, as far as the team knows it. */
export type OptIn = Pick<Conversation, 'consent' | 'marketingStoppedAt'>;

/** Meta's own word for a category that is newer than these texts. */
export function categoryName(category: string): string {
  const known: Readonly<Record<string, string>> = strings.templateCategory;
  return known[category] ?? category.toLowerCase().replaceAll('_', ' ');
}

export function rateText(category: string): string {
  const known: Readonly<Record<string, string>> = strings.templateRate;
  return known[category] ?? categoryName(category);
}

const thirtyDays = 30 * 24 * 60 * 60;

/** Null if the template has WhatsApp's usual time. */
export function lifetimeText({ message_send_ttl_seconds: seconds }: Template): string | null {
  if (seconds === undefined) return null;
  // Meta writes 30 days as -1.
  return strings.templateLifetime(spanText(seconds === -1 ? thirtyDays : seconds));
}

/** Nothing unless the template is marketing. */
export function renderOptIn({ category }: Pick<Template, 'category'>, known: OptIn | null) {
  if (category !== 'MARKETING') return nothing;
  const { consent, marketingStoppedAt: stoppedAt } = known ?? { consent: null, marketingStoppedAt: null };
  const isMissing = consent === null || stoppedAt !== null;
  return html`<div class="opt-in ${isMissing && known ? 'missing' : ''}">
    <p>${strings.optInNeeded} ${known ? statusText(known) : nothing}</p>
    ${isMissing ? renderOptInWays() : nothing}
  </div>`;
}

function statusText({ consent, marketingStoppedAt: stoppedAt }: OptIn): string {
  if (stoppedAt !== null) return strings.optedOutAt(momentText(stoppedAt));
  return consent ? strings.optedInAt(momentText(consent.at)) : strings.marketingUnknown;
}

/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/getting-opt-in. */
function renderOptInWays() {
  return html`<details>
    <summary>${strings.optInWays}</summary>
    <ul>
      ${strings.optInExamples.map((way) => html`<li>${way}</li>`)}
    </ul>
    <p>${strings.optInSays}</p>
  </details>`;
}

export const optInStyles = css`
  .opt-in {
    padding: 8px 12px;
    border-radius: var(--radius-s);
    background: var(--sunken);
    font: 400 var(--text-13) var(--font);
  }
  .opt-in.missing {
    background: var(--warning-surface);
    color: var(--warning);
  }
  .opt-in p,
  .opt-in ul {
    margin: 0;
  }
  .opt-in ul {
    display: block;
    margin-block: 4px;
    padding-inline-start: 24px;
    list-style: disc;
  }
  .opt-in li {
    display: list-item;
    min-block-size: 0;
    padding: 0;
    border: 0;
  }
  .opt-in summary {
    cursor: pointer;
  }
`;

/** The marks around a message's content: its source, edits, and reactions. */
import { html, nothing } from 'lit';
import type { Message, Reaction } from '../../../../worker/api/conversations/messages.ts';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import { strings } from '../../../locales/strings.ts';
import { errorText } from '../../../locales/worker-texts/errors.ts';
import { renderProducts } from '../../content/cards/product-names.ts';
import { contentText } from '../../content/content-text.ts';

export function renderOrigin(
  { forwarded, referral, product, isUncertain }: Message,
  products: ProductShelf | null,
) {
  const source = referral && (referral.headline || referral.source_url);
  const kind = referral?.source_type === 'post' ? strings.aPost : strings.anAd;
  return [
    forwarded
      ? html`<p class="mark">${forwarded === 'often' ? strings.forwardedOften : strings.forwarded}</p>`
      : nothing,
    referral ? html`<p class="mark" dir="auto">${strings.cameFrom(source || kind)}</p>` : nothing,
    isUncertain ? html`<p class="mark">${strings.uncertainSender}</p>` : nothing,
    product ? renderAskedAbout(product, products) : nothing,
  ];
}

function renderAskedAbout(
  { catalogId, retailerId }: NonNullable<Message['product']>,
  products: ProductShelf | null,
) {
  const plain = html`<p class="mark" dir="auto">${strings.asksAbout(retailerId)}</p>`;
  return renderProducts(products, { items: [{ retailerId }], catalogId }, plain);
}

export function renderChanges({ direction, earlier, revokedAt }: Message) {
  return [
    revokedAt === null ? nothing : html`<p class="mark">${strings.revoked}</p>`,
    earlier.length > 0
      ? html`<details class="mark">
          <summary>${strings.edited}</summary>
          ${earlier.map((content) => html`<p dir="auto">${strings.before} ${contentText(content, direction)}</p>`)}
        </details>`
      : nothing,
  ];
}

export function renderReactions(reactions: readonly Reaction[]) {
  const failed = reactions.find(({ status }) => status === 'failed');
  const why = failed?.error ? errorText(failed.error) : null;
  return html`<ul class="reactions" aria-label=${strings.reactions}>
    ${reactions.map(({ emoji, direction, status }) => {
      const name = strings.reactionOf(emoji, direction === 'out');
      return html`<li
        class=${status === 'failed' ? 'failed' : ''}
        title=${name}
        aria-label=${name}
      >
        ${emoji}
      </li>`;
    })}
  </ul>
  ${why ? html`<p class="mark">${why.title} ${why.advice}</p>` : nothing}`;
}

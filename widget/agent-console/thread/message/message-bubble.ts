/** One message in the thread: its bubble, with the actions beside it. */

import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type {
  Author,
  Message,
  MessageStatus,
  QuotedMessage,
} from '../../../../worker/api/conversations/messages.ts';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { contentText } from '../../content/content-text.ts';
import { lineText } from '../../content/line-text.ts';
import { renderContent } from '../../content/message-content.ts';
import { renderAvatar } from '../../ui/avatar.ts';
import { timeText } from '../../ui/time/times.ts';
import { automaticSource } from '../automatic-source.ts';
import { renderProblem } from '../delivery/delivery-problem.ts';
import { remedyOf } from '../delivery/remedy.ts';
import { renderTicks } from '../delivery/ticks.ts';
import type { MessageAction } from './message-action.ts';
import { renderChanges, renderOrigin, renderReactions } from './message-marks.ts';

/** What a bubble needs besides its message. */
export interface BubbleView {
  now: number;
  /** Whether the customer can be written to freely now. */
  isOpen: boolean;
  /** The contact, whose picture is beside the first message of each group. */
  contact: { id: number; name: string } | null;
  /** Finds the products that messages name. */
  products: ProductShelf | null;
  mediaUrl(message: Message): string | null;
  /** The quoted message in its current form if it is loaded; else as it was when the reply arrived. */
  quotedBy(
    quoted: QuotedMessage | null,
  ): { id: number; direction: 'in' | 'out'; content: Message['content'] } | null;
  /** The first of the parts before it, if that has not been sent. */
  stopped(message: Message): Message | null;
  /** Whether the parts after it have stopped because of it. */
  isFollowed(message: Message): boolean;
  isRetryDue(message: Message): boolean;
  isCopied(message: Message): boolean;
  act(action: MessageAction): void;
  goTo(id: number): void;
  openMenu(message: Message, from: Element, part: 'reactions' | 'all'): void;
  showDetails(message: Message): void;
  glance(message: Message, tick: Element): void;
  lookAway(): void;
  copyError(message: Message, details: string): void;
}

/** A row of the thread with one bubble. */
export function renderMessage(message: Message, isFirst: boolean, view: BubbleView) {
  const { direction, author, reactions } = message;
  return html`<div class="row ${direction} ${isFirst ? 'first' : ''} ${reactions.length > 0 ? 'reacted' : ''}">
    ${renderSide(message, isFirst, view)} ${renderBubble(message, isFirst && author !== null, view)}
    ${renderActions(message, view)}
  </div>`;
}

/** A system message between the bubbles. */
export function renderLine({ id, content, direction, sentAt }: Message) {
  return html`<div class="line" data-id=${id} tabindex="-1" dir="auto">${contentText(content, direction)} · ${timeText(sentAt)}</div>`;
}

/** Several pictures of one author as a mosaic. Each of them still is a message with its own actions. */
export function renderMosaic(messages: readonly Message[], isFirst: boolean, view: BubbleView) {
  const [first] = messages;
  if (!first) return nothing;
  const isReacted = messages.some(({ reactions }) => reactions.length > 0);
  return html`<div class="row mosaic ${first.direction} ${isFirst ? 'first' : ''} ${isReacted ? 'reacted' : ''}">
    ${renderSide(first, isFirst, view)}
    <div class="tiles n${messages.length % 3 === 0 ? 3 : 2}">
      ${messages.map(
        (message) =>
          html`<div class="tile ${message.direction}">
            ${renderBubble(message, false, view)} ${renderActions(message, view)}
          </div>`,
      )}
    </div>
  </div>`;
}

/** The picture of the author, at the first message of a group. */
function renderSide({ direction, author }: Message, isFirst: boolean, { contact }: BubbleView) {
  const person =
    direction === 'in' ? contact : author?.type === 'agent' ? { id: author.id, name: author.name } : null;
  return html`<span class="side">${isFirst && person ? renderAvatar(person.name, person.id, 28) : nothing}</span>`;
}

function renderBubble(message: Message, isNamed: boolean, view: BubbleView) {
  const { id, direction, sentAt, status, author, reactions, revokedAt, content, media } = message;
  return html`<article
    class="${direction} ${shapeOf(message)} ${revokedAt === null ? '' : 'gone'}"
    data-id=${id}
    tabindex="-1"
    aria-label=${ifDefined(direction === 'out' ? strings.you.trim() : undefined)}
    @pointerleave=${view.lookAway}
  >
    ${isNamed && author ? html`<strong class="by" dir="auto">${authorName(author)}</strong>` : nothing}
    ${renderOrigin(message, view.products)} ${renderQuote(message, view)}
    <div class="main">
      <div class="body">
        ${renderContent(content, {
          direction,
          media,
          url: media ? view.mediaUrl(message) : null,
          products: view.products,
          open: () => view.act({ type: 'open-picture', message }),
          retryFile: () => view.act({ type: 'retry-file', message }),
          startChat: (phone) => view.act({ type: 'start-chat', phone }),
        })}
      </div>
      <footer>
        <time datetime=${new Date(sentAt).toISOString()}>${timeText(sentAt)}</time>
        ${status ? renderTick(message, status, view) : nothing}
      </footer>
    </div>
    ${
      media?.state === 'remote' && direction === 'in'
        ? html`<p class="mark">${strings.keptByWhatsApp}</p>`
        : nothing
    }
    ${renderChanges(message)}
    ${renderProblem(message, {
      now: view.now,
      remedy: remedyOf(message, {
        now: view.now,
        isOpen: view.isOpen,
        isRetryDue: view.isRetryDue(message),
        stopped: view.stopped(message),
      }),
      isFollowed: view.isFollowed(message),
      isCopied: view.isCopied(message),
      act: view.act,
      copy: (details) => view.copyError(message, details),
    })}
    ${reactions.length > 0 ? renderReactions(reactions) : nothing}
  </article>`;
}

/** How its content fills the bubble: a line of text, something wider, a picture alone, or a sticker without a bubble. */
function shapeOf({ content, media }: Message): 'text' | 'wide' | 'bare' | 'sticker' {
  switch (content.type) {
    case 'text':
    case 'button':
    case 'reaction':
      return 'text';
    case 'image':
      return media?.state === 'stored' && !content.image.caption ? 'bare' : 'wide';
    case 'sticker':
      return media?.state === 'stored' ? 'sticker' : 'wide';
    default:
      return 'wide';
  }
}

function renderQuote({ quoted }: Message, view: BubbleView) {
  if (!quoted) return nothing;
  const message = view.quotedBy(quoted);
  if (!message) return html`<div class="quoted">${strings.earlierMessage}</div>`;
  return html`<button
    class="quoted"
    dir="auto"
    title=${strings.jumpToQuoted}
    @click=${() => view.goTo(message.id)}
  >
    <span>${lineText(message.content, message.direction)}</span>
  </button>`;
}

/** Whether it can be answered: WhatsApp has it, and its sender has not deleted it. */
export function isAnswerable({ wamid, revokedAt }: Message): boolean {
  return wamid !== null && revokedAt === null;
}

/** Beside the bubble on hover and focus. Tab passes them by: the arrow keys go from message to message. */
function renderActions(message: Message, view: BubbleView) {
  const open = (part: 'reactions' | 'all') => (event: Event) => {
    if (event.currentTarget instanceof Element) view.openMenu(message, event.currentTarget, part);
  };
  return html`<div class="acts">
    ${
      isAnswerable(message)
        ? html`<button
            class="act"
            tabindex="-1"
            aria-label=${strings.react}
            title=${strings.react}
            @click=${open('reactions')}
          >
            ${icons.smile}</button
          ><button
            class="act"
            tabindex="-1"
            aria-label=${strings.reply}
            title=${strings.reply}
            @click=${() => view.act({ type: 'reply', message })}
          >
            ${icons.reply}
          </button>`
        : nothing
    }
    <button
      class="act menu"
      tabindex="-1"
      aria-label=${strings.messageActions}
      title=${strings.messageActions}
      aria-haspopup="true"
      @click=${open('all')}
    >
      ${icons.more}
    </button>
  </div>`;
}

function renderTick(message: Message, status: MessageStatus, view: BubbleView) {
  return html`<button
    class="what"
    aria-description=${strings.deliveryDetails}
    @click=${() => view.showDetails(message)}
    @pointerenter=${({ pointerType, currentTarget }: PointerEvent) => {
      if (pointerType === 'mouse' && currentTarget instanceof Element) view.glance(message, currentTarget);
    }}
  >
    ${renderTicks(message, status)}
  </button>`;
}

function authorName(author: Author): string {
  switch (author.type) {
    case 'agent':
      return author.name;
    case 'phone-app':
      return strings.fromPhone;
    case 'nudge':
      return strings.sentAutomatically;
    case 'automation':
      return `${automaticSource(author)} · ${strings.sentAutomatically}`;
  }
}

import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Content, Message, MessageStatus } from '../../worker/api.ts';
import type { PendingMessage } from '../client/inbox-state.ts';
import { contentText } from './content-text.ts';
import { formattedText } from './formatted-text.ts';
import { tokens } from './styles.ts';
import { dayText, startOfDay, timeText } from './times.ts';

/** An agent wants to answer one message in particular. */
export class MessageReply extends Event {
  constructor(readonly message: Message) {
    super('message-reply', { bubbles: true, composed: true });
  }
}

/** An agent wants a message that has not arrived to be sent again. */
export class MessageRetry extends Event {
  constructor(readonly message: Message | PendingMessage) {
    super('message-retry', { bubbles: true, composed: true });
  }
}

/** The older messages are wanted. */
export class ThreadMore extends Event {
  constructor() {
    super('thread-more', { bubbles: true, composed: true });
  }
}

@customElement('agent-console-thread')
export class ConsoleThread extends LitElement {
  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ attribute: false }) pending: readonly PendingMessage[] = [];
  @property({ attribute: false }) hasMore = false;
  @property({ attribute: false }) now = 0;

  #stick = true;
  #heightBefore = 0;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        overflow-y: auto;
        overflow-anchor: none;
        background: var(--sunken);
        padding: 1rem clamp(0.75rem, 3cqi, 2rem);
      }
      [role='log'] {
        display: flex;
        flex-direction: column;
        gap: 0.35rem;
        min-block-size: 100%;
        justify-content: flex-end;
      }
      .day {
        align-self: center;
        margin-block: 0.75rem 0.35rem;
        padding: 0.15rem 0.8rem;
        border-radius: 999px;
        background: var(--raised);
        color: var(--quiet);
        font-size: 0.75rem;
      }
      .more {
        align-self: center;
      }
      article {
        position: relative;
        max-inline-size: min(34rem, 82%);
        align-self: flex-start;
        padding: 0.45rem 0.75rem 0.35rem;
        border-radius: 4px 16px 16px;
        background: var(--raised);
        box-shadow: 0 1px 1px rgb(0 0 0 / 8%);
        overflow-wrap: anywhere;
      }
      article.out {
        align-self: flex-end;
        border-radius: 16px 4px 16px 16px;
        background: var(--ours);
      }
      p,
      blockquote,
      ul,
      ol {
        margin: 0;
        white-space: pre-wrap;
      }
      blockquote,
      .quoted {
        margin-block-end: 0.3rem;
        padding-inline-start: 0.6rem;
        border-inline-start: 3px solid var(--accent);
        color: var(--quiet);
        font-size: 0.875rem;
      }
      a {
        color: var(--read);
      }
      footer {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        justify-content: flex-end;
        color: var(--quiet);
        font-size: 0.75rem;
      }
      .tick {
        font-weight: 700;
        letter-spacing: -0.2em;
        padding-inline-end: 0.2em;
      }
      .tick.read {
        color: var(--read);
      }
      .tick.failed,
      .tick.in_doubt {
        color: var(--alarm);
      }
      .reply {
        border: 0;
        padding: 0 0.3rem;
        min-block-size: 24px;
        background: none;
        color: var(--quiet);
        font-size: 0.75rem;
        text-decoration: underline;
      }
      .problem {
        margin-block-start: 0.4rem;
        padding: 0.5rem 0.6rem;
        border-radius: 8px;
        background: var(--alarm-surface);
        color: var(--alarm);
        font-size: 0.8125rem;
      }
      .problem button {
        margin-block-start: 0.4rem;
      }
      .reactions {
        font-size: 1.1rem;
      }
      pre {
        max-inline-size: 100%;
        overflow-x: auto;
        font-size: 0.75rem;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('messages') && !changed.has('pending')) return;
    this.#stick = this.scrollHeight - this.scrollTop - this.clientHeight < 80;
    this.#heightBefore = this.scrollHeight - this.scrollTop;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('messages') && !changed.has('pending')) return;
    // At the end one stays at the end; elsewhere the text that is being read does not move.
    const first = changed.get('messages')?.[0]?.id;
    if (this.#stick) this.scrollTop = this.scrollHeight;
    else if (first !== this.messages[0]?.id) this.scrollTop = this.scrollHeight - this.#heightBefore;
  }

  protected override render() {
    return html`<div role="log" aria-label="Messages" aria-live="polite" tabindex="0">
      ${
        this.hasMore
          ? html`<button class="plain more" @click=${() => this.dispatchEvent(new ThreadMore())}>
              Earlier messages
            </button>`
          : nothing
      }
      ${repeat(
        this.messages,
        ({ id }) => id,
        (message, index) =>
          html`${this.#renderDay(message, this.messages[index - 1])}${this.#renderMessage(message)}`,
      )}
      ${repeat(
        this.pending,
        ({ key }) => key,
        (message) => this.#renderPending(message),
      )}
    </div>`;
  }

  #renderDay(message: Message, before: Message | undefined) {
    if (before && startOfDay(before.sentAt) === startOfDay(message.sentAt)) return nothing;
    return html`<div class="day">${dayText(message.sentAt, this.now)}</div>`;
  }

  #renderMessage(message: Message) {
    const { direction, sentAt, status, error, author, quoted, reactions } = message;
    return html`<article class=${direction} data-id=${message.id}>
      ${quoted ? html`<div class="quoted" dir="auto">${quoted.message ? contentText(quoted.message.content) : 'An earlier message'}</div>` : nothing}
      ${renderContent(message.content)}
      ${
        reactions.length > 0
          ? html`<div class="reactions" aria-label="Reactions">${reactions.map(({ emoji }) => emoji)}</div>`
          : nothing
      }
      <footer>
        ${
          message.wamid && direction === 'in'
            ? html`<button class="reply" @click=${() => this.dispatchEvent(new MessageReply(message))}>Reply</button>`
            : nothing
        }
        ${author ? html`<span>${author.type === 'agent' ? author.name : 'from the phone'}</span>` : nothing}
        <time datetime=${new Date(sentAt).toISOString()}>${timeText(sentAt)}</time>
        ${status ? renderTick(status) : nothing}
      </footer>
      ${
        error
          ? html`<div class="problem">
              <strong>${error.title}</strong> ${error.advice}
              ${
                status === 'failed' || status === 'in_doubt'
                  ? html`<br /><button
                        class="plain"
                        @click=${() => this.dispatchEvent(new MessageRetry(message))}
                      >
                        Retry
                      </button>`
                  : nothing
              }
            </div>`
          : nothing
      }
    </article>`;
  }

  #renderPending(message: PendingMessage) {
    return html`<article class="out">
      ${renderContent(message.content)}
      <footer><time>${timeText(message.sentAt)}</time>${renderTick('queued')}</footer>
      ${
        message.problem === null
          ? nothing
          : html`<div class="problem">
              <strong>Not sent yet.</strong> ${message.problem}<br /><button
                class="plain"
                @click=${() => this.dispatchEvent(new MessageRetry(message))}
              >
                Retry
              </button>
            </div>`
      }
    </article>`;
  }
}

function renderContent(content: Content) {
  if (content.type === 'text') return formattedText(content.text.body);
  if (content.type !== 'unsupported') return html`<p dir="auto">${contentText(content)}</p>`;
  return html`<p>Unsupported message (${content.originalType})</p>
    <details>
      <summary>Details</summary>
      <pre>${content.raw}</pre>
    </details>`;
}

const ticks: Record<MessageStatus, [mark: string, name: string]> = {
  queued: ['◷', 'Queued'],
  sending: ['◷', 'Sending'],
  in_doubt: ['?', 'In doubt'],
  accepted: ['✓', 'Accepted'],
  sent: ['✓', 'Sent'],
  delivered: ['✓✓', 'Delivered'],
  read: ['✓✓', 'Read'],
  failed: ['!', 'Failed'],
};

function renderTick(status: MessageStatus) {
  const [mark, name] = ticks[status];
  return html`<span class="tick ${status}" role="img" aria-label=${name} title=${name}>${mark}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-thread': ConsoleThread;
  }
}

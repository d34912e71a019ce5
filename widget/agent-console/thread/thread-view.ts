import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Message, MessageHistory } from '../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../worker/api/conversations/teamwork.ts';
import type { PendingMessage } from '../../client/state/inbox-state.ts';
import type { ProductShelf } from '../../client/store/product-shelf.ts';
import { speakAlso } from '../../locales/speak.ts';
import { strings } from '../../locales/strings.ts';
import { errorBook } from '../../locales/worker-texts/errors.ts';
import { icons } from '../../theme/icons.ts';
import { contentStyles } from '../content/content-styles.ts';
import { lineText } from '../content/line-text.ts';
import { avatarStyles } from '../ui/avatar.ts';
import { customElement } from '../ui/custom-element.ts';
import { dayText, startOfDay } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import type { AnswerDesk } from './delivery/answer-desk.ts';
import { DeliveryGlance } from './delivery/delivery-glance.ts';
import { historyStyles } from './delivery/delivery-history.ts';
import { problemStyles } from './delivery/delivery-problem.ts';
import { tickStyles } from './delivery/ticks.ts';
import { FoundWords } from './found-words.ts';
import { bubbleStyles } from './message/bubble-styles.ts';
import { MessageActions } from './message/message-actions.ts';
import {
  type BubbleView,
  isAnswerable,
  renderLine,
  renderMessage,
  renderMosaic,
} from './message/message-bubble.ts';
import { MessageKeys } from './message/message-keys.ts';
import { MessageTouch } from './message/message-touch.ts';
import { renderPending } from './message/pending-message.ts';
import { isRetryDue, MessageIndex } from './message-index.ts';
import { MessageWindow } from './message-window.ts';
import { ReadingPlace } from './reading-place.ts';
import { KeptPlace } from './scroll-anchor.ts';
import { entryStyles, renderEntry } from './team-entry.ts';
import { ThreadMore } from './thread-events.ts';
import { DayList, type GroupRow, isGroup, rowKey, type ThreadRow } from './thread-rows.ts';
import { threadStyles } from './thread-styles.ts';

/** How long a message that was gone to is marked. */
const markLastsMs = 2_400;
/** How many messages come and go when the edge of those on the page is near, in pixels. */
const step = 6;
const nearEdge = 600;

@customElement('agent-console-thread')
export class ConsoleThread extends LitElement {
  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ attribute: false }) pending: readonly PendingMessage[] = [];
  /** The contact, whose picture is beside their messages. */
  @property({ attribute: false }) contact: { id: number; name: string } | null = null;
  /** The agent's own name if customers see it before the text; else null. */
  @property({ attribute: false }) shownName: string | null = null;
  @property({ attribute: false }) hasMore = false;
  @property({ attribute: false }) now = 0;
  /** Whether the customer can be written to freely now. */
  @property({ attribute: false }) isOpen = true;
  /** The team's entries between the messages. */
  @property({ attribute: false }) entries: readonly Entry[] = [];
  /** The first message that was unread when the conversation was opened. */
  @property({ attribute: false }) firstUnread: number | null = null;
  /** The words that are looked for, to be marked. */
  @property({ attribute: false }) words = '';
  /** Another function when the addresses of files are others. */
  @property({ attribute: false }) mediaUrl: (message: Message) => string | null = () => null;
  /** Finds the products that messages name. */
  @property({ attribute: false }) products: ProductShelf | null = null;
  /** For the delivery details of what the assistant has answered. */
  @property({ attribute: false }) answers: AnswerDesk | null = null;
  /** Whether there are newer messages than those shown. */
  @property({ attribute: false }) hasNewer = false;
  /** Loads the page before, or after. */
  @property({ attribute: false }) loadOlder: () => Promise<void> = async () => {};
  @property({ attribute: false }) loadNewer: () => Promise<void> = async () => {};
  /** Loads the part of the thread that this message is in. */
  @property({ attribute: false }) loadAround: (id: number) => Promise<void> = async () => {};
  /** Shows the newest messages again. */
  @property({ attribute: false }) leavePast: () => void = () => {};
  /** Loads the delivery details of a message. */
  @property({ attribute: false }) history: (message: Message) => Promise<MessageHistory> = async () => {
    throw new Error('Set `history` to load delivery details');
  };
  /** The customer's newest message, for screen readers. The team's own messages are not announced. */
  @state() private heard = '';
  @state() private isAway = false;
  @state() private isBehind = false;
  /** The errors can be said in the language that is spoken. */
  @state() private saysErrors = false;

  #index = new MessageIndex();
  #window = new MessageWindow();
  #days = new DayList();
  /** The message to go to as soon as it is here. */
  #sought: number | null = null;
  #takesFocus = true;
  #goesToEnd = false;
  /** A page was asked for, and has not come. */
  #isAsked = false;
  #kept = new KeptPlace(this, () => this.#isNewest);
  #place = new ReadingPlace(this, this.#kept);
  #glance = new DeliveryGlance(this, (message) => this.history(message));
  #actions = new MessageActions(this, (message) => this.history(message));

  static override readonly styles = [
    tokens,
    avatarStyles,
    entryStyles,
    contentStyles,
    tickStyles,
    problemStyles,
    historyStyles,
    bubbleStyles,
    threadStyles,
  ];

  constructor() {
    super();
    new FoundWords(this, () => this.words);
    const open = (id: number, from: Element) => this.#openMenu(id, from);
    new MessageKeys(this, open);
    new MessageTouch(this, {
      open,
      reply: (id) => {
        const message = this.#index.get(id);
        if (message) this.#actions.act({ type: 'reply', message });
      },
      canReply: (id) => {
        const message = this.#index.get(id);
        return message !== undefined && isAnswerable(message);
      },
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    // It may have been moved before it was full.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('scroll', this.#scrolled);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const wasPast = changed.get('hasNewer') ?? this.hasNewer;
    this.#place.note(wasPast);
    if (changed.has('messages')) {
      this.#index.take(this.messages);
      const before = changed.get('messages');
      if (before?.[0]?.conversationId !== this.messages[0]?.conversationId) this.#window.begin();
      const hasNew = (this.messages.at(-1)?.id ?? 0) > (before?.at(-1)?.id ?? 0);
      if (before && !this.#place.isAtEnd && hasNew && !wasPast) this.isBehind = true;
      if (!wasPast) this.#hear(before);
    }
    if (!this.saysErrors && this.#hasError()) {
      void speakAlso(errorBook).then(() => {
        this.saysErrors = true;
      });
    }
    this.#window.take(this.messages);
    const wanted = this.#sought ?? (changed.has('firstUnread') ? this.firstUnread : null);
    if (wanted !== null) {
      this.#window.around(this.messages, wanted);
      this.#window.take(this.messages);
    }
  }

  /** At the end one stays at the end; elsewhere the text that is being read does not move. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!this.#window.isFull) this.#fillAfterPaint();
    if (changed.has('messages') && this.#isAsked) {
      this.#isAsked = false;
      // At an edge there is nothing left to scroll, which would ask for the page after this one.
      requestAnimationFrame(() => this.isConnected && this.#scrolled());
    }
    const sought = this.#sought === null ? null : this.#place.elementOf(this.#sought);
    if (sought) {
      this.#sought = null;
      this.#mark(sought);
      return;
    }
    if (this.#goesToEnd && !this.hasNewer) {
      this.#goesToEnd = false;
      this.#kept.toEnd();
      return;
    }
    const divider = changed.has('firstUnread') ? this.renderRoot.querySelector<HTMLElement>('.new') : null;
    if (divider) this.#kept.to(divider, 'start');
    else this.#place.restore(this.#window.isAtEnd);
  }

  protected override render() {
    const isNewest = this.#isNewest;
    return html`<div
        role="log"
        aria-label=${strings.messages}
        aria-description=${strings.messageKeys}
        aria-live="off"
        tabindex="0"
        @audio-end=${this.#playNext}
      >
        ${
          this.hasMore && this.#window.from === 0
            ? html`<button class="plain more" @click=${() => this.#ask('older')}>
                ${strings.earlierMessages}
              </button>`
            : nothing
        }
        ${guard(this.#shownBy(), () =>
          repeat(
            this.#days.take(this, this.#window),
            ({ at }) => at,
            ({ at, rows }) =>
              html`<section class="date">
                <div class="day">${dayText(at, this.now)}</div>
                ${repeat(rows, rowKey, (row) => this.#renderRow(row))}
              </section>`,
          ),
        )}
        ${repeat(
          isNewest ? this.pending : [],
          ({ key }) => key,
          (message, index) =>
            renderPending(message, {
              shownName: this.shownName,
              isOpen: this.isOpen,
              isFirst: index === 0 && !this.#continuesWith(message),
              products: this.products,
              act: (action) => this.#actions.act(action),
            }),
        )}
        ${
          this.isAway || this.hasNewer
            ? html`<button class="down" aria-label=${this.isBehind ? strings.newMessages : strings.toNewest} @click=${this.#toNewest}>
                ${icons.down} ${this.isBehind ? strings.newMessages : nothing}
              </button>`
            : nothing
        }
      </div>
      ${this.#glance.render()}
      ${this.#actions.render(this.answers)}
      <div class="heard" role="status">${this.heard}</div>`;
  }

  #fillAfterPaint(): void {
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (!this.isConnected) return;
        this.#window.fill();
        this.requestUpdate();
      }),
    );
  }

  /** Whether the newest message is on the page. */
  get #isNewest(): boolean {
    return this.#window.isAtEnd && !this.hasNewer;
  }

  #hasError(): boolean {
    const ofMessage = this.messages.some(({ error, media }) => (error ?? media?.error ?? null) !== null);
    return ofMessage || this.#actions.hasError || this.#glance.hasError;
  }

  #hear(before: readonly Message[] | undefined): void {
    const last = this.messages.at(-1);
    const isSame = before?.[0]?.conversationId === last?.conversationId;
    if (!last || !isSame || last.direction !== 'in' || last.id <= (before?.at(-1)?.id ?? 0)) return;
    this.heard = lineText(last.content, last.direction);
  }

  /** Everything that the look of the messages depends on. Nothing else may render them again. */
  #shownBy(): unknown[] {
    const { shown } = this.#window;
    const due = shown.filter((message) => isRetryDue(message, this.now)).length;
    return [
      this.messages,
      this.entries,
      this.#window.from,
      this.#window.end,
      this.hasNewer,
      this.firstUnread,
      this.#actions.copied,
      this.saysErrors,
      this.isOpen,
      this.contact?.name,
      startOfDay(this.now),
      due,
      this.mediaUrl,
    ];
  }

  #renderRow(row: ThreadRow) {
    switch (row.type) {
      case 'new':
        return html`<div class="new">${strings.newMessages}</div>`;
      case 'entry':
        return renderEntry(row.entry);
      case 'line':
        return renderLine(row.message);
      case 'messages':
        return guard(this.#rowShownBy(row), () => {
          const [first, ...others] = row.messages;
          return others.length === 0
            ? renderMessage(first, row.isFirst, this.#view)
            : renderMosaic(row.messages, row.isFirst, this.#view);
        });
    }
  }

  #rowShownBy({ messages, isFirst }: GroupRow): unknown[] {
    return [
      isFirst,
      this.saysErrors,
      isFirst && this.contact?.name,
      this.mediaUrl,
      ...messages.flatMap((message) => [
        message,
        this.#index.quotedBy(message.quoted),
        this.#actions.copied === message.id,
        isRetryDue(message, this.now),
        ...(message.status === 'failed' || message.status === 'in_doubt'
          ? [this.isOpen, this.#index.stopped(message)?.error, this.#index.isFollowed(message)]
          : []),
      ]),
    ];
  }

  get #view(): BubbleView {
    const { now, isOpen, contact, products } = this;
    return {
      products,
      now,
      isOpen,
      contact,
      mediaUrl: (message) => this.mediaUrl(message),
      quotedBy: (quoted) => this.#index.quotedBy(quoted),
      stopped: (message) => this.#index.stopped(message),
      isFollowed: (message) => this.#index.isFollowed(message),
      isRetryDue: (message) => isRetryDue(message, now),
      isCopied: ({ id }) => this.#actions.copied === id,
      act: (action) => this.#actions.act(action),
      goTo: (id) => void this.show(id),
      openMenu: ({ id }, from, part) => this.#openMenu(id, from, part),
      showDetails: (message) => {
        this.#glance.hide();
        void this.#actions.showDetails(message);
      },
      glance: (message, tick) => this.#glance.show(message, tick),
      lookAway: this.#glance.hide,
      copyError: (message, details) => void this.#actions.copyError(message, details),
    };
  }

  /** Whether a message on its way belongs to the group of the last message. */
  #continuesWith({ sentAt }: PendingMessage): boolean {
    const last = this.#window.shown.at(-1);
    const isLast = last !== undefined && !this.entries.some(({ at }) => at > last.sentAt);
    return isLast && last.direction === 'out' && isGroup(last, { ...last, sentAt });
  }

  #openMenu(id: number, from: Element, part: 'reactions' | 'all' = 'all'): void {
    const message = this.#index.get(id);
    this.#glance.hide();
    if (message) this.#actions.openMenu(message, from, part);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[role=log]')?.focus({ preventScroll: true });
  }

  /**
   * Goes to a message and marks it for a moment, wherever in the thread it is. It gets the focus, unless the agent goes
   * on somewhere else, as in the search.
   */
  async show(id: number, takesFocus = true): Promise<void> {
    this.#sought = id;
    this.#takesFocus = takesFocus;
    await this.loadAround(id);
    this.requestUpdate();
  }

  #mark(element: HTMLElement): void {
    this.#kept.to(element, 'center');
    element.classList.add('found');
    setTimeout(() => element.classList.remove('found'), markLastsMs);
    if (this.#takesFocus) element.focus({ preventScroll: true });
  }

  #scrolled = (): void => {
    const { from, end, isAtEnd, isFull } = this.#window;
    // Until it is full, both edges are near.
    if (!isFull) return;
    const [isNearTop, isNearEnd] = [this.scrollTop < nearEdge, this.#place.distance < nearEdge];
    if (isNearTop && from > 0) this.#endAt(end - step);
    else if (isNearTop && this.hasMore) this.#ask('older');
    else if (isNearEnd && !isAtEnd) this.#endAt(end + step);
    else if (isNearEnd && this.hasNewer) this.#ask('newer');
    this.isAway = !this.#window.isAtEnd || this.#place.distance > 300;
    if (!this.isAway) this.isBehind = false;
  };

  #ask(direction: ThreadMore['direction']): void {
    this.#isAsked = true;
    this.dispatchEvent(new ThreadMore(direction));
  }

  #endAt(end: number): void {
    this.#window.endAt(this.messages, end);
    this.requestUpdate();
  }

  /** The next message, if it is a recording as well. */
  #playNext(event: Event): void {
    const ended = event
      .composedPath()
      .find((target) => target instanceof HTMLElement && target.matches('[data-id]'));
    const at = this.messages.findIndex(
      ({ id }) => ended instanceof HTMLElement && id === Number(ended.dataset.id),
    );
    const next = at < 0 ? undefined : this.messages[at + 1];
    if (next?.content.type === 'audio')
      this.#place.elementOf(next.id)?.querySelector('agent-console-audio')?.play();
  }

  #toNewest(): void {
    this.#window.toEnd();
    this.#goesToEnd = true;
    this.leavePast();
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-thread': ConsoleThread;
  }
}

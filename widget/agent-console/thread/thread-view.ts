import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type {
  Author,
  Message,
  MessageHistory,
  MessageStatus,
  QuotedMessage,
} from '../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../worker/api/conversations/teamwork.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import type { PendingMessage } from '../../client/state/inbox-state.ts';
import { errorBook } from '../../locales/errors.ts';
import { speakAlso } from '../../locales/speak.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { contentStyles } from '../content/content-styles.ts';
import { contentText } from '../content/content-text.ts';
import { lineText } from '../content/line-text.ts';
import { isLine, renderContent } from '../content/message-content.ts';
import { customElement } from '../ui/custom-element.ts';
import { fateStyles, renderHistory, renderProblem, renderTicks } from './delivery-state.ts';
import { isForwardable } from './forwardable.ts';
import { type MessageAction, MessageActionEvent } from './message-action.ts';
import { renderChanges, renderOrigin, renderReactions } from './message-marks.ts';
import { renderPending } from './pending-message.ts';
import { KeptPlace } from './scroll-anchor.ts';
import './reaction-picker.ts';
import { copyText } from '../ui/copy-text.ts';
import { dayText, startOfDay, timeText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import type { ReactionPick } from './reaction-picker.ts';
import { isOfPart, remedyOf } from './remedy.ts';
import { entryStyles, renderEntry } from './team-entry.ts';
import { threadStyles } from './thread-styles.ts';

/** The messages before or after those that are here are wanted. */
export class ThreadMore extends Event {
  constructor(readonly direction: 'older' | 'newer') {
    super('thread-more', { bubbles: true, composed: true });
  }
}

/** How long a message that was gone to is marked. */
const markLasts = 2_400;
/** How many messages are on the page at once, and how many come and go when the edge of them is near, in pixels. */
const maxShown = 100;
const step = 20;
const nearEdge = 600;
/** How long a pointer rests on a tick before the delivery details appear. */
const glanceAfter = 300;

@customElement('agent-console-thread')
export class ConsoleThread extends LitElement {
  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ attribute: false }) pending: readonly PendingMessage[] = [];
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
  @property({ attribute: false }) mediaUrl: (message: Message) => string | null = () => null;
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
  @state() private shownHistory: MessageHistory | null = null;
  /** Whether it is shown over the thread, only while the pointer is there. */
  @state() private isGlance = false;
  /** The message whose details were copied last. */
  @state() private copied: number | null = null;
  /** The last message that is on the page; null: the newest. */
  @state() private last: number | null = null;
  @state() private picking: number | null = null;
  /** The customer's newest message, for screen readers. The team's own messages are not announced. */
  @state() private heard = '';
  @state() private isAway = false;
  @state() private isBehind = false;
  /** The errors can be said in the language that is spoken. */
  @state() private saysErrors = false;

  #byId = new Map<number, Message>();
  /** The messages whose next part has stopped because of them. */
  #followed: ReadonlySet<number> = new Set();
  /** The messages on the page: of thousands, those around the current position. */
  #shown: readonly Message[] = [];
  /** Place of the first of them among all. */
  #from = 0;
  /** The message to go to as soon as it is here. */
  #sought: number | null = null;
  #goesToEnd = false;
  #anchor: { id: number; top: number } | 'end' | null = null;
  #glancing: ReturnType<typeof setTimeout> | undefined;
  #kept = new KeptPlace(this, () => this.last === null && !this.hasNewer);

  #placed: {
    messages: readonly Message[];
    entries: readonly Entry[];
    before: ReadonlyMap<number, readonly Entry[]>;
    after: readonly Entry[];
  } | null = null;

  static override readonly styles = [tokens, entryStyles, contentStyles, fateStyles, threadStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    document.addEventListener('keydown', this.#closeStory, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('scroll', this.#scrolled);
    document.removeEventListener('keydown', this.#closeStory, { capture: true });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const wasPast = changed.get('hasNewer') ?? this.hasNewer;
    this.#anchor = this.#anchorNow(wasPast);
    if (changed.has('firstUnread') && this.firstUnread !== null) this.#windowAround(this.firstUnread);
    if (changed.has('messages')) {
      this.#byId = new Map(this.messages.map((message) => [message.id, message]));
      this.#followed = new Set(
        this.messages.flatMap(({ follows, error }) => (error && isOfPart(error) ? follows : [])),
      );
      const before = changed.get('messages');
      if (before?.[0]?.conversationId !== this.messages[0]?.conversationId) this.last = null;
      const hasNew = (this.messages.at(-1)?.id ?? 0) > (before?.at(-1)?.id ?? 0);
      if (before && this.#anchor !== 'end' && hasNew && !wasPast) this.isBehind = true;
      if (!wasPast) this.#hear(before);
    }
    if (!this.saysErrors && this.#hasError()) {
      void speakAlso(errorBook).then(() => {
        this.saysErrors = true;
      });
    }
    if (this.#sought !== null) this.#windowAround(this.#sought);
    const last = this.last === null ? -1 : this.messages.findIndex(({ id }) => id === this.last);
    const end = last < 0 ? this.messages.length : last + 1;
    this.#from = Math.max(0, end - maxShown);
    this.#shown = this.messages.slice(this.#from, end);
  }

  /** At the end one stays at the end; elsewhere the text that is being read does not move. */
  protected override updated(changed: PropertyValues<this>): void {
    const sought = this.#sought === null ? null : this.#elementOf(this.#sought);
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
    if (divider) {
      this.#kept.to(divider, 'start');
    } else if (this.#anchor === 'end') {
      if (this.last === null) this.#kept.toEnd();
    } else if (this.#anchor) {
      const { id, top } = this.#anchor;
      const moved = this.#elementOf(id)?.getBoundingClientRect().top;
      if (moved !== undefined && Math.abs(moved - top) >= 1) this.scrollTop += moved - top;
    }
  }

  protected override render() {
    return html`<div role="log" aria-label=${strings.messages} aria-live="off" tabindex="0">
      ${
        this.hasMore && this.#from === 0
          ? html`<button class="plain more" @click=${() => this.dispatchEvent(new ThreadMore('older'))}>
              ${strings.earlierMessages}
            </button>`
          : nothing
      }
      ${guard(this.#shownBy(), () =>
        repeat(
          this.#shown,
          ({ id }) => id,
          (message, index) => this.#renderPlace(message, this.messages[this.#from + index - 1]),
        ),
      )}
      ${this.last === null && !this.hasNewer ? this.#between.after.map(renderEntry) : nothing}
      ${repeat(
        this.last === null && !this.hasNewer ? this.pending : [],
        ({ key }) => key,
        (message) =>
          renderPending(message, {
            shownName: this.shownName,
            isOpen: this.isOpen,
            act: (action) => this.#act(action),
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
    <div class="heard" role="status">${this.heard}</div>`;
  }

  #hasError(): boolean {
    const ofMessage = this.messages.some(({ error, media }) => (error ?? media?.error ?? null) !== null);
    return ofMessage || (this.shownHistory?.events.some(({ error }) => error !== null) ?? false);
  }

  #hear(before: readonly Message[] | undefined): void {
    const last = this.messages.at(-1);
    const isSame = before?.[0]?.conversationId === last?.conversationId;
    if (!last || !isSame || last.direction !== 'in' || last.id <= (before?.at(-1)?.id ?? 0)) return;
    this.heard = lineText(last.content, last.direction);
  }

  /**
   * Everything that the look of the messages depends on. With thousands of them, nothing else may render them again.
   */
  #shownBy(): unknown[] {
    const due = this.messages.filter((message) => this.#isRetryDue(message)).length;
    const withFile = this.messages.find(({ media }) => media !== null);
    const url = withFile && this.mediaUrl(withFile);
    return [
      this.messages,
      this.entries,
      this.last,
      this.firstUnread,
      this.picking,
      this.shownHistory,
      this.isGlance,
      this.copied,
      this.saysErrors,
      this.isOpen,
      startOfDay(this.now),
      due,
      url,
    ];
  }

  #renderPlace(message: Message, before: Message | undefined) {
    const shownBy = [
      message,
      this.#quotedBy(message.quoted),
      this.mediaUrl(message),
      message.id === this.picking,
      this.shownHistory?.message.id === message.id ? this.shownHistory : null,
      this.isGlance,
      this.copied === message.id,
      this.saysErrors,
      this.#isRetryDue(message),
      ...(message.status === 'failed' || message.status === 'in_doubt'
        ? [this.isOpen, this.#stopped(message)?.error, this.#followed.has(message.id)]
        : []),
    ];
    return [
      (this.#between.before.get(message.id) ?? []).map(renderEntry),
      this.#renderDay(message, before),
      message.id === this.firstUnread ? html`<div class="new">${strings.newMessages}</div>` : nothing,
      guard(shownBy, () =>
        isLine(message.content) ? this.#renderLine(message) : this.#renderMessage(message),
      ),
    ];
  }

  /** The entries directly before each message, and those after the last. */
  get #between(): { before: ReadonlyMap<number, readonly Entry[]>; after: readonly Entry[] } {
    const { messages, entries } = this;
    if (this.#placed?.messages === messages && this.#placed.entries === entries) return this.#placed;
    const before = new Map<number, readonly Entry[]>();
    let next = 0;
    for (const { id, sentAt } of messages) {
      const first = next;
      for (let entry = entries[next]; entry; entry = entries[next]) {
        if (entry.at > sentAt || (entry.at === sentAt && entry.id > id)) break;
        next += 1;
      }
      if (next > first) before.set(id, entries.slice(first, next));
    }
    this.#placed = { messages, entries, before, after: entries.slice(next) };
    return this.#placed;
  }

  #renderDay(message: Message, before: Message | undefined) {
    if (before && startOfDay(before.sentAt) === startOfDay(message.sentAt)) return nothing;
    return html`<div class="day">${dayText(message.sentAt, this.now)}</div>`;
  }

  #renderLine({ id, content, direction, sentAt }: Message) {
    return html`<div class="line" data-id=${id} dir="auto">${contentText(content, direction)} · ${timeText(sentAt)}</div>`;
  }

  #renderMessage(message: Message) {
    const { direction, sentAt, status, author, reactions, revokedAt, content, media } = message;
    const isPicking = message.id === this.picking;
    return html`<article
      class="${direction} ${revokedAt === null ? '' : 'gone'} ${isPicking || this.shownHistory?.message.id === message.id ? 'picking' : ''}"
      @pointerleave=${() => this.#lookAway()}
      data-id=${message.id}
      aria-label=${direction === 'in' ? nothing : strings.you.trim()}
    >
      ${renderOrigin(message)} ${this.#renderQuote(message)}
      <div class="body">
        ${renderContent(content, {
          direction,
          media,
          url: media ? this.mediaUrl(message) : null,
          open: () => this.#act({ type: 'open-picture', message }),
          retryFile: () => this.#act({ type: 'retry-file', message }),
          startChat: (phone) => this.#act({ type: 'start-chat', phone }),
        })}
      </div>
      ${
        media?.state === 'remote' && direction === 'in'
          ? html`<p class="mark">${strings.keptByWhatsApp}</p>`
          : nothing
      }
      ${renderChanges(message)} ${reactions.length > 0 ? renderReactions(reactions) : nothing}
      <footer>
        ${message.wamid && revokedAt === null ? this.#renderActions(message) : nothing}
        ${author ? html`<span dir="auto">${authorName(author)}</span>` : nothing}
        <time datetime=${new Date(sentAt).toISOString()}>${timeText(sentAt)}</time>
        ${status ? this.#renderTick(message, status) : nothing}
      </footer>
      ${this.shownHistory?.message.id === message.id ? renderHistory(this.shownHistory, content, this.isGlance) : nothing}
      ${
        isPicking
          ? html`<agent-console-reactions
              .current=${reactions.find((reaction) => reaction.direction === 'out')?.emoji ?? null}
              @reaction-pick=${({ emoji }: ReactionPick) => {
                this.picking = null;
                if (emoji !== null) this.#act({ type: 'react', message, emoji });
              }}
            ></agent-console-reactions>`
          : nothing
      }
      ${renderProblem(message, {
        now: this.now,
        remedy: remedyOf(message, {
          now: this.now,
          isOpen: this.isOpen,
          isRetryDue: this.#isRetryDue(message),
          stopped: this.#stopped(message),
        }),
        isFollowed: this.#followed.has(message.id),
        isCopied: this.copied === message.id,
        act: (action) => this.#act(action),
        copy: (details) => void this.#copy(message.id, details),
      })}
    </article>`;
  }

  #renderQuote({ quoted }: Message) {
    if (!quoted) return nothing;
    const message = this.#quotedBy(quoted);
    if (!message) return html`<div class="quoted">${strings.earlierMessage}</div>`;
    return html`<button
      class="quoted"
      dir="auto"
      title=${strings.jumpToQuoted}
      @click=${() => void this.show(message.id)}
    >
      <span>${lineText(message.content, message.direction)}</span>
    </button>`;
  }

  /** The quoted message in its current form if it is loaded; else as it was when the reply arrived. */
  #quotedBy(quoted: QuotedMessage | null) {
    const known = quoted?.message && this.#byId.get(quoted.message.id);
    return known ?? quoted?.message ?? null;
  }

  #renderActions(message: Message) {
    return html`<button
        class="act"
        aria-label=${strings.reply}
        @click=${() => this.#act({ type: 'reply', message })}
      >
        ${icons.reply}</button
      ><button
        class="act"
        aria-label=${strings.react}
        aria-expanded=${message.id === this.picking ? 'true' : 'false'}
        @click=${() => {
          this.picking = this.picking === message.id ? null : message.id;
        }}
      >
        ${icons.smile}</button
      >${
        isForwardable(message)
          ? html`<button
              class="act"
              aria-label=${strings.forward}
              @click=${() => this.#act({ type: 'forward', message })}
            >
              ${icons.forward}
            </button>`
          : nothing
      }`;
  }

  #renderTick(message: Message, status: MessageStatus) {
    const isShown = this.shownHistory?.message.id === message.id && !this.isGlance;
    return html`<button
      class="what"
      aria-description=${strings.deliveryDetails}
      aria-expanded=${isShown ? 'true' : 'false'}
      @click=${() => void this.#ask(message, false)}
      @pointerenter=${({ pointerType }: PointerEvent) => {
        if (pointerType === 'mouse') this.#glance(message);
      }}
    >
      ${renderTicks(message, status)}
    </button>`;
  }

  /** A pointer that only passes over a tick loads nothing. */
  #glance(message: Message): void {
    clearTimeout(this.#glancing);
    if (this.shownHistory === null)
      this.#glancing = setTimeout(() => void this.#ask(message, true), glanceAfter);
  }

  #lookAway(): void {
    clearTimeout(this.#glancing);
    if (this.isGlance) this.shownHistory = null;
    this.isGlance = false;
  }

  /** Shows the delivery details of a message while the pointer is there, or until they are closed. */
  async #ask(message: Message, isGlance: boolean): Promise<void> {
    clearTimeout(this.#glancing);
    if (this.shownHistory?.message.id === message.id && !this.isGlance) {
      if (!isGlance) this.shownHistory = null;
      return;
    }
    const history = await this.history(message);
    this.shownHistory = history;
    this.isGlance = isGlance;
    await this.updateComplete;
    this.#place(isGlance);
  }

  /** Also while the focus is elsewhere, as with every box that a resting pointer opens. */
  #closeStory = (event: KeyboardEvent): void => {
    const isInDialog = event.composedPath().some((target) => target instanceof HTMLDialogElement);
    if (isOfInputMethod(event) || event.key !== 'Escape' || this.shownHistory === null || isInDialog) return;
    event.stopPropagation();
    this.shownHistory = null;
    this.isGlance = false;
  };

  /** Where there is no room above a message, the glance hangs below it. */
  #place(isGlance: boolean): void {
    const story = isGlance ? this.renderRoot.querySelector('.glance') : null;
    if (!story || story.getBoundingClientRect().top >= this.getBoundingClientRect().top) return;
    story.classList.add('below');
  }

  async #copy(id: number, details: string): Promise<void> {
    await copyText(details);
    this.copied = id;
  }

  #isRetryDue({ status, retryAt }: Message): boolean {
    return status === 'in_doubt' && retryAt !== null && this.now >= retryAt;
  }

  /** The first of the parts that it goes on after, as far as they are here, when that has not gone out. */
  #stopped({ follows }: Message): Message | null {
    for (const id of follows) {
      const before = this.#byId.get(id);
      if (before?.status === 'failed' || before?.status === 'in_doubt')
        return this.#stopped(before) ?? before;
    }
    return null;
  }

  #act(action: MessageAction): void {
    this.dispatchEvent(new MessageActionEvent(action));
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[role=log]')?.focus({ preventScroll: true });
  }

  /** Goes to a message and marks it for a moment, wherever in the thread it is. */
  async show(id: number): Promise<void> {
    this.#sought = id;
    await this.loadAround(id);
    this.requestUpdate();
  }

  #mark(element: HTMLElement): void {
    this.#kept.to(element, 'center');
    element.classList.add('found');
    setTimeout(() => element.classList.remove('found'), markLasts);
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  #elementOf(id: number): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"]`);
  }

  /** What must not move: the first message in view, or the end of the thread. */
  #anchorNow(isPast: boolean): { id: number; top: number } | 'end' | null {
    if (this.#distance() < 80 && !isPast) return 'end';
    const { top } = this.getBoundingClientRect();
    for (const element of this.renderRoot.querySelectorAll<HTMLElement>('[data-id]')) {
      const box = element.getBoundingClientRect();
      if (box.bottom > top) return { id: Number(element.dataset.id), top: box.top };
    }
    return null;
  }

  #windowAround(id: number): void {
    const at = this.messages.findIndex((message) => message.id === id);
    if (at < 0) return;
    const isShown = this.#shown.some((message) => message.id === id);
    if (!isShown) this.#endAt(at + maxShown / 2);
  }

  #endAt(end: number): void {
    this.last = end >= this.messages.length - 1 ? null : (this.messages[end]?.id ?? null);
  }

  #distance(): number {
    return this.scrollHeight - this.scrollTop - this.clientHeight;
  }

  #scrolled = (): void => {
    const end = this.#from + this.#shown.length - 1;
    if (this.scrollTop < nearEdge && this.#from > 0) this.#endAt(end - step);
    else if (this.scrollTop < nearEdge && this.hasMore) this.dispatchEvent(new ThreadMore('older'));
    else if (this.#distance() < nearEdge && this.last !== null) this.#endAt(end + step);
    else if (this.#distance() < nearEdge && this.hasNewer) this.dispatchEvent(new ThreadMore('newer'));
    this.isAway = this.last !== null || this.#distance() > 300;
    if (!this.isAway) this.isBehind = false;
  };

  #toNewest(): void {
    this.last = null;
    this.#goesToEnd = true;
    this.leavePast();
    this.requestUpdate();
  }
}

function authorName(author: Author): string {
  switch (author.type) {
    case 'agent':
      return author.name;
    case 'phone-app':
      return strings.fromPhone;
    case 'nudge':
      return strings.sentAutomatically;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-thread': ConsoleThread;
  }
}

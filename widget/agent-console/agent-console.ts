import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Conversation, Message } from '../../worker/api.ts';
import { ApiClient, ApiFailure } from '../client/api-client.ts';
import {
  emptyInbox,
  type InboxState,
  listOf,
  type PendingMessage,
  threadOf,
  withFrame,
  withRows,
} from '../client/inbox-state.ts';
import { LiveSocket } from '../client/live-socket.ts';
import './console-composer.ts';
import type { ComposerDraft, ComposerSend } from './console-composer.ts';
import './console-list.ts';
import type { ConversationSelect } from './console-list.ts';
import './console-sign-in.ts';
import type { SignedInEvent } from './console-sign-in.ts';
import './console-thread.ts';
import type { MessageReply, MessageRetry } from './console-thread.ts';
import { Drafts } from './drafts.ts';
import { tokens } from './styles.ts';
import { windowText } from './times.ts';

const scriptOrigin = new URL(import.meta.url).origin;
/** A break shorter than this is not worth a note. */
const noteAfter = 1_500;

/**
 * The team's inbox for one WhatsApp number. It fills the box that its page gives it: two panes where there is
 * room, one where there is not.
 *
 * @cssprop --agent-console-accent - Colour of buttons and marks.
 * @cssprop --agent-console-surface - Background of list and composer.
 * @cssprop --agent-console-sunken - Background of the thread.
 * @cssprop --agent-console-ink - Colour of text.
 * @cssprop --agent-console-font - Font family.
 */
@customElement('agent-console')
export class AgentConsole extends LitElement {
  /** Origin of your Worker; by default the one that this script came from. */
  @property() worker = '';
  /** The number's `phone_number_id`; by default the first that is connected. */
  @property() inbox = '';
  /** Gives a session token, on a page that signs its agents in itself. Without it the console asks. */
  @property({ attribute: false }) getToken: (() => Promise<string>) | null = null;

  @state() private data: InboxState = emptyInbox;
  @state() private inboxId: string | null = null;
  @state() private selected: number | null = null;
  @state() private replyTo: Message | null = null;
  @state() private drafts: ReadonlyMap<number, string> = new Map();
  @state() private older: ReadonlyMap<number, string | null> = new Map();
  @state() private phase: 'loading' | 'sign-in' | 'ready' | 'problem' = 'loading';
  @state() private problem = '';
  @state() private isOffline = false;
  @state() private now = Date.now();

  #live: LiveSocket | null = null;
  #note: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  #wake = () => this.#live?.wake();

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        position: relative;
        container-type: inline-size;
        block-size: 36rem;
        overflow: hidden;
        background: var(--surface);
      }
      .panes {
        display: grid;
        grid-template-columns: 100%;
        block-size: 100%;
      }
      .panes > * {
        min-inline-size: 0;
        min-block-size: 0;
      }
      .panes.reading > agent-console-list {
        display: none;
      }
      .conversation {
        display: none;
        grid-template-rows: auto 1fr auto;
      }
      .reading > .conversation {
        display: grid;
      }
      @container (min-width: 720px) {
        .panes {
          grid-template-columns: minmax(240px, 34%) 1fr;
        }
        .panes.reading > agent-console-list {
          display: block;
        }
        agent-console-list {
          border-inline-end: 1px solid var(--line);
        }
        .conversation {
          display: grid;
        }
        .back {
          display: none;
        }
      }
      .conversation > header {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        min-block-size: 60px;
        padding: 0.5rem 0.9rem;
        border-block-end: 1px solid var(--line);
      }
      h2 {
        flex: 1;
        margin: 0;
        overflow: hidden;
        font-size: 1rem;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .back {
        min-inline-size: 44px;
        min-block-size: 44px;
      }
      .window {
        color: var(--quiet);
        font-size: 0.8125rem;
        white-space: nowrap;
      }
      .nothing {
        grid-row: 1 / -1;
        display: grid;
        place-items: center;
        background: var(--sunken);
        color: var(--quiet);
      }
      .note {
        position: absolute;
        inset-block-start: 0.6rem;
        inset-inline: 0;
        margin-inline: auto;
        inline-size: fit-content;
        padding: 0.3rem 1rem;
        border-radius: 999px;
        background: var(--ink);
        color: var(--surface);
        font-size: 0.8125rem;
      }
      .middle {
        display: grid;
        place-content: center;
        gap: 0.75rem;
        block-size: 100%;
        padding: 1.5rem;
        text-align: center;
        color: var(--quiet);
      }
      agent-console-sign-in {
        block-size: 100%;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      this.now = Date.now();
    }, 15_000);
    window.addEventListener('online', this.#wake);
    // A property that the page sets right after the tag is there by then.
    queueMicrotask(() => void this.#start());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    clearTimeout(this.#note);
    window.removeEventListener('online', this.#wake);
    this.#live?.stop();
    this.#live = null;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const isLate = changed.has('getToken') && changed.get('getToken') !== undefined;
    if (isLate && this.phase === 'sign-in') void this.#start();
  }

  protected override render() {
    switch (this.phase) {
      case 'loading':
        return html`<p class="middle" role="status">Opening the inbox …</p>`;
      case 'sign-in':
        return html`<agent-console-sign-in .worker=${this.#origin} @signed-in=${this.#signedIn}></agent-console-sign-in>`;
      case 'problem':
        return html`<div class="middle" role="alert">
          <span>${this.problem}</span>
          <button class="plain" @click=${() => void this.#start()}>Try again</button>
        </div>`;
      case 'ready':
        return html`${this.#renderPanes()}
        <div role="status">${this.isOffline ? html`<span class="note">Reconnecting …</span>` : nothing}</div>`;
    }
  }

  #renderPanes() {
    const conversation = this.selected === null ? undefined : this.data.conversations.get(this.selected);
    return html`<div class="panes ${conversation ? 'reading' : ''}">
      <agent-console-list
        .conversations=${listOf(this.data)}
        .selected=${this.selected}
        .drafts=${this.drafts}
        .now=${this.now}
        @conversation-select=${(event: ConversationSelect) => void this.#select(event.conversationId)}
      ></agent-console-list>
      <section class="conversation" aria-label="Conversation">
        ${conversation ? this.#renderConversation(conversation) : html`<div class="nothing">Choose a conversation.</div>`}
      </section>
    </div>`;
  }

  #renderConversation({ id, contact, window }: Conversation) {
    const left = windowText(window.expiresAt, this.now);
    return html`<header>
        <button
          class="plain back"
          aria-label="Back to the list"
          @click=${() => {
            this.selected = null;
          }}
        >
          ←
        </button>
        <h2 dir="auto">${contact.name}</h2>
        <span class="window" title="The customer service window">${left ?? 'Window closed'}</span>
      </header>
      <agent-console-thread
        .messages=${threadOf(this.data, id)}
        .pending=${this.data.pending.filter((message) => message.conversationId === id)}
        .hasMore=${typeof this.older.get(id) === 'string'}
        .now=${this.now}
        @thread-more=${() => void this.#loadThread(id, this.older.get(id) ?? null)}
        @message-reply=${this.#reply}
        @message-retry=${(event: MessageRetry) => void this.#retry(event.message)}
      ></agent-console-thread>
      <agent-console-composer
        .conversationId=${id}
        .draft=${this.drafts.get(id) ?? ''}
        .replyTo=${this.replyTo}
        .isOpen=${left !== null}
        @composer-send=${(event: ComposerSend) => this.#send(id, event.text)}
        @composer-draft=${(event: ComposerDraft) => this.#keepDraft(id, event.text)}
        @reply-cancel=${() => {
          this.replyTo = null;
        }}
      ></agent-console-composer>`;
  }

  get #origin(): string {
    return this.worker === '' ? scriptOrigin : new URL(this.worker, location.href).origin;
  }

  get #tokenKey(): string {
    return `agent-console/session/${this.#origin}`;
  }

  get #api(): ApiClient {
    return new ApiClient(
      this.#origin,
      this.getToken ?? (async () => sessionStorage.getItem(this.#tokenKey) ?? ''),
    );
  }

  async #start(): Promise<void> {
    this.#live?.stop();
    this.#live = null;
    if (!this.getToken && sessionStorage.getItem(this.#tokenKey) === null) {
      this.phase = 'sign-in';
      return;
    }
    this.phase = 'loading';
    await this.#try(async () => {
      const { inboxes } = await this.#api.me();
      const inbox = inboxes.find(({ id }) => this.inbox === '' || id === this.inbox);
      if (!inbox) {
        this.#stop('No number is connected yet. An admin can connect one.');
        return;
      }
      this.inboxId = inbox.id;
      this.drafts = new Drafts(inbox.id).all();
      this.data = emptyInbox;
      this.#connect(inbox.id);
      await this.#loadList(inbox.id);
      this.phase = 'ready';
    });
  }

  #connect(inbox: string): void {
    this.#live = new LiveSocket({
      url: (after) => this.#api.liveUrl(inbox, after),
      frame: (frame) => {
        this.data = withFrame(this.data, frame);
        this.now = Date.now();
        if (frame.type === 'merge' && this.selected === frame.from) this.selected = frame.into;
        if (frame.type === 'reset') void this.#try(() => this.#reload(inbox));
        if (frame.type === 'change') this.#markRead();
      },
      state: (isLive) => {
        clearTimeout(this.#note);
        if (isLive) {
          this.isOffline = false;
          for (const message of this.data.pending) {
            if (message.problem !== null) void this.#deliver(message);
          }
        } else {
          this.#note = setTimeout(() => {
            this.isOffline = true;
          }, noteAfter);
        }
      },
    });
  }

  async #reload(inbox: string): Promise<void> {
    this.data = { ...emptyInbox, pending: this.data.pending };
    await this.#loadList(inbox);
    if (this.selected !== null) await this.#loadThread(this.selected, null);
  }

  async #loadList(inbox: string): Promise<void> {
    const { rows } = await this.#api.conversations(inbox, null);
    this.data = withRows(this.data, rows, []);
  }

  async #select(id: number): Promise<void> {
    this.selected = id;
    this.replyTo = null;
    this.#markRead();
    if (!this.older.has(id)) await this.#loadThread(id, null);
    await this.updateComplete;
    this.renderRoot.querySelector('agent-console-composer')?.focus();
  }

  async #loadThread(id: number, before: string | null): Promise<void> {
    const inbox = this.inboxId;
    if (inbox === null) return;
    await this.#try(async () => {
      const { rows, next } = await this.#api.messages(inbox, id, before);
      this.data = withRows(this.data, [], rows);
      this.older = new Map(this.older).set(id, next);
    });
  }

  /** What stands open in a visible page has been seen. */
  #markRead(): void {
    const conversation = this.selected === null ? undefined : this.data.conversations.get(this.selected);
    if (!conversation || conversation.unread === 0 || document.hidden || this.inboxId === null) return;
    void this.#api.markRead(this.inboxId, conversation.id, conversation.seq).then(
      (row) => {
        this.data = withRows(this.data, [row], []);
      },
      // The next message, or opening the conversation, tries again.
      () => {},
    );
  }

  #send(conversationId: number, text: string): void {
    const message: PendingMessage = {
      key: crypto.randomUUID(),
      conversationId,
      sentAt: Date.now(),
      content: { type: 'text', text: { body: text } },
      replyTo: this.replyTo?.wamid ?? null,
      problem: null,
    };
    this.replyTo = null;
    this.data = { ...this.data, pending: [...this.data.pending, message] };
    void this.#deliver(message);
  }

  /** The key stays the same however often it is tried, so that it is sent once. */
  async #deliver(message: PendingMessage): Promise<void> {
    if (this.inboxId === null) return;
    const { key, conversationId, content, replyTo } = message;
    this.#setProblem(key, null);
    try {
      const sent = await this.#api.send(this.inboxId, conversationId, key, {
        content,
        ...(replyTo !== null && { replyTo }),
      });
      this.data = withRows(this.data, [], [sent]);
    } catch (error) {
      this.#setProblem(key, error instanceof ApiFailure ? error.message : 'Something went wrong here.');
    }
  }

  #setProblem(key: string, problem: string | null): void {
    const pending = this.data.pending.map((message) =>
      message.key === key ? { ...message, problem } : message,
    );
    this.data = { ...this.data, pending };
  }

  #reply(event: MessageReply): void {
    this.replyTo = event.message;
    this.renderRoot.querySelector('agent-console-composer')?.focus();
  }

  async #retry(message: Message | PendingMessage): Promise<void> {
    if (!('id' in message)) return this.#deliver(message);
    const inbox = this.inboxId;
    if (inbox === null) return;
    await this.#try(async () => {
      this.data = withRows(this.data, [], [await this.#api.retry(inbox, message.id)]);
    });
  }

  #keepDraft(id: number, text: string): void {
    if (this.inboxId !== null) new Drafts(this.inboxId).keep(id, text);
    const drafts = new Map(this.drafts);
    if (text === '') drafts.delete(id);
    else drafts.set(id, text);
    this.drafts = drafts;
  }

  #signedIn(event: SignedInEvent): void {
    sessionStorage.setItem(this.#tokenKey, event.session.token);
    void this.#start();
  }

  async #try(command: () => Promise<void>): Promise<void> {
    try {
      await command();
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (error.status === 401 && !this.getToken) {
        sessionStorage.removeItem(this.#tokenKey);
        this.phase = 'sign-in';
      } else if (this.phase === 'loading' || error.status === 401) this.#stop(error.message);
    }
  }

  #stop(problem: string): void {
    this.#live?.stop();
    this.#live = null;
    this.problem = problem;
    this.phase = 'problem';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console': AgentConsole;
  }
}

import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Contact } from '../../../worker/api/conversations/conversations.ts';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { SavedReply } from '../../../worker/api/conversations/replies.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { getReplyFile, listReplies } from '../../client/api/conversations/shared.ts';
import type { StoredFile } from '../../client/browser/file-store.ts';
import { answerAfter } from '../../client/state/answer-after.ts';
import { type InboxConversation, knownOf, type Quoted } from '../../client/state/inbox-state.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { customElement } from '../ui/custom-element.ts';
import './collision-note.ts';
import {
  type ComposerExtras,
  noExtras,
  type ReplyFile,
  readExtras,
} from '../composer/drafts/composer-draft.ts';
import type { CollisionChoice } from './collision-note.ts';
import '../composer/composer-view.ts';
import type { ComposerDraft, ComposerSend } from '../composer/message/composer-events.ts';
import { MessageSend } from '../events.ts';
import '../composer/note-editor.ts';
import type { NoteAdd, NoteDraft } from '../composer/note-editor.ts';
import { ConversationStart } from '../list/search-field.ts';
import '../thread/thread-view.ts';
import type { MessageAction, MessageActionEvent } from '../thread/message-action.ts';
import type { ThreadMore } from '../thread/thread-view.ts';
import { conversationStyles } from './conversation-styles.ts';
import { findConversations } from './find-conversations.ts';
import './conversation-tools.ts';
import { Drafts } from '../composer/drafts/drafts.ts';
import { avatarStyles, renderAvatar } from '../ui/avatar.ts';
import { firstNameOf, nameOf } from '../ui/contact-names.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { labelStyles, renderLabel } from '../ui/label-mark.ts';
import './people-here.ts';
import type { ReplyVariables } from '../composer/replies/reply-variables.ts';
import { windowText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { renderWindow, windowStyles } from './window-ring.ts';

/** The agent goes back to the list. */
export class ListBack extends Event {
  constructor() {
    super('list-back');
  }
}

/** Opens or closes the customer panel. */
export class ContactToggle extends Event {
  constructor() {
    super('contact-toggle');
  }
}

/** A note is begun, in which people of the team can be named. */
export class NoteBegin extends Event {
  constructor() {
    super('note-begin');
  }
}

/** The picture of this message is to be seen as large as the window. */
export class PictureOpen extends Event {
  constructor(readonly message: Message) {
    super('picture-open');
  }
}

/** This message is to be sent to another conversation. */
export class MessageForward extends Event {
  constructor(readonly message: Message) {
    super('message-forward');
  }
}

/** One conversation, open: its head, its messages, and where the next one or a note is written. */
@customElement('agent-console-conversation')
export class ConsoleConversation extends LitElement {
  @property({ attribute: false }) store: InboxStore | null = null;
  @property({ attribute: false }) conversation: InboxConversation | null = null;
  /** Counts the changes in `store`, which holds the data on screen. */
  @property({ attribute: false }) change = 0;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) me: Agent | null = null;
  /** The number that the conversation is with, and its name where there are several. */
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property({ attribute: false }) numberName: string | null = null;
  /** Whom the conversation can be given to. */
  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) labels: readonly Label[] = [];
  @property({ attribute: false }) draft = '';
  /** What stood beside the draft's text, as `composer-draft.ts` writes it. */
  @property({ attribute: false }) extras = '';
  @property({ attribute: false }) isDraftHeld = false;
  @property({ attribute: false }) firstUnread: number | null = null;
  @property({ attribute: false }) isContactOpen = false;
  @property({ attribute: false }) now = Date.now();
  /** Does something, and says what went wrong with it. */
  @property({ attribute: false }) attempt: (command: () => Promise<void>) => Promise<void> = (command) =>
    command();
  /** Another agent's reply, shown before this agent's reply is sent. */
  @state() private collision: Message | null = null;
  @state() private replyTo: Quoted | null = null;
  @state() private restored: ComposerExtras = noExtras;
  /** Whether a note is being written, and not a message. */
  @state() private isNoting = false;

  /** The agent has read the answer that came between. */
  #isSentAnyway = false;

  static override readonly styles = [
    tokens,
    controlStyles,
    avatarStyles,
    labelStyles,
    windowStyles,
    conversationStyles,
  ];

  /** To where the agent writes. */
  override focus(): void {
    void this.#focusField();
  }

  async #focusField(): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector(
      this.isNoting ? 'agent-console-note' : 'agent-console-composer',
    );
    await field?.updateComplete;
    field?.focus();
  }

  /** To its messages, where single keys are commands. */
  focusThread(): void {
    const thread = this.renderRoot.querySelector('agent-console-thread');
    void thread?.updateComplete.then(() => thread.focus());
  }

  /** Offers the number's templates. */
  chooseTemplate(): void {
    this.write(false);
    void this.updateComplete.then(() => this.#composer?.chooseTemplate());
  }

  /** To whose conversation it is, which raises no keyboard. */
  focusName(): void {
    this.renderRoot.querySelector('h2')?.focus();
  }

  focusContactButton(): void {
    const button = this.renderRoot.querySelector<HTMLElement>('.about');
    if (button?.checkVisibility()) button.focus();
    else this.focusName();
  }

  get #composer() {
    return this.renderRoot.querySelector('agent-console-composer');
  }

  get #tools() {
    return this.renderRoot.querySelector('agent-console-tools');
  }

  /** Together with what takes a key or a text, so that none is lost before it is drawn. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    await Promise.all([this.#composer?.updateComplete, this.#tools?.updateComplete]);
    return isComplete;
  }

  protected override willUpdate(): void {
    // Made for one conversation; what changes later comes from here.
    if (this.hasUpdated || this.extras === '') return;
    this.restored = readExtras(this.extras);
    this.replyTo = this.restored.replyTo;
  }

  protected override render() {
    const { store, conversation } = this;
    if (!store || !conversation) return nothing;
    const { id, contact, window, identityChanged } = conversation;
    const left = windowText(window.expiresAt, this.now);
    return html`<header part="header">
        <button
          class="round back"
          aria-label=${strings.backToList}
          @click=${() => this.dispatchEvent(new ListBack())}
        >
          ${icons.back}
        </button>
        <div class="who" @click=${() => this.dispatchEvent(new ContactToggle())}>
          ${renderAvatar(contact.name, contact.id, 36)}
          <h2 tabindex="-1"><bdi>${contact.name}</bdi></h2>
          ${this.#renderFacts(conversation)}
        </div>
        <agent-console-people .people=${store.people.at(id, this.me?.id ?? '')}></agent-console-people>
        ${renderWindow(window.expiresAt, this.now)}
        <agent-console-tools
          .conversation=${conversation}
          .me=${this.me}
          .people=${this.people}
          .labels=${this.labels}
          .bot=${this.number?.bot ?? null}
          .now=${this.now}
          @team-action=${() => this.#composer?.closeMenu()}
          @contact-wanted=${() => this.dispatchEvent(new ContactToggle())}
        ></agent-console-tools>
        <button
          class="icon-button about"
          aria-label=${strings.aboutCustomer}
          title=${strings.aboutCustomer}
          aria-expanded=${this.isContactOpen ? 'true' : 'false'}
          @click=${() => this.dispatchEvent(new ContactToggle())}
        >
          ${icons.panel}
        </button>
      </header>
      ${
        identityChanged
          ? html`<p class="identity" role="alert">
              ${strings.identityChanged}
              <button class="plain" @click=${() => void this.attempt(() => store.acceptIdentity(id))}>
                ${strings.acceptIdentity}
              </button>
            </p>`
          : nothing
      }
      ${this.#renderThread(store, conversation, left)}`;
  }

  /** The number, what keeps messages from them, and the labels: what gives way first where there is no room. */
  #renderFacts({ marketingStoppedAt, blockedAt, labels }: InboxConversation) {
    const facts = [
      ...(this.numberName === null ? [] : [html`<bdi>${this.numberName}</bdi>`]),
      ...(blockedAt === null ? [] : [html`<span class="alarm">${strings.blocked}</span>`]),
      ...(marketingStoppedAt === null ? [] : [html`<span>${strings.noMarketing}</span>`]),
      ...this.labels.filter(({ id }) => labels.includes(id)).map(renderLabel),
    ];
    return facts.length === 0 ? nothing : html`<small class="facts">${facts}</small>`;
  }

  /** Goes to one of its messages. */
  async show(messageId: number): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector('agent-console-thread')?.show(messageId);
  }

  /** Puts a text into the message field, to be changed and sent. */
  async takeUp(text: string): Promise<void> {
    await this.updateComplete;
    await this.#composer?.takeUp(text);
  }

  /** Restores files and text that reached its earlier composer after the conversation was left. */
  async takeIn(extras: string): Promise<void> {
    await this.updateComplete;
    await this.#composer?.takeIn(readExtras(extras));
  }

  chooseFiles(): void {
    this.#composer?.chooseFiles();
  }

  /** Takes files in, as from a drop. */
  attach(files: Iterable<File>): void {
    this.#composer?.attach(files);
  }

  /** Lets the agent write a note, or a message. */
  write(isNoting: boolean): void {
    this.isNoting = isNoting;
    if (isNoting) this.dispatchEvent(new NoteBegin());
    this.focus();
  }

  /** Quotes the customer's last message in the answer. */
  quoteLast(): void {
    const { store, conversation } = this;
    if (!store || !conversation) return;
    const last = store.threads
      .thread(conversation.id)
      .findLast(
        ({ direction, wamid, revokedAt }) => direction === 'in' && wamid !== null && revokedAt === null,
      );
    this.replyTo = last ?? null;
    this.focus();
  }

  #renderThread(store: InboxStore, conversation: InboxConversation, left: string | null) {
    const { id, contact, window } = conversation;
    return html`<agent-console-thread
        .messages=${store.threads.thread(id)}
        .pending=${store.state.pending.filter((message) => message.conversationId === id)}
        .hasMore=${store.threads.hasOlder(id)}
        .entries=${store.threads.entries(id)}
        .firstUnread=${this.firstUnread}
        .mediaUrl=${(message: Message) => store.media.address(message)}
        .hasNewer=${store.threads.hasNewer(id)}
        .shownName=${this.#shownName}
        .loadOlder=${() => store.threads.older(id)}
        .loadNewer=${() => store.threads.newer(id)}
        .loadAround=${(messageId: number) => this.attempt(() => store.threads.around(id, messageId))}
        .leavePast=${() => store.threads.toNewest(id)}
        .history=${(message: Message) => store.history(message)}
        .now=${this.now}
        .isOpen=${left !== null}
        @thread-more=${({ direction }: ThreadMore) => void this.attempt(() => store.threads[direction](id))}
        @message-action=${(event: MessageActionEvent) => void this.attempt(() => this.#act(store, event.action))}
      ></agent-console-thread>
      ${
        this.collision
          ? html`<agent-console-collision
              .answer=${this.collision}
              @collision-choice=${(event: CollisionChoice) => this.#settle(store, id, event.isSent)}
            ></agent-console-collision>`
          : nothing
      }
      ${this.#renderMode(store, conversation)}
      ${this.isNoting ? this.#renderNote(store, id) : nothing}
      ${isGroup(conversation) && !this.isNoting ? html`<p class="read-only">${strings.groupReadOnly}</p>` : nothing}
      <agent-console-composer
        ?hidden=${this.isNoting || isGroup(conversation)}
        .conversationId=${id}
        .draft=${this.draft}
        .extras=${this.restored}
        .isDraftHeld=${this.isDraftHeld}
        .keepFile=${(stored: StoredFile, file: File) => store.queue.keepFile(stored, file)}
        .replyTo=${this.replyTo}
        .isOpen=${left !== null}
        .expiresAt=${window.expiresAt}
        .hasPhone=${contact.phone !== null}
        .contact=${contact}
        .longestText=${this.number?.longestText ?? 4_096}
        .shownName=${this.#shownName}
        .findContacts=${(text: string) => findConversations(store, text)}
        .replies=${() => this.#replies()}
        .replyFile=${(reply: ReplyFile) => this.#replyFile(reply)}
        .variables=${this.#variables(contact)}
        .templates=${(isForced: boolean) => store.templates(isForced)}
        .upload=${(kind: string, file: File) => store.upload(kind, file)}
        @composer-send=${(event: ComposerSend) => this.#send(store, id, event)}
        @composer-draft=${(event: ComposerDraft) => {
          if (event.text !== '' || event.extras !== '') this.#begin(store, id);
          if (event.text !== '') store.typing(id);
        }}
        @reply-cancel=${() => {
          this.replyTo = null;
        }}
      ></agent-console-composer>`;
  }

  async #replies(): Promise<readonly SavedReply[]> {
    return this.api ? listReplies(this.api) : [];
  }

  /** Null: it could not be fetched, which is said. */
  async #replyFile({ id, filename, mimeType }: ReplyFile): Promise<File | null> {
    const fetched: File[] = [];
    await this.attempt(async () => {
      const bytes = this.api && (await getReplyFile(this.api, id));
      if (bytes) fetched.push(new File([bytes], filename, { type: mimeType }));
    });
    return fetched[0] ?? null;
  }

  /** The agent's own name if customers see it before the text. */
  get #shownName(): string | null {
    return this.number?.showsAgentName ? (this.me?.name ?? null) : null;
  }

  #variables(contact: Contact): ReplyVariables {
    const { phone } = contact;
    return {
      contact_name: nameOf(contact) ?? '',
      contact_first_name: firstNameOf(contact) ?? '',
      contact_phone: phone === null ? '' : `+${phone}`,
      agent_name: this.me?.name ?? '',
      number_name: this.number?.name ?? '',
    };
  }

  /** Reply or note, and a hint if the conversation is assigned to another agent. */
  #renderMode(store: InboxStore, { id, assignee }: InboxConversation) {
    const mode = (isNoting: boolean, text: string) =>
      html`<button
        class="mode"
        aria-pressed=${this.isNoting === isNoting ? 'true' : 'false'}
        @click=${() => this.write(isNoting)}
      >
        ${text}
      </button>`;
    const isTyping = !this.isNoting && this.draft !== '';
    const isOthers = assignee?.id !== this.me?.id;
    return html`<div class="modes">
      <span role="group" aria-label=${strings.writeWhat}>
        ${mode(false, strings.writeReply)} ${mode(true, strings.writeNote)}
      </span>
      ${
        isTyping && isOthers && this.me
          ? html`<span class="hint" role="status">
              ${assignee === null ? strings.notAssigned : strings.assignedToOther(assignee.name)}
              <button
                class="plain"
                @click=${() =>
                  void this.attempt(() =>
                    store.assign(id, { to: this.me?.id ?? null, from: assignee?.id ?? null }),
                  )}
              >
                ${assignee === null ? strings.assignToMe : strings.takeOver}
              </button>
            </span>`
          : nothing
      }
    </div>`;
  }

  #renderNote(store: InboxStore, id: number) {
    const drafts = new Drafts(this.me?.id ?? '', `${store.inbox}/notes`);
    return html`<agent-console-note
      .draft=${drafts.of(id)}
      .people=${this.people.filter((person) => person.id !== this.me?.id)}
      @note-draft=${({ text }: NoteDraft) => drafts.keep(id, text)}
      @note-add=${({ note }: NoteAdd) =>
        void this.attempt(async () => {
          await store.addNote(id, note);
          drafts.keep(id, '');
          this.isNoting = false;
        })}
    ></agent-console-note>`;
  }

  #send(store: InboxStore, id: number, event: ComposerSend): void {
    const own = this.me?.id ?? '';
    const drafts = new Drafts(this.me?.id ?? '', store.inbox);
    const known = knownOf(store.state, id);
    const answer = answerAfter(store.state, id, { seq: drafts.began(id) ?? known, own });
    if (answer && event.cancelable && !this.#isSentAnyway) {
      // The composer keeps its content until the agent has read that reply.
      event.preventDefault();
      this.collision = answer;
      return;
    }
    this.collision = null;
    store.threads.toNewest(id);
    const quoted = event.messages.map((message, index) => ({
      ...message,
      replyTo: index === 0 ? this.replyTo : null,
      ifLastSeq: known,
    }));
    store.sendAll(id, quoted);
    event.accept();
    this.replyTo = null;
    for (const { content } of event.messages) this.dispatchEvent(new MessageSend(store.inbox, id, content));
  }

  #settle(store: InboxStore, id: number, isSent: boolean): void {
    this.#isSentAnyway = isSent;
    if (isSent) this.#composer?.sendHeld();
    this.#isSentAnyway = false;
    // A reply that has been read is not asked about again.
    if (!isSent) this.#begin(store, id, true);
    this.collision = null;
    this.focus();
  }

  /** Remembers the last known change when a reply was started. */
  #begin(store: InboxStore, id: number, isAnew = false): void {
    const drafts = new Drafts(this.me?.id ?? '', store.inbox);
    if (isAnew || drafts.began(id) === null) drafts.begin(id, knownOf(store.state, id));
  }

  async #act(store: InboxStore, action: MessageAction): Promise<void> {
    switch (action.type) {
      case 'reply':
        this.replyTo = action.message;
        return this.focus();
      case 'react': {
        const { conversationId, wamid } = action.message;
        const reaction = { message_id: wamid ?? '', emoji: action.emoji };
        return store.react(conversationId, { type: 'reaction', reaction });
      }
      case 'forward':
        this.dispatchEvent(new MessageForward(action.message));
        return;
      case 'retry':
        return store.retry(action.message);
      case 'cancel':
        return store.cancel(action.message);
      case 'discard':
        store.queue.discard(action.message);
        return;
      case 'start-chat':
        this.dispatchEvent(new ConversationStart(action.phone, store.inbox));
        return;
      case 'edit':
        return this.#composer?.takeUp(action.text);
      case 'template':
        this.write(false);
        return this.#composer?.chooseTemplate();
      case 'retry-file':
        return store.retryMedia(action.message);
      case 'open-picture':
        this.dispatchEvent(new PictureOpen(action.message));
        return;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-conversation': ConsoleConversation;
  }
}

/** A group has no phone number and no user id: nothing can be sent to it, so no template is offered. */
function isGroup({ contact }: InboxConversation): boolean {
  return contact.phone === null && contact.userId === null;
}

import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { InboxSummary, Template, TemplateList } from '../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { listTemplates } from '../../client/api/conversations/message-details.ts';
import { getPlaces } from '../../client/api/numbers/numbers.ts';
import type { StoredFile } from '../../client/browser/file-store.ts';
import type { InboxConversation, Quoted } from '../../client/state/inbox-state.ts';
import type { ContactAccess } from '../../client/store/contact-commands.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import { strings } from '../../locales/strings.ts';
import '../composer/composer-view.ts';
import {
  type ComposerExtras,
  noExtras,
  type ReplyFile,
  readExtras,
} from '../composer/drafts/composer-draft.ts';
import { Drafts } from '../composer/drafts/drafts.ts';
import type { ComposerDraft, ComposerSend } from '../composer/message/composer-events.ts';
import type { ReplyCreate } from '../composer/replies/reply-picker.ts';
import '../composer/note-editor.ts';
import type { NoteAdd, NoteDraft } from '../composer/note-editor.ts';
import type { MessageActionEvent } from '../thread/message/message-action.ts';
import '../thread/thread-view.ts';
import type { ThreadMore } from '../thread/thread-events.ts';
import { avatarStyles } from '../ui/avatar.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { tabStyles } from '../ui/controls/tab-styles.ts';
import { customElement } from '../ui/custom-element.ts';
import { labelStyles } from '../ui/labels/label-mark.ts';
import { teamNameStyles } from '../ui/team-name.ts';
import { windowText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import './collision-note.ts';
import type { CollisionChoice } from './collision-note.ts';
import { ContactToggle, ListBack, NoteBegin } from './conversation-events.ts';
import { conversationStyles } from './conversation-styles.ts';
import { findConversations } from './forward/find-conversations.ts';
import { GuardedSend } from './guarded-send.ts';
import { renderHeader } from './header/conversation-header.ts';
import { windowStyles } from './header/window-ring.ts';
import { carryOut, type MessageTarget } from './message-commands.ts';
import { NewReply } from './new-reply.ts';
import { fileOf, repliesOf, variablesOf } from './saved-replies.ts';
import { ThreadSearch } from './search/thread-search.ts';
import { rememberSticker, stickersFor } from './sticker-list.ts';
import type { SuggestionUse } from './suggestion/suggestion-card.ts';
import { ThreadSource } from './thread-source.ts';
import { renderModes } from './writing-modes.ts';

const noFile = () => null;

/** One conversation, open: its head, its messages, and where the next one or a note is written. */
@customElement('agent-console-conversation')
export class ConsoleConversation extends LitElement implements MessageTarget {
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
  /** Without its files, nothing is downloaded. */
  @property({ attribute: false }) showsFiles = true;
  /** Does something, and says what went wrong with it. */
  @property({ attribute: false }) attempt: (command: () => Promise<void>) => Promise<void> = (command) =>
    command();
  @state() private replyTo: Quoted | null = null;
  @state() private restored: ComposerExtras = noExtras;
  /** Whether a note is being written, and not a message. */
  @state() private isNoting = false;

  readonly #search: ThreadSearch = new ThreadSearch(this);
  readonly #source = new ThreadSource();
  readonly #newReply = new NewReply(this);
  readonly #sending: GuardedSend = new GuardedSend(this, () => this.me?.id ?? '');

  static override readonly styles = [
    tokens,
    controlStyles,
    avatarStyles,
    labelStyles,
    teamNameStyles,
    windowStyles,
    conversationStyles,
    tabStyles,
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
    const { id, window, identityChanged } = conversation;
    const left = windowText(window.expiresAt, this.now);
    return html`${renderHeader({
      conversation,
      me: this.me,
      number: this.number,
      numberName: this.numberName,
      people: this.people,
      present: store.people.at(id, this.me?.id ?? ''),
      labels: this.labels,
      isContactOpen: this.isContactOpen,
      now: this.now,
      back: () => this.dispatchEvent(new ListBack()),
      toggleContact: () => this.dispatchEvent(new ContactToggle()),
      find: () => this.find(),
      chooseDate: () => this.chooseDate(),
      acted: () => this.#composer?.closeMenu(),
    })}
      <div class="notices">
        ${this.#search.render(store, id)}
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
      </div>
      ${this.#renderThread(store, conversation, left)}`;
  }

  /** Goes to one of its messages. */
  async show(messageId: number, takesFocus = true): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector('agent-console-thread')?.show(messageId, takesFocus);
  }

  /** Opens the search in its messages. */
  find(): void {
    void this.#search.find();
  }

  /** Lets the agent choose a day to go to. */
  chooseDate(): void {
    void this.#search.chooseDate();
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
    const loads = this.#source.loads(store, id, this.attempt);
    return html`<agent-console-thread
        .contact=${contact}
        .messages=${store.threads.thread(id)}
        .pending=${this.#source.pending(store, id)}
        .hasMore=${store.threads.hasOlder(id)}
        .entries=${store.threads.entries(id)}
        .firstUnread=${this.firstUnread}
        .mediaUrl=${this.showsFiles ? loads.mediaUrl : noFile}
        .hasNewer=${store.threads.hasNewer(id)}
        .shownName=${this.#shownName}
        .loadOlder=${loads.loadOlder}
        .loadNewer=${loads.loadNewer}
        .loadAround=${loads.loadAround}
        .leavePast=${loads.leavePast}
        .history=${loads.history}
        .answers=${this.#source.answers(this.api, store, this.me)}
        .products=${this.#source.products(this.api, store)}
        .words=${this.#search.words}
        .now=${this.now}
        .isOpen=${left !== null}
        @thread-more=${({ direction }: ThreadMore) => void this.attempt(() => store.threads[direction](id))}
        @message-action=${(event: MessageActionEvent) => void this.attempt(() => carryOut(event.action, store, this))}
      ></agent-console-thread>
      ${
        this.#sending.collision
          ? html`<agent-console-collision
              .answer=${this.#sending.collision}
              @collision-choice=${({ isSent }: CollisionChoice) => {
                this.#sending.settle(store, id, isSent, () => this.#composer?.sendHeld());
                this.focus();
              }}
            ></agent-console-collision>`
          : nothing
      }
      ${left === null ? nothing : this.#renderSuggestion(store, conversation)} ${this.#renderModes(store, conversation)}
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
        .optIn=${conversation}
        .longestText=${this.number?.longestText ?? 4_096}
        .sendsFiles=${this.number?.sendsFiles ?? true}
        .shownName=${this.#shownName}
        .findContacts=${(text: string) => findConversations(store, text)}
        .replies=${() => repliesOf(this.api)}
        .replyFile=${(reply: ReplyFile) => this.#replyFile(reply)}
        .stickers=${() => stickersFor(this.me?.id ?? '', store, id)}
        .rememberSticker=${(file: File) => rememberSticker(this.me?.id ?? '', file)}
        .places=${async () => (this.api ? (await getPlaces(this.api, store.inbox)).places : [])}
        .products=${this.#source.products(this.api, store)}
        .variables=${variablesOf(contact, this.me?.name, this.number?.name)}
        .templates=${(isForced: boolean) => this.#templates(store.contact(id), isForced)}
        .upload=${(kind: string, file: File) => store.upload(kind, file)}
        @composer-send=${(event: ComposerSend) => {
          if (this.#sending.send(store, id, event, this.replyTo)) this.replyTo = null;
        }}
        @composer-draft=${(event: ComposerDraft) => {
          if (event.text !== '' || event.extras !== '') this.#sending.begin(store, id);
          if (event.text !== '') store.typing(id);
        }}
        @reply-create=${(event: ReplyCreate) => void this.attempt(() => this.#newReply.open(event))}
        @reply-cancel=${() => {
          this.replyTo = null;
        }}
      ></agent-console-composer>
      ${this.#newReply.render(() => this.#composer)}`;
  }

  /** The template in the number's language comes before others with the same name. */
  async #templates({ api, ref }: ContactAccess, isForced: boolean): Promise<TemplateList> {
    const list = await listTemplates(api, ref.inbox, isForced);
    const wanted = this.number?.language?.split('-')[0];
    const isFirst = ({ language }: Template) => Number(language.split('_')[0] === wanted);
    return { ...list, templates: list.templates.toSorted((a, b) => isFirst(b) - isFirst(a)) };
  }

  /** Null: it could not be fetched, and the agent has been told why. */
  async #replyFile(reply: ReplyFile): Promise<File | null> {
    const fetched: (File | null)[] = [];
    await this.attempt(async () => {
      fetched.push(await fileOf(this.api, reply));
    });
    return fetched[0] ?? null;
  }

  /** The agent's own name if customers see it before the text. */
  get #shownName(): string | null {
    return this.number?.showsAgentName ? (this.me?.name ?? null) : null;
  }

  #renderModes(store: InboxStore, { id, assignee }: InboxConversation) {
    const isTyping = !this.isNoting && this.draft !== '';
    const { me } = this;
    return renderModes({
      isNoting: this.isNoting,
      write: (isNoting) => this.write(isNoting),
      hint:
        isTyping && me && assignee?.id !== me.id
          ? {
              assignee,
              assignToMe: () =>
                void this.attempt(() => store.assign(id, { to: me.id, from: assignee?.id ?? null })),
            }
          : null,
    });
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

  /** The assistant's draft, where the number has one and its answer can be sent. */
  #renderSuggestion(store: InboxStore, { id, waitingSince }: InboxConversation) {
    const isWanted = this.number?.automation.isSuggesting && waitingSince !== null;
    if (!isWanted || this.isNoting || this.#sending.collision) return nothing;
    void import('./suggestion/suggestion-card.ts');
    return html`<agent-console-suggestion
      .api=${this.api}
      .inbox=${store.inbox}
      .conversationId=${id}
      .messages=${store.threads.thread(id)}
      .arrived=${store.suggestion}
      @suggestion-use=${({ text }: SuggestionUse) => {
        void this.takeUp(text).then(() => this.focus());
      }}
    ></agent-console-suggestion>`;
  }

  /** Puts what the assistant suggests into the message field. */
  useSuggestion(): void {
    this.renderRoot.querySelector('agent-console-suggestion')?.use();
  }

  quote(message: Message): void {
    this.replyTo = message;
    this.focus();
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

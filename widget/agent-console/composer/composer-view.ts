import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Contact } from '../../../worker/api/conversations/conversations.ts';
import type { Content } from '../../../worker/api/conversations/messages.ts';
import type { SavedReply } from '../../../worker/api/conversations/replies.ts';
import type { TemplateList } from '../../../worker/api/numbers/numbers.ts';
import type { Place } from '../../../worker/api/numbers/places.ts';
import type { StoredFile, StoreFailure } from '../../client/browser/file-store.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import type { NewMessage } from '../../client/sending/send-queue.ts';
import type { InboxConversation, Quoted } from '../../client/state/inbox-state.ts';
import type { ProductShelf } from '../../client/store/product-shelf.ts';
import { strings } from '../../locales/strings.ts';
import type { OptIn } from '../content/cards/template-terms.ts';
import { hasLink } from '../content/has-link.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { customElement } from '../ui/custom-element.ts';
import { renderEmojiMenu } from '../ui/emoji/emoji-menu.ts';
import { menuItems } from '../ui/overlays/menu.ts';
import { tokens } from '../ui/tokens.ts';
import { type AddActions, renderAddIcons, renderAddMenu } from './add-menu.ts';
import { Attachments } from './attachments/attachments.ts';
import { pastedFiles } from './attachments/pasted-files.ts';
import { renderClosed, renderHeld, renderPreviewSwitch, renderQuote } from './composer-notes.ts';
import { composerStyles } from './composer-styles.ts';
import { DraftRestore } from './draft-restore.ts';
import { type ComposerExtras, noExtras, type ReplyFile } from './drafts/composer-draft.ts';
import { DraftKeeper } from './drafts/draft-keeper.ts';
import { FilledForms, isFormKind } from './forms/filled-forms.ts';
import type { FormKind } from './forms/form-fields.ts';
import { renderPanelTitle } from './forms/panel-title.ts';
import { locationRequest, phoneRequest } from './message/composed-content.ts';
import { type ComposedFile, ReplyCancel } from './message/composer-events.ts';
import { renderSendButton } from './message/send-button.ts';
import { Sending } from './message/sending.ts';
import { messagesOf } from './messages-of.ts';
import { ReplyLookup } from './replies/reply-lookup.ts';
import type { ReplyVariables } from './replies/reply-variables.ts';
import type { Sticker, StickerPick } from './stickers/sticker-tray.ts';
import { FormatBar } from './text/format-bar.ts';
import { insertText, replaceText } from './text/insert-text.ts';
import { pastedText } from './text/pasted-text.ts';
import { sendKey } from './text/send-key.ts';
import { TextLimits } from './text/text-limits.ts';
import { Recording } from './voice/recording.ts';

/** What can be open above or instead of the field. */
type Panel = 'later' | 'voice' | 'template' | 'products' | 'stickers' | FormKind;

/** The composer: writes, records or fills in the next message of a conversation. */
@customElement('agent-console-composer')
export class ConsoleComposer extends LitElement {
  /** The text to start with, read when `conversationId` changes. */
  @property({ attribute: false }) draft = '';
  @property({ attribute: false }) conversationId: number | null = null;
  /** Everything besides the text, read with it. */
  @property({ attribute: false }) extras: ComposerExtras = noExtras;
  /** Whether the draft is lost when the page closes. */
  @property({ attribute: false }) isDraftHeld = false;
  @property({ attribute: false }) replyTo: Quoted | null = null;
  /** Whether the reply window is open. */
  @property({ attribute: false }) isOpen = true;
  /** When the window closes, as far as is known. */
  @property({ attribute: false }) expiresAt: number | null = null;
  /** Whether the customer's phone number is known. */
  @property({ attribute: false }) hasPhone = true;
  @property({ attribute: false }) contact: Contact | null = null;
  /** What the contact said about marketing messages. */
  @property({ attribute: false }) optIn: OptIn | null = null;
  /** Whether files may be sent from the number. */
  @property({ attribute: false }) sendsFiles = true;
  /** Characters of one message, at most WhatsApp's 4,096. */
  @property({ attribute: false }) longestText = 4_096;
  /** The agent's name if customers see it before the text, else null. */
  @property({ attribute: false }) shownName: string | null = null;
  @property({ attribute: false }) templates: (isForced: boolean) => Promise<TemplateList> = async () => {
    throw new Error('Set `templates` to load templates');
  };
  @property({ attribute: false }) upload: (kind: string, file: File) => Promise<string> = async () => {
    throw new Error('Set `upload` to upload files');
  };
  /** Stores a file in the browser until it is sent; returns why if that fails. */
  @property({ attribute: false }) keepFile: (stored: StoredFile, file: File) => Promise<StoreFailure | null> =
    async () => 'blocked';
  @property({ attribute: false }) replies: () => Promise<readonly SavedReply[]> = async () => [];
  /** The file of a saved reply; null if it is not available. */
  @property({ attribute: false }) replyFile: (reply: ReplyFile) => Promise<File | null> = async () => null;
  /** Finds contacts whose card can be sent. */
  @property({ attribute: false }) findContacts: (text: string) => Promise<readonly InboxConversation[]> =
    async () => [];
  /** The stickers that can be sent again. */
  @property({ attribute: false }) stickers: () => Promise<readonly Sticker[]> = async () => [];
  /** Keeps a sticker that was sent, to be sent again. */
  @property({ attribute: false }) rememberSticker: (file: File) => Promise<void> = async () => {};
  /** The saved places of the number. */
  @property({ attribute: false }) places: () => Promise<readonly Place[]> = async () => [];
  /** The products of the number's catalog; null without a connection to the inbox. */
  @property({ attribute: false }) products: ProductShelf | null = null;
  /** The values for the variables of a saved reply. */
  @property({ attribute: false }) variables: ReplyVariables | null = null;
  @state() panel: Panel | null = null;
  /** Whether a link is sent without a preview. */
  @state() private withoutPreview = false;

  #attachments = new Attachments(this);
  #recording = new Recording(this);
  #replies = new ReplyLookup(this);
  #forms = new FilledForms(this);
  #sending = new Sending(this);
  #format = new FormatBar(this);
  /** The next paste is without formats. */
  #isPlainPaste = false;
  #drafts = new DraftKeeper(this);
  #restore = new DraftRestore(this, {
    attachments: this.#attachments,
    recording: this.#recording,
    replies: this.#replies,
    forms: this.#forms,
  });

  /** The text field, also while the window is closed. */
  get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  get text(): string {
    return this.field?.value ?? this.draft;
  }

  /** Everything in the composer besides the text, as the browser stores it. */
  get written(): ComposerExtras {
    return {
      files: this.#attachments.all.map(({ stored, caption, kind }) => ({ ...stored, caption, kind })),
      voice: this.#recording.waiting?.stored ?? null,
      replyTo: this.replyTo,
      buttons: [...this.#replies.buttons],
      variables: [...this.#replies.openVariables],
      replyFiles: [...this.#replies.awaited],
      sendAt: this.#sending.sendAt,
      withoutPreview: this.withoutPreview,
      ...this.#forms.written,
    };
  }

  get #limits(): TextLimits {
    return new TextLimits(this.longestText, this.shownName);
  }

  static override readonly styles = [tokens, controlStyles, menuItems, composerStyles];

  override focus(): void {
    this.field?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversationId')) this.#begin(this.extras);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if ((changed.has('conversationId') || changed.has('isOpen')) && this.field) {
      this.field.value = this.draft;
      this.requestUpdate();
    }
    this.#drafts.follow();
  }

  #begin(extras: ComposerExtras): void {
    this.#attachments.clear();
    this.#recording.reset();
    this.#replies.restore(extras);
    this.#forms.restore(extras);
    this.#sending.sendAt = extras.sendAt;
    this.withoutPreview = extras.withoutPreview;
    this.panel = null;
    this.#drafts.restore(extras, this.#restore.begin(extras));
  }

  /** Adds what reached an earlier composer of this conversation after the agent had left it. */
  takeIn(extras: ComposerExtras): Promise<void> {
    return this.#restore.takeIn(extras);
  }

  tellDraft(): void {
    this.#drafts.tell();
  }

  protected override render() {
    if (!this.isOpen) {
      if (this.panel === 'template')
        return html`${this.#forms.renderTemplates()}${this.#sending.renderFailure()}`;
      return html`${renderClosed({ typed: this.typed, chooseTemplate: () => void this.chooseTemplate() })}
        ${renderHeld(this.isDraftHeld)}`;
    }
    return html`
      ${this.#replies.render()}
      <div class="surface ${this.#isAside ? 'with-form' : ''}">
        ${this.replyTo ? renderQuote(this.replyTo, () => this.dispatchEvent(new ReplyCancel())) : nothing}
        ${this.#renderPanel()} ${this.#attachments.render(this.#limits.nameLength)}
        ${this.#recording.renderDiscarded()} ${this.#replies.renderButtons()}
        <form class=${this.#isAside ? 'aside' : ''} @submit=${this.#submit}>
          <textarea
            aria-label=${strings.message}
            rows="1"
            dir="auto"
            placeholder=${strings.writeMessage}
            enterkeyhint="send"
            @input=${this.typed}
            @keydown=${this.#pressed}
            @paste=${this.#pasted}
            @selectionchange=${this.#format.look}
            @select=${this.#format.look}
            @blur=${this.#format.left}
          ></textarea>
          ${this.#format.render()}
          <div class="bar">
            ${renderAddMenu(this.#actions)} ${renderAddIcons(this.#actions, this.#renderEmoji())}
            ${renderSendButton({
              isDisabled: !this.#canSend,
              sendLater: () => this.openLater(),
              sendAndResolve: () => this.#submitNow(true),
            })}
          </div>
        </form>
      </div>
      <input type="file" multiple tabindex="-1" aria-hidden="true" @change=${this.#picked} />
      ${this.#sending.renderFailure()} ${renderHeld(this.isDraftHeld)}
      ${
        hasLink(this.text) && this.#replies.buttons.length === 0
          ? renderPreviewSwitch(!this.withoutPreview, (isOn) => {
              this.withoutPreview = !isOn;
            })
          : nothing
      }
      ${this.#limits.renderCount(this.text)} ${this.#renderWhyNot()}
    `;
  }

  /** Whether something is filled in instead of a text. */
  get #isAside(): boolean {
    return this.panel === 'template' || this.panel === 'products' || isFormKind(this.panel);
  }

  get #actions(): AddActions {
    return {
      hasPhone: this.hasPhone,
      chooseFiles: () => this.chooseFiles(),
      openForm: (kind) => void this.#forms.open(kind),
      chooseReply: () => void this.#chooseReply(),
      chooseTemplate: () => void this.chooseTemplate(),
      chooseProducts: this.products && (() => void this.#forms.openProducts()),
      record: () => void this.#recording.begin(),
      openStickers: () => void this.openStickers(),
      askLocation: () => this.sendContent(locationRequest()),
      askPhone: () => this.sendContent(phoneRequest()),
    };
  }

  #renderEmoji() {
    return renderEmojiMenu({
      name: strings.compose.emoji,
      pick: (emoji) => {
        if (this.field) insertText(this.field, emoji);
      },
      leave: () => this.focus(),
    });
  }

  #renderPanel() {
    switch (this.panel) {
      case null:
        return nothing;
      case 'template':
        return this.#forms.renderTemplates();
      case 'products':
        return this.#forms.renderProducts();
      case 'later':
        return html`${renderPanelTitle(strings.sendLater, () => this.closePanel())} ${this.#sending.renderLater()}`;
      case 'voice':
        return this.#recording.render();
      case 'stickers':
        return html`${renderPanelTitle(strings.compose.sticker, () => this.#leaveStickers())}
          <agent-console-stickers
            .load=${this.stickers}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              this.#leaveStickers();
            }}
            @sticker-pick=${({ file }: StickerPick) => {
              void this.#attachments.addSticker(file);
              this.#leaveStickers();
            }}
          ></agent-console-stickers>`;
      default:
        return this.#forms.renderForm(this.panel);
    }
  }

  /** Why the text cannot be sent as it is. */
  #renderWhyNot() {
    if (!this.#isTooLongForButtons) return this.#replies.renderOpenVariables();
    return html`<p class="problem" role="status">${strings.tooLongForButtons(this.#limits.mostWithButtons)}</p>`;
  }

  /** Appends a text to the field, to be edited and sent. */
  async takeUp(text: string): Promise<void> {
    // A form can be open instead of the field.
    this.panel = null;
    await this.updateComplete;
    if (!this.field) return;
    const { length } = this.field.value;
    replaceText(this.field, length === 0 ? text : `\n${text}`, length, length);
  }

  /** Opens the templates instead of the field. */
  chooseTemplate(): Promise<void> {
    return this.#forms.openTemplates();
  }

  closePanel(): void {
    if (this.panel === 'later') this.#sending.sendAt = null;
    this.panel = null;
    // The field takes the focus once it is shown again.
    void this.updateComplete.then(() => this.focus());
  }

  /** Lets the agent choose when the message is sent. */
  openLater(): void {
    this.panel = 'later';
  }

  /** Offers the stickers above the field. */
  async openStickers(): Promise<void> {
    await import('./stickers/sticker-tray.ts');
    this.panel = 'stickers';
  }

  #leaveStickers(): void {
    this.panel = null;
    this.focus();
  }

  showRecorder(): void {
    this.panel = 'voice';
  }

  hideRecorder(): void {
    this.panel = null;
  }

  closeMenu(): void {
    for (const menu of this.renderRoot.querySelectorAll('agent-console-menu')) menu.close();
  }

  /** Opens the browser's file picker. */
  chooseFiles(): void {
    this.renderRoot.querySelector<HTMLInputElement>('[type=file]')?.click();
  }

  /** Attaches files, such as those dropped on the thread. */
  attach(files: Iterable<File>): void {
    this.#attachments.add(files);
    this.panel = null;
  }

  /** Nothing is sent before the file has arrived, because the text alone is not the reply. */
  async fetchReplyFile(reply: ReplyFile): Promise<void> {
    const { conversationId } = this;
    this.#attachments.await(reply.filename);
    const file = await this.replyFile(reply);
    // The draft still names it, so it is fetched again when the agent comes back.
    if (!this.isConnected || this.conversationId !== conversationId) return;
    this.#attachments.arrived(reply.filename);
    this.#replies.arrived(reply);
    if (file) this.attach([file]);
  }

  attachRecording(file: File): void {
    this.#attachments.add([file]);
  }

  /** Puts a saved reply that was just created into the field. */
  takeReply(reply: SavedReply): void {
    this.#replies.take(reply);
  }

  async #chooseReply(): Promise<void> {
    this.panel = null;
    await this.updateComplete;
    this.#replies.choose();
  }

  typed = (): void => {
    this.#sending.forgetFailure();
    this.#drafts.tell();
    this.requestUpdate();
    void this.#replies.look();
  };

  #pressed(event: KeyboardEvent): void {
    if (this.#replies.press(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (isOfInputMethod(event)) return;
    const hasMod = event.ctrlKey || event.metaKey;
    this.#isPlainPaste = hasMod && event.shiftKey && event.code === 'KeyV';
    if (event.key === 'Enter' && hasMod && event.shiftKey) {
      event.preventDefault();
      this.#submitNow(true);
      return;
    }
    if (this.#format.press(event)) event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (sendKey() === 'mod-enter' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#submitNow(false);
  }

  #pasted(event: ClipboardEvent): void {
    const { clipboardData: data } = event;
    const files = data ? pastedFiles(data) : [];
    if (files.length > 0) {
      event.preventDefault();
      this.attach(files);
      return;
    }
    const text =
      data && !this.#isPlainPaste ? pastedText(data.getData('text/html'), data.getData('text/plain')) : null;
    if (text === null || !this.field) return;
    event.preventDefault();
    insertText(this.field, text);
  }

  #picked({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    this.attach(target.files ?? []);
    target.value = '';
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.#submitNow(false);
  }

  #submitNow(isResolving: boolean): void {
    const { field } = this;
    if (!field || this.#isTooMuch) return;
    const text = field.value;
    // A lone slash starts a shortcut and is never meant as a message.
    if (text.trim() === '/') {
      void this.#replies.look();
      return;
    }
    if (this.#sending.isPast || this.#replies.variablesLeft.length > 0 || this.#isTooLongForButtons) {
      this.requestUpdate();
      return;
    }
    const messages = messagesOf({
      attachments: this.#attachments.all,
      text,
      parts: this.#limits.parts(text),
      buttons: this.#replies.buttons,
      withoutPreview: this.withoutPreview,
    });
    this.#sending.isResolving = isResolving;
    const stickers = this.#attachments.all.filter(({ kind }) => kind === 'sticker');
    if (messages.length === 0 || !this.#send(messages, () => this.#submitNow(isResolving))) return;
    for (const { file } of stickers) void this.rememberSticker(file);
    this.#attachments.clear();
    this.#replies.clear();
    this.withoutPreview = false;
    field.value = '';
    this.typed();
    field.focus();
  }

  /** Sends complete content instead of the text; `sent` is called once it is queued. */
  sendContent(content: Content, sent: () => void = () => {}, file: ComposedFile | null = null): void {
    if (!this.#send([{ content, ...file }], () => this.sendContent(content, sent, file))) return;
    sent();
    this.closePanel();
  }

  sendRecording(file: File, stored: StoredFile | null): boolean {
    return this.#send([
      { content: { type: 'audio', audio: { voice: true } }, file, ...(stored && { stored }) },
    ]);
  }

  #send(messages: readonly NewMessage[], again?: () => void): boolean {
    if (!this.#sending.send(messages, again)) return false;
    if (this.panel === 'later') this.panel = null;
    return true;
  }

  /** Sends the messages that were held. */
  sendHeld(): void {
    this.#sending.sendHeld();
  }

  get #isTooLongForButtons(): boolean {
    return this.#replies.buttons.length > 0 && this.text.length > this.#limits.mostWithButtons;
  }

  get #canSend(): boolean {
    const isEmpty = this.text.length === 0 && this.#attachments.all.length === 0;
    return !(isEmpty || this.#isTooMuch || this.#sending.isPast || this.#isTooLongForButtons);
  }

  /** Too much text, or a file that is still loading or would be rejected. */
  get #isTooMuch(): boolean {
    const { mostText, nameLength } = this.#limits;
    return this.text.length > mostText || this.#attachments.hasProblem(nameLength);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-composer': ConsoleComposer;
  }
}

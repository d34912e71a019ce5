import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Contact, Content, SavedReply, TemplateList } from '../../../worker/api.ts';
import { nameLine, takesName } from '../../../worker/whatsapp/sending/agent-name.ts';
import { kindOfFile, mediaProblem } from '../../../worker/whatsapp/sending/media.ts';
import { splitText } from '../../../worker/whatsapp/sending/split.ts';
import type { NotKept, StoredFile } from '../../client/file-store.ts';
import type { Quoted } from '../../client/inbox-state.ts';
import { isOfInputMethod } from '../../client/input-method.ts';
import { randomId } from '../../client/random-id.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { lineText } from '../content/line-text.ts';
import { tokens } from '../ui/tokens.ts';
import { type Attachment, captionOver, renderAttachment } from './attachment.ts';
import type { FormChange, FormContent, FormKind } from './compose-form.ts';
import { contentOfFile, locationRequest, phoneRequest, withButtons } from './composed-content.ts';
import {
  type ComposerExtras,
  type DraftFile,
  type FormDraft,
  noExtras,
  type TemplateDraft,
  writeExtras,
} from './composer-draft.ts';
import { composerStyles } from './composer-styles.ts';
import { insertText, replaceText } from './insert-text.ts';
import { pastedFiles } from './pasted-files.ts';
import type { ReplyChosen } from './reply-picker.ts';
import { fillVariables, openVariables, type ReplyVariables } from './reply-variables.ts';
import { sendKey } from './send-key.ts';
import { renderCuts } from './split-preview.ts';
import type { TemplateChange, TemplateChosen } from './template-picker.ts';
import type { VoiceReady, VoiceRecorded } from './voice-recorder.ts';

/** Beyond that a text is more than a few messages, and most likely a file. */
const mostParts = 10;
/** Characters: WhatsApp takes less text where there are buttons. */
const longestWithButtons = 1_024;

interface Composed {
  content: Content;
  file?: File;
  /** Where the browser keeps the file already. */
  stored?: StoredFile;
  sendAt?: number;
  /** It goes on with what is sent before it. */
  isSequel?: boolean;
  /** It is the next part of the same text, and must not be read without the one before it. */
  isNextPart?: true;
}

/**
 * An agent sends one or several messages, in this order. A file's content gets the id of its upload later. Nothing is
 * taken out of the composer before somebody has said that they are queued.
 */
export class ComposerSend extends Event {
  isQueued = false;

  constructor(
    readonly messages: readonly Composed[],
    /** Whether it can be held up: nothing is taken out of the composer then. */
    isHoldable: boolean,
  ) {
    super('composer-send', { bubbles: true, composed: true, cancelable: isHoldable });
  }

  /** All of them are in the queue. */
  accept(): void {
    this.isQueued = true;
  }
}

/** What stands in the composer, at each change: the text, and all else as `composer-draft.ts` writes it. */
export class ComposerDraft extends Event {
  constructor(
    readonly text: string,
    readonly extras: string,
  ) {
    super('composer-draft', { bubbles: true, composed: true });
  }
}

/** The answer shall not quote a message any more. */
export class ReplyCancel extends Event {
  constructor() {
    super('reply-cancel', { bubbles: true, composed: true });
  }
}

const forms: readonly FormKind[] = ['location', 'contact', 'buttons', 'list', 'link'];
const formNames = {
  location: 'location',
  contact: 'contact',
  buttons: 'replyButtons',
  list: 'listMessage',
  link: 'linkButton',
} as const satisfies Record<FormKind, keyof typeof strings>;

@customElement('agent-console-composer')
export class ConsoleComposer extends LitElement {
  /** The text to begin with; taken over when `conversationId` changes. */
  @property({ attribute: false }) draft = '';
  @property({ attribute: false }) conversationId: number | null = null;
  /** What stood beside the text; taken over with it. */
  @property({ attribute: false }) extras: ComposerExtras = noExtras;
  /** Whether the browser keeps the draft no longer than the page is open. */
  @property({ attribute: false }) isDraftHeld = false;
  @property({ attribute: false }) replyTo: Quoted | null = null;
  /** Whether the customer service window lets a text through. */
  @property({ attribute: false }) isOpen = true;
  /** When the window closes, by what is known now. */
  @property({ attribute: false }) expiresAt: number | null = null;
  /** Whether the customer's phone number is known. */
  @property({ attribute: false }) hasPhone = true;
  @state() private attachments: readonly Attachment[] = [];
  @property({ attribute: false }) contact: Contact | null = null;
  /** Characters of one message: at most the 4,096 that WhatsApp takes. */
  @property({ attribute: false }) longestText = 4_096;
  /** The agent's own name, where customers see it before what is written; else null. */
  @property({ attribute: false }) shownName: string | null = null;
  @property({ attribute: false }) templates: (isForced: boolean) => Promise<TemplateList> = async () => {
    throw new Error('Nobody was told where the templates are');
  };
  @property({ attribute: false }) upload: (kind: string, file: File) => Promise<string> = async () => {
    throw new Error('Nobody was told where files go');
  };
  /** Has the browser keep a file until it is sent; says why when it does not. */
  @property({ attribute: false }) keepFile: (stored: StoredFile, file: File) => Promise<NotKept | null> =
    async () => 'blocked';
  @property({ attribute: false }) replies: () => Promise<readonly SavedReply[]> = async () => [];
  /** The file that goes with a saved reply; null when it cannot be had. */
  @property({ attribute: false }) replyFile: (reply: SavedReply) => Promise<File | null> = async () => null;
  /** Names of files of saved replies that are on their way here. */
  @state() private awaited: readonly string[] = [];
  /** What is filled into a saved reply. */
  @property({ attribute: false }) variables: ReplyVariables | null = null;
  /** The saved replies, while one is looked for by `/`, and what stands behind it. */
  @state() private lookup: { replies: readonly SavedReply[]; text: string } | null = null;
  /** Titles of reply buttons that go with the text. */
  @state() private buttons: readonly string[] = [];
  /** Variables that a saved reply has left open: nobody is sent those by mistake. */
  @state() private openVariables: readonly string[] = [];
  /** A recording that waits to be sent. */
  @state() private voice: { stored: StoredFile; file: File } | null = null;
  /** One that was thrown away a moment ago. */
  @state() private discarded: { stored: StoredFile; file: File } | null = null;
  @state() private template: TemplateDraft | null = null;
  @state() private forms: Readonly<Record<string, FormDraft>> = {};
  /** Whether a link goes without the preview of its page. */
  @state() private withoutPreview = false;
  /** When the message is to be sent; null: now. */
  @state() private sendAt: number | null = null;
  @state() private panel: 'menu' | 'later' | 'voice' | 'template' | FormKind | null = null;

  /** Whether what was sent last could not be queued; it stands here still. */
  @state() private hasFailed = false;

  #held: (() => void) | null = null;

  /** Characters that the name takes of the first message. */
  get #nameLength(): number {
    return this.shownName === null ? 0 : nameLine(this.shownName).length;
  }

  /** Characters of everything that may stand in the field. */
  get #mostText(): number {
    return mostParts * this.longestText - this.#nameLength;
  }

  get #mostWithButtons(): number {
    return longestWithButtons - this.#nameLength;
  }

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  static override readonly styles = [tokens, composerStyles];

  override focus(): void {
    this.field?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#escaped);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#revoke();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversationId')) {
      this.#clear();
      this.awaited = [];
      this.lookup = null;
      this.discarded = null;
      this.#restore(this.extras);
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if ((changed.has('conversationId') || changed.has('isOpen')) && this.field) {
      this.field.value = this.draft;
      this.requestUpdate();
    }
    if (this.#restoring || this.#written === this.#writeExtras()) return;
    this.#tell();
  }

  /** What stands beside the text, as it was when it was told last. */
  #written = '';
  /** While files come out of the browser's storage, what is kept stays as it is. */
  #restoring: object | null = null;

  #restore(extras: ComposerExtras): void {
    this.buttons = extras.buttons;
    this.openVariables = extras.variables;
    this.sendAt = extras.sendAt;
    this.withoutPreview = extras.withoutPreview;
    this.template = extras.template;
    this.forms = extras.forms;
    this.voice = null;
    this.panel = null;
    this.#written = writeExtras(extras);
    const restoring = {};
    this.#restoring = restoring;
    void this.#restoreFiles(extras)
      .catch(() => {})
      .then(() => {
        if (this.#restoring !== restoring) return;
        this.#restoring = null;
        this.requestUpdate();
      });
  }

  async #restoreFiles({ files, voice, panel, sendAt }: ComposerExtras): Promise<void> {
    const { conversationId } = this;
    const isHere = () => this.conversationId === conversationId && this.isConnected;
    if (files.length > 0 || voice) {
      this.awaited = [...files, ...(voice ? [voice] : [])].map(({ name }) => name);
      const { findFile } = await import('../../client/file-store.ts');
      const found = await Promise.all(files.map((file) => findFile(file)));
      const recorded = voice && (await findFile(voice));
      if (!isHere()) return;
      this.awaited = [];
      this.attachments = [
        ...files.map((file, index) => restored(file, found[index] ?? null)),
        ...this.attachments,
      ];
      if (voice && recorded) {
        await import('./voice-recorder.ts');
        if (!isHere()) return;
        this.voice = { stored: voice, file: recorded };
        this.panel = 'voice';
        return;
      }
    }
    if (panel === 'template') await this.chooseTemplate();
    else if (panel !== null && isFormKind(panel)) await this.#openForm(panel);
    else if (sendAt !== null) this.panel = 'later';
  }

  #writeExtras(): string {
    const { voice, replyTo, buttons, openVariables, sendAt, withoutPreview, template, forms, panel } = this;
    return writeExtras({
      files: this.attachments.map(({ stored, caption, kind }) => ({ ...stored, caption, kind })),
      voice: voice?.stored ?? null,
      replyTo,
      buttons: [...buttons],
      variables: [...openVariables],
      sendAt,
      withoutPreview,
      template,
      forms,
      // An open form in which nothing stands is nothing to come back to.
      panel: panel === 'template' ? template && panel : panel !== null && forms[panel] ? panel : null,
    });
  }

  #tell(): void {
    const extras = this.#restoring ? this.#written : this.#writeExtras();
    this.#written = extras;
    this.dispatchEvent(new ComposerDraft(this.field?.value ?? this.draft, extras));
  }

  protected override render() {
    if (!this.isOpen) return this.#renderClosed();
    return html`
      ${this.replyTo ? this.#renderReply(this.replyTo) : nothing} ${this.#renderPanel()} ${this.#renderTray()}
      ${this.#renderDiscarded()}
      ${this.#renderLookup()} ${this.#renderButtons()}
      <form class=${isForm(this.panel) ? 'aside' : ''} @submit=${this.#submit}>
        <button
          type="button"
          class="round"
          aria-label=${this.panel === null || this.panel === 'menu' ? strings.add : this.panel === 'voice' ? strings.discardRecording : strings.close}
          aria-expanded=${this.panel === 'menu' ? 'true' : 'false'}
          @click=${() => {
            if (this.panel === 'voice') return void this.#discardVoice();
            if (this.panel === 'later') this.sendAt = null;
            this.panel = this.panel === null ? 'menu' : null;
          }}
        >
          ${this.panel === null ? icons.plus : icons.close}
        </button>
        <textarea
          aria-label=${strings.message}
          rows="1"
          dir="auto"
          placeholder=${strings.writeMessage}
          enterkeyhint="send"
          @input=${this.#typed}
          @keydown=${this.#pressed}
          @paste=${this.#pasted}
        ></textarea>
        ${this.#renderSend()}
      </form>
      <input type="file" multiple tabindex="-1" aria-hidden="true" @change=${this.#picked} />
      ${this.#renderFailure()} ${this.#renderHeld()} ${this.#renderPreviewSwitch()} ${this.#renderCount()}
      ${this.#renderOpenVariables()}
    `;
  }

  /** A text can wait here until the customer has answered a template. */
  #renderClosed() {
    if (this.panel === 'template') return html`${this.#renderTemplates()}${this.#renderFailure()}`;
    return html`<p class="closed" role="status">
        <strong>${strings.windowIsClosed}</strong> ${strings.windowIsClosedHint}
      </p>
      <div class="held">
        <textarea
          aria-label=${strings.heldMessage}
          rows="1"
          dir="auto"
          placeholder=${strings.heldMessage}
          @input=${this.#typed}
        ></textarea>
        <button class="primary" @click=${this.chooseTemplate}>${strings.chooseTemplate}</button>
      </div>
      ${this.#renderHeld()}`;
  }

  /** The browser keeps nothing here, or has no room. */
  #renderHeld() {
    return this.isDraftHeld ? html`<p class="problem" role="status">${strings.draftNotKept}</p>` : nothing;
  }

  /** Where there is a link: whether WhatsApp shows what is behind it. */
  #renderPreviewSwitch() {
    if (!hasLink(this.field?.value ?? this.draft) || this.buttons.length > 0) return nothing;
    return html`<label class="switch">
      <input
        type="checkbox"
        .checked=${!this.withoutPreview}
        @change=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) this.withoutPreview = !target.checked;
        }}
      />
      ${strings.linkPreview}
    </label>`;
  }

  #renderDiscarded() {
    const { discarded } = this;
    if (!discarded) return nothing;
    return html`<p class="discarded" role="status">
      ${strings.recordingDiscarded}
      <button
        class="plain"
        @click=${() => {
          this.voice = discarded;
          this.discarded = null;
          this.panel = 'voice';
        }}
      >
        ${strings.undo}
      </button>
    </p>`;
  }

  /** Puts a text behind what stands in the field, to be changed and sent. */
  async takeUp(text: string): Promise<void> {
    // A form can stand where the field was.
    this.panel = null;
    await this.updateComplete;
    if (!this.field) return;
    const { length } = this.field.value;
    replaceText(this.field, length === 0 ? text : `\n${text}`, length, length);
  }

  /** Lets the agent choose a template, where the field was. */
  async chooseTemplate(): Promise<void> {
    await import('./template-picker.ts');
    this.panel = 'template';
  }

  /** Closes what can be added, where it is open. */
  closeMenu(): void {
    if (this.panel !== 'menu') return;
    const isInside = this.shadowRoot?.activeElement?.closest('.menu') != null;
    this.panel = null;
    if (isInside) this.renderRoot.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  }

  #escaped = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isOfInputMethod(event) || this.panel !== 'menu') return;
    // The conversation stays open.
    event.preventDefault();
    this.closeMenu();
  };

  /** Lets the agent choose files on their device. */
  chooseFiles(): void {
    this.renderRoot.querySelector<HTMLInputElement>('[type=file]')?.click();
  }

  /** Takes files in, as from a drop on the thread. */
  attach(files: Iterable<File>): void {
    const added = Array.from(files, (file): Attachment => {
      const kind = kindOfFile(file.type, file.size);
      const problem = mediaProblem({ kind, mimeType: file.type, size: file.size })?.message ?? null;
      const stored = storedOf(file);
      return { file, stored, url: URL.createObjectURL(file), caption: '', kind, problem, notKept: null };
    });
    this.attachments = [...this.attachments, ...added];
    this.panel = null;
    for (const attachment of added) {
      void this.#lookInside(attachment);
      void this.keepFile(attachment.stored, attachment.file).then((notKept) => {
        if (notKept) this.#change(attachment, { notKept });
      });
    }
  }

  /** A video or an audio file of the right type can still be one that nobody could play. */
  async #lookInside(attachment: Attachment): Promise<void> {
    if (attachment.kind !== 'video' && attachment.kind !== 'audio') return;
    const { codecProblem } = await import('./media-codec.ts');
    const problem = await codecProblem(attachment.file);
    if (problem !== null) this.#change(attachment, { problem });
  }

  #change(attachment: Attachment, change: Partial<Attachment>): void {
    this.attachments = this.attachments.map((other) =>
      other.file === attachment.file ? { ...other, ...change } : other,
    );
  }

  #renderReply(message: Quoted) {
    return html`<div class="replying">
      <span dir="auto">${lineText(message.content, message.direction)}</span>
      <button class="round" aria-label=${strings.doNotQuote} @click=${() => this.dispatchEvent(new ReplyCancel())}>
        ${icons.close}
      </button>
    </div>`;
  }

  #renderPanel() {
    switch (this.panel) {
      case null:
        return nothing;
      case 'menu':
        return html`<div class="menu" role="group" aria-label=${strings.add}>
          <button class="plain" @click=${() => this.chooseFiles()}>
            ${strings.attach}
          </button>
          ${forms.map(
            (form) =>
              html`<button class="plain" @click=${() => void this.#openForm(form)}>${strings[formNames[form]]}</button>`,
          )}
          <button class="plain" @click=${() => void this.#chooseReply()}>${strings.savedReplies}</button>
          <button class="plain" @click=${this.chooseTemplate}>${strings.templates}</button>
          <button
            class="plain"
            @click=${() => {
              this.panel = 'later';
            }}
          >
            ${strings.sendLater}
          </button>
          <button class="plain" @click=${() => this.#sendOne(locationRequest())}>${strings.askLocation}</button>
          ${
            this.hasPhone
              ? nothing
              : html`<button class="plain" @click=${() => this.#sendOne(phoneRequest())}>${strings.askPhone}</button>`
          }
        </div>`;
      case 'template':
        return this.#renderTemplates();
      case 'later':
        return this.#renderLater();
      case 'voice':
        return html`<agent-console-voice
          .recorded=${this.voice?.file ?? null}
          @voice-ready=${({ file }: VoiceReady) => this.#keepVoice(file)}
          @voice-recorded=${({ file }: VoiceRecorded) => {
            const stored = this.voice?.stored;
            const message = { content: { type: 'audio', audio: { voice: true } } as const, file };
            if (!this.#send([{ ...message, ...(stored && { stored }) }])) return;
            this.voice = null;
            this.panel = null;
          }}
          @voice-cancel=${() => void this.#discardVoice()}
        ></agent-console-voice>`;
      default:
        return html`${this.#renderTitle(strings[formNames[this.panel]])}
          <agent-console-form
          .kind=${this.panel}
          .draft=${this.forms[this.panel] ?? null}
          .shownName=${this.shownName}
          @form-change=${({ kind, draft }: FormChange) => {
            this.forms = { ...this.forms, [kind]: draft };
          }}
          @form-content=${({ content }: FormContent) => this.#sendForm(content)}
        ></agent-console-form>`;
    }
  }

  #renderLater() {
    const isShut = this.sendAt !== null && (this.expiresAt ?? 0) <= this.sendAt;
    const problem = this.#isPast() ? strings.timeIsPast : isShut ? strings.windowShutThen : null;
    return html`${this.#renderTitle(strings.sendLater)}
      <label class="later"
        >${strings.sendAt}
        <input
          type="datetime-local"
          @input=${({ target }: Event) => {
            const at = target instanceof HTMLInputElement ? new Date(target.value).getTime() : Number.NaN;
            this.sendAt = Number.isNaN(at) ? null : at;
          }}
        />
      </label>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}`;
  }

  #renderTemplates() {
    return html`${this.#renderTitle(strings.templates)}<agent-console-templates
        .load=${this.templates}
        .upload=${this.upload}
        .contact=${this.contact}
        .draft=${this.template}
        @template-change=${({ draft }: TemplateChange) => {
          this.template = draft;
        }}
        @template-chosen=${({ content }: TemplateChosen) => {
          if (this.#sendOne(content)) this.template = null;
        }}
      ></agent-console-templates>`;
  }

  #renderTitle(title: string) {
    return html`<div class="title">
      ${title}
      <button
        class="round"
        aria-label=${strings.close}
        @click=${() => {
          if (this.panel === 'later') this.sendAt = null;
          this.panel = null;
        }}
      >
        ${icons.close}
      </button>
    </div>`;
  }

  #renderTray() {
    const awaited = this.awaited.map(
      (name) => html`<p class="count" role="status"><bdi>${name}</bdi> · ${strings.fetchingFile}</p>`,
    );
    if (this.attachments.length === 0) return awaited;
    return html`${awaited}
      <ul class="tray">
        ${this.attachments.map((attachment) =>
          renderAttachment(attachment, {
            nameLength: this.#nameLength,
            change: (change) => this.#change(attachment, change),
            remove: () => this.#remove(attachment),
          }),
        )}
      </ul>`;
  }

  #renderSend() {
    const { length } = this.field?.value ?? this.draft;
    if (length === 0 && this.attachments.length === 0) {
      return html`<button type="button" class="round" aria-label=${strings.recordVoice} @click=${this.#record}>
        ${icons.microphone}
      </button>`;
    }
    return html`<button class="primary" ?disabled=${length > this.#mostText || this.#hasProblem() || this.#isPast() || this.#isTooLongForButtons()}>${strings.send}</button>`;
  }

  #renderFailure() {
    return this.hasFailed ? html`<p class="problem" role="alert">${strings.notQueued}</p>` : nothing;
  }

  #renderCount() {
    const text = this.field?.value ?? this.draft;
    const first = this.longestText - this.#nameLength;
    const left = (text.length > first ? this.#mostText : first) - text.length;
    if (text.length <= first - 300) return nothing;
    const parts = this.#parts(text);
    return html`<p class="count ${left < 0 ? 'over' : ''}" role="status">
        ${parts.length > 1 ? `${strings.sentAsParts(parts.length)} ${strings.partsMayCost}` : nothing}
        ${parts.length === 1 || left < 300 ? strings.charactersLeft(left) : nothing}
      </p>
      ${parts.length > 1 ? renderCuts(parts) : nothing}`;
  }

  #parts(text: string): string[] {
    return splitText(text, this.longestText, this.longestText - this.#nameLength);
  }

  #typed(): void {
    this.hasFailed = false;
    this.#tell();
    this.requestUpdate();
    void this.#lookUp();
  }

  /** `/` at the beginning of a word looks for a saved reply. */
  async #lookUp(): Promise<void> {
    const text = this.#shortcut()?.[2];
    if (text === undefined) {
      this.lookup = null;
      return;
    }
    if (this.lookup) {
      this.lookup = { ...this.lookup, text };
      return;
    }
    // Without an answer of the Worker nobody knows whether there are any.
    const [replies] = await Promise.all([this.replies().catch(() => null), import('./reply-picker.ts')]);
    const now = this.#shortcut()?.[2];
    if (now !== undefined && replies) this.lookup = { replies, text: now };
  }

  #shortcut(): RegExpMatchArray | null {
    const before = this.field?.value.slice(0, this.field.selectionStart) ?? '';
    return before.match(/(^|\s)\/([\p{L}\p{N}_-]*)$/u);
  }

  /** Begins to look for a saved reply where the cursor is, as a typed `/` does. */
  async #chooseReply(): Promise<void> {
    this.panel = null;
    await this.updateComplete;
    if (!this.field) return;
    const { value, selectionStart } = this.field;
    insertText(this.field, /(^|\s)$/.test(value.slice(0, selectionStart)) ? '/' : ' /');
  }

  /** Puts a saved reply where its shortcut was typed. */
  #take(reply: SavedReply): void {
    const { field, variables } = this;
    const typed = this.#shortcut();
    if (!field || !typed) return;
    const end = field.selectionStart;
    const text = variables ? fillVariables(reply.text, variables) : reply.text;
    replaceText(field, text, end - (typed[2] ?? '').length - 1, end);
    this.openVariables = [...new Set([...this.openVariables, ...openVariables(text)])];
    this.buttons = reply.buttons;
    this.lookup = null;
    this.#typed();
    field.focus();
    if (reply.file) void this.#fetchFile(reply, reply.file.filename);
  }

  /** Nothing is sent before it is here: the text alone would not be the reply. */
  async #fetchFile(reply: SavedReply, name: string): Promise<void> {
    const { conversationId } = this;
    this.awaited = [...this.awaited, name];
    const file = await this.replyFile(reply);
    if (!this.isConnected || this.conversationId !== conversationId) return;
    this.awaited = this.awaited.toSpliced(this.awaited.indexOf(name), 1);
    if (file) this.attach([file]);
  }

  #renderLookup() {
    const { lookup } = this;
    if (!lookup) return nothing;
    return html`<agent-console-replies
      .replies=${lookup.replies}
      .text=${lookup.text}
      @reply-chosen=${({ reply }: ReplyChosen) => this.#take(reply)}
      @reply-create=${() => {
        // Looked for again afterwards, with the one that is created.
        this.lookup = null;
      }}
    ></agent-console-replies>`;
  }

  #renderButtons() {
    if (this.buttons.length === 0) return nothing;
    return html`<div class="menu" role="group" aria-label=${strings.replyButtons}>
      ${this.buttons.map(
        (title) => html`<button
          class="plain"
          dir="auto"
          aria-label=${strings.removeButton(title)}
          @click=${() => {
            this.buttons = this.buttons.filter((other) => other !== title);
          }}
        >
          ${title} ×
        </button>`,
      )}
    </div>`;
  }

  /** Nobody is sent what only we understand. */
  #renderOpenVariables() {
    const open = this.#variablesLeft();
    if (this.#isTooLongForButtons()) {
      return html`<p class="problem" role="status">${strings.tooLongForButtons(this.#mostWithButtons)}</p>`;
    }
    if (open.length === 0) return nothing;
    return html`<p class="problem" role="status">
      ${strings.fillIn(open.join(', '))}
      <button
        class="plain"
        @click=${() => {
          this.openVariables = [];
        }}
      >
        ${strings.sendAsItIs}
      </button>
    </p>`;
  }

  /** Of those that a saved reply has left open, what stands in the field still. What a person types is meant. */
  #variablesLeft(): string[] {
    const text = this.field?.value ?? this.draft;
    return this.openVariables.filter((variable) => text.includes(variable));
  }

  #pressed(event: KeyboardEvent): void {
    if (this.lookup && !isOfInputMethod(event)) {
      const isForList = this.renderRoot.querySelector('agent-console-replies')?.press(event.key) ?? false;
      if (event.key === 'Escape') this.lookup = null;
      if (isForList || event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
    }
    if (event.key !== 'Enter' || event.shiftKey || isOfInputMethod(event)) return;
    if (sendKey() === 'mod-enter' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#submit(event);
  }

  #pasted(event: ClipboardEvent): void {
    const files = event.clipboardData ? pastedFiles(event.clipboardData) : [];
    if (files.length === 0) return;
    event.preventDefault();
    this.attach(files);
  }

  #picked({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    this.attach(target.files ?? []);
    target.value = '';
  }

  #submit(event: Event): void {
    event.preventDefault();
    const text = this.field?.value ?? '';
    if (!this.field || text.length > this.#mostText || this.#hasProblem()) return;
    // Alone it is the beginning of a shortcut, and never meant for a customer.
    if (text.trim() === '/') {
      void this.#lookUp();
      return;
    }
    if (this.#isPast() || this.#variablesLeft().length > 0 || this.#isTooLongForButtons()) {
      this.requestUpdate();
      return;
    }
    const messages: Composed[] = this.attachments.map(({ file, stored, caption, kind }) => ({
      content: contentOfFile(kind, file.name, caption.trim()),
      file,
      stored,
    }));
    if (text.trim() !== '' && this.buttons.length > 0)
      messages.push({ content: withButtons(text, this.buttons) });
    else if (text.trim() !== '') {
      messages.push(
        ...this.#parts(text).map((body, part) => ({
          content: {
            type: 'text' as const,
            text: { body, ...(hasLink(body) && !this.withoutPreview && { preview_url: true }) },
          },
          ...(part > 0 && { isNextPart: true as const }),
        })),
      );
    }
    if (messages.length === 0) return;
    const first = messages.findIndex(({ content }) => takesName(content));
    const said = messages.map((one, index) =>
      index > first && first >= 0 ? { ...one, isSequel: true } : one,
    );
    if (!this.#send(said, () => this.#submit(event))) return;
    this.#clear();
    this.buttons = [];
    this.openVariables = [];
    this.withoutPreview = false;
    this.field.value = '';
    this.#typed();
    this.field.focus();
  }

  #sendOne(content: Content): boolean {
    if (!this.#send([{ content }], () => this.#sendOne(content))) return false;
    this.panel = null;
    this.focus();
    return true;
  }

  #sendForm(content: Content): void {
    const { panel } = this;
    if (!this.#send([{ content }], () => this.#sendForm(content)) || panel === null) return;
    const { [panel]: _, ...others } = this.forms;
    this.forms = others;
    this.panel = null;
    this.focus();
  }

  /** False: it was held up, and `again` sends it when the agent wants it all the same. */
  #send(messages: readonly Composed[], again?: () => void): boolean {
    const { sendAt } = this;
    const dated = sendAt === null ? messages : messages.map((one) => ({ ...one, sendAt }));
    this.#held = again ?? null;
    const event = new ComposerSend(dated, again !== undefined);
    if (!this.dispatchEvent(event)) return false;
    // What a listener throws is reported by the browser, and does not come here.
    this.hasFailed = !event.isQueued;
    if (this.hasFailed) return false;
    this.#held = null;
    if (this.panel === 'later') this.panel = null;
    this.sendAt = null;
    return true;
  }

  /** Sends what was held up. */
  sendHeld(): void {
    this.#held?.();
  }

  async #openForm(form: FormKind): Promise<void> {
    await import('./compose-form.ts');
    this.panel = form;
  }

  async #record(): Promise<void> {
    await import('./voice-recorder.ts');
    this.#forgetDiscarded();
    this.panel = 'voice';
  }

  #keepVoice(file: File): void {
    const stored = storedOf(file);
    this.voice = { stored, file };
    // The conversation may have been left while it was made; the draft has it then.
    this.#tell();
    void this.keepFile(stored, file);
  }

  /** It can be had back until something else is sent or recorded. */
  async #discardVoice(): Promise<void> {
    await this.renderRoot.querySelector('agent-console-voice')?.finish();
    this.#forgetDiscarded();
    this.discarded = this.voice;
    this.voice = null;
    this.panel = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.discarded button')?.focus();
  }

  #forgetDiscarded(): void {
    if (this.discarded) void forget([this.discarded.stored]);
    this.discarded = null;
  }

  #remove(attachment: Attachment): void {
    URL.revokeObjectURL(attachment.url);
    this.attachments = this.attachments.filter((other) => other !== attachment);
    void forget([attachment.stored]);
  }

  #clear(): void {
    this.#revoke();
    this.attachments = [];
  }

  #revoke(): void {
    for (const { url } of this.attachments) URL.revokeObjectURL(url);
  }

  #isTooLongForButtons(): boolean {
    return this.buttons.length > 0 && (this.field?.value.length ?? 0) > this.#mostWithButtons;
  }

  #isPast(): boolean {
    return this.sendAt !== null && this.sendAt <= Date.now();
  }

  /** Whether a file is missing still, or would be refused. */
  #hasProblem(): boolean {
    return (
      this.awaited.length > 0 ||
      this.attachments.some(
        (attachment) => attachment.problem !== null || captionOver(attachment, this.#nameLength) > 0,
      )
    );
  }
}

function storedOf({ name, type, size }: File): StoredFile {
  return { id: randomId(), name, type, size };
}

async function forget(stored: readonly StoredFile[]): Promise<void> {
  const { forgetFiles } = await import('../../client/file-store.ts');
  await forgetFiles(stored.map(({ id }) => id));
}

/** A file of a draft; one that the browser has lost is named, so that nothing goes without it unnoticed. */
function restored({ caption, kind, ...stored }: DraftFile, found: File | null): Attachment {
  const file = found ?? new File([], stored.name, { type: stored.type });
  const problem = found
    ? (mediaProblem({ kind, mimeType: file.type, size: file.size })?.message ?? null)
    : strings.fileGone;
  return { file, stored, url: URL.createObjectURL(file), caption, kind, problem, notKept: null };
}

/** Whether WhatsApp would look for a page to show. */
function hasLink(text: string): boolean {
  return /\bhttps?:\/\/[^\s/]+\.[^\s]/i.test(text);
}

function isFormKind(panel: string): panel is FormKind {
  return forms.some((form) => form === panel);
}

/** Whether it takes the place of the field. */
function isForm(panel: string | null): boolean {
  return panel === 'template' || (panel !== null && isFormKind(panel));
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-composer': ConsoleComposer;
  }
}

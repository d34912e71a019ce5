import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Contact, Content, Message, SavedReply, TemplateList } from '../../worker/api.ts';
import { nameLine, takesName } from '../../worker/whatsapp/agent-name.ts';
import { kindOfFile, mediaProblem } from '../../worker/whatsapp/media.ts';
import { splitText } from '../../worker/whatsapp/split.ts';
import { strings } from '../locales/strings.ts';
import { icons } from '../theme/icons.ts';
import { type Attachment, renderAttachment } from './attachment.ts';
import type { FormContent, FormKind } from './compose-form.ts';
import { contentOfFile, locationRequest, phoneRequest, withButtons } from './composed-content.ts';
import { composerStyles } from './composer-styles.ts';
import { lineText } from './content-text.ts';
import { renderCuts } from './cut-preview.ts';
import type { ReplyChosen } from './reply-picker.ts';
import { fillVariables, openVariables, type ReplyVariables } from './reply-variables.ts';
import { sendKey } from './send-key.ts';
import { tokens } from './styles.ts';
import type { TemplateChosen } from './template-picker.ts';
import type { VoiceRecorded } from './voice-recorder.ts';

/** Beyond that a text is more than a few messages, and most likely a file. */
const mostParts = 10;
/** Characters: WhatsApp takes less text where there are buttons. */
const longestWithButtons = 1_024;

interface Composed {
  content: Content;
  file?: File;
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

/** What stands in the field, at each change. */
export class ComposerDraft extends Event {
  constructor(readonly text: string) {
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
  @property({ attribute: false }) replyTo: Message | null = null;
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
    this.#clear();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversationId')) {
      this.#clear();
      this.buttons = [];
      this.awaited = [];
      this.lookup = null;
      this.panel = null;
      this.sendAt = null;
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if ((changed.has('conversationId') || changed.has('isOpen')) && this.field) {
      this.field.value = this.draft;
      this.requestUpdate();
    }
  }

  protected override render() {
    if (!this.isOpen) return this.#renderClosed();
    return html`
      ${this.replyTo ? this.#renderReply(this.replyTo) : nothing} ${this.#renderPanel()} ${this.#renderTray()}
      ${this.#renderLookup()} ${this.#renderButtons()}
      <form class=${isForm(this.panel) ? 'aside' : ''} @submit=${this.#submit}>
        <button
          type="button"
          class="round"
          aria-label=${strings.add}
          aria-expanded=${this.panel === 'menu' ? 'true' : 'false'}
          @click=${() => {
            this.panel = this.panel === null ? 'menu' : null;
            this.sendAt = null;
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
      ${this.#renderFailure()} ${this.#renderCount()} ${this.#renderOpenVariables()}
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
      </div>`;
  }

  /** Puts a text behind what stands in the field, to be changed and sent. */
  async takeUp(text: string): Promise<void> {
    // A form can stand where the field was.
    this.panel = null;
    await this.updateComplete;
    if (!this.field) return;
    this.field.value = this.field.value === '' ? text : `${this.field.value}\n${text}`;
    this.#typed();
    this.field.focus();
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
    if (event.key !== 'Escape' || event.isComposing || this.panel !== 'menu') return;
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
      return { file, url: URL.createObjectURL(file), caption: '', kind, problem };
    });
    this.attachments = [...this.attachments, ...added];
    this.panel = null;
    for (const attachment of added) void this.#lookInside(attachment);
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

  #renderReply(message: Message) {
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
          @voice-recorded=${({ file }: VoiceRecorded) => {
            if (this.#send([{ content: { type: 'audio', audio: { voice: true } }, file }])) this.panel = null;
          }}
          @voice-cancel=${() => {
            this.panel = null;
          }}
        ></agent-console-voice>`;
      default:
        return html`${this.#renderTitle(strings[formNames[this.panel]])}
          <agent-console-form
          .kind=${this.panel}
          .shownName=${this.shownName}
          @form-content=${({ content }: FormContent) => this.#sendOne(content)}
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
        @template-chosen=${({ content }: TemplateChosen) => this.#sendOne(content)}
      ></agent-console-templates>`;
  }

  #renderTitle(title: string) {
    return html`<div class="title">
      ${title}
      <button
        class="round"
        aria-label=${strings.close}
        @click=${() => {
          this.panel = null;
          this.sendAt = null;
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
        ${parts.length > 1 ? strings.sentAsParts(parts.length) : nothing}
        ${parts.length === 1 || left < 300 ? strings.charactersLeft(left) : nothing}
      </p>
      ${parts.length > 1 ? renderCuts(parts) : nothing}`;
  }

  #parts(text: string): string[] {
    return splitText(text, this.longestText, this.longestText - this.#nameLength);
  }

  #typed(): void {
    this.hasFailed = false;
    this.dispatchEvent(new ComposerDraft(this.field?.value ?? ''));
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
    const [replies] = await Promise.all([this.replies().catch(() => []), import('./reply-picker.ts')]);
    const now = this.#shortcut()?.[2];
    if (now !== undefined && replies.length > 0) this.lookup = { replies, text: now };
  }

  #shortcut(): RegExpMatchArray | null {
    const before = this.field?.value.slice(0, this.field.selectionStart) ?? '';
    return before.match(/(^|\s)\/([\p{L}\p{N}_-]*)$/u);
  }

  /** Puts a saved reply where its shortcut was typed. */
  #take(reply: SavedReply): void {
    const { field, variables } = this;
    const typed = this.#shortcut();
    if (!field || !typed) return;
    const end = field.selectionStart;
    const text = variables ? fillVariables(reply.text, variables) : reply.text;
    field.setRangeText(text, end - (typed[2] ?? '').length - 1, end, 'end');
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
    const open = openVariables(this.field?.value ?? this.draft);
    if (this.#isTooLongForButtons()) {
      return html`<p class="problem" role="status">${strings.tooLongForButtons(this.#mostWithButtons)}</p>`;
    }
    if (open.length === 0) return nothing;
    return html`<p class="problem" role="status">${strings.fillIn(open.join(', '))}</p>`;
  }

  #pressed(event: KeyboardEvent): void {
    if (this.lookup && !event.isComposing && event.keyCode !== 229) {
      const isForList = this.renderRoot.querySelector('agent-console-replies')?.press(event.key) ?? false;
      if (event.key === 'Escape') this.lookup = null;
      if (isForList || event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
    }
    // While an input method is composing, Enter belongs to it; Safari tells so by key code 229 only.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (sendKey() === 'mod-enter' && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#submit(event);
  }

  #pasted(event: ClipboardEvent): void {
    const files = event.clipboardData?.files ?? [];
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
    if (this.#isPast() || openVariables(text).length > 0 || this.#isTooLongForButtons()) {
      this.requestUpdate();
      return;
    }
    const messages: Composed[] = this.attachments.map(({ file, caption, kind }) => ({
      content: contentOfFile(kind, file.name, caption.trim()),
      file,
    }));
    if (text.trim() !== '' && this.buttons.length > 0)
      messages.push({ content: withButtons(text, this.buttons) });
    else if (text.trim() !== '') {
      messages.push(
        ...this.#parts(text).map((body, part) => ({
          content: { type: 'text' as const, text: { body } },
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
    this.field.value = '';
    this.#typed();
    this.field.focus();
  }

  #sendOne(content: Content): void {
    if (!this.#send([{ content }], () => this.#sendOne(content))) return;
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
    this.panel = 'voice';
  }

  #remove(attachment: Attachment): void {
    URL.revokeObjectURL(attachment.url);
    this.attachments = this.attachments.filter((other) => other !== attachment);
  }

  #clear(): void {
    for (const { url } of this.attachments) URL.revokeObjectURL(url);
    this.attachments = [];
  }

  #isTooLongForButtons(): boolean {
    return this.buttons.length > 0 && (this.field?.value.length ?? 0) > this.#mostWithButtons;
  }

  #isPast(): boolean {
    return this.sendAt !== null && this.sendAt <= Date.now();
  }

  /** Whether a file is missing still, or would be refused. */
  #hasProblem(): boolean {
    return this.awaited.length > 0 || this.attachments.some(({ problem }) => problem !== null);
  }
}

/** Whether it takes the place of the field. */
function isForm(panel: string | null): boolean {
  return panel === 'template' || forms.some((form) => form === panel);
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-composer': ConsoleComposer;
  }
}

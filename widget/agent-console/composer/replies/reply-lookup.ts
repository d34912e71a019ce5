import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { SavedReply } from '../../../../worker/api/conversations/replies.ts';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import type { ComposerExtras, ReplyFile } from '../drafts/composer-draft.ts';
import { insertText, replaceText } from '../text/insert-text.ts';
import type { ReplyChosen } from './reply-picker.ts';
import { fillVariables, openVariables, type ReplyVariables } from './reply-variables.ts';

export interface ReplyLookupHost extends ReactiveControllerHost {
  readonly renderRoot: DocumentFragment | HTMLElement;
  readonly field: HTMLTextAreaElement | null;
  /** The text in the field. */
  readonly text: string;
  readonly replies: () => Promise<readonly SavedReply[]>;
  /** The values for the variables of a saved reply. */
  readonly variables: ReplyVariables | null;
  /** The field has changed. */
  typed(): void;
  fetchReplyFile(reply: ReplyFile): Promise<void>;
}

/** Finds saved replies with `/`, and keeps the buttons and files that a chosen one adds to its text. */
export class ReplyLookup {
  #host: ReplyLookupHost;
  /** During a search: the saved replies, and the text after the slash. */
  #lookup: { replies: readonly SavedReply[]; text: string } | null = null;
  /** Whether the saved replies are being loaded, for whatever is typed after the slash by then. */
  #isLoading = false;
  #buttons: readonly string[] = [];
  #openVariables: readonly string[] = [];
  #awaited: readonly ReplyFile[] = [];

  constructor(host: ReplyLookupHost) {
    this.#host = host;
  }

  /** Titles of reply buttons that go with the text. */
  get buttons(): readonly string[] {
    return this.#buttons;
  }

  /** Variables of a saved reply that are not filled in. A text with one of them is not sent. */
  get openVariables(): readonly string[] {
    return this.#openVariables;
  }

  /** Files of saved replies that have not been fetched yet. */
  get awaited(): readonly ReplyFile[] {
    return this.#awaited;
  }

  /** The file was fetched, or cannot be fetched. */
  arrived(file: ReplyFile): void {
    this.#awaited = this.#awaited.filter((other) => other !== file);
    this.#host.requestUpdate();
  }

  /** The ones that are still in the field. A variable that the agent has typed counts as text. */
  get variablesLeft(): readonly string[] {
    const { text } = this.#host;
    return this.#openVariables.filter((variable) => text.includes(variable));
  }

  restore({
    buttons,
    variables,
    replyFiles,
  }: Pick<ComposerExtras, 'buttons' | 'variables' | 'replyFiles'>): void {
    this.#lookup = null;
    this.#buttons = buttons;
    this.#openVariables = variables;
    this.#awaited = replyFiles;
    this.#host.requestUpdate();
  }

  /** Its buttons and files have been sent. */
  clear(): void {
    this.restore({ buttons: [], variables: [], replyFiles: [] });
  }

  /** `/` at the beginning of a word looks for a saved reply. */
  async look(): Promise<void> {
    const text = this.#shortcut()?.[2];
    if (text === undefined) {
      this.#set(null);
      return;
    }
    if (this.#lookup) {
      this.#set({ ...this.#lookup, text });
      return;
    }
    if (this.#isLoading) return;
    this.#isLoading = true;
    // Without a response from the Worker, it is unknown whether there are any.
    const [replies] = await Promise.all([
      this.#host.replies().catch(() => null),
      import('./reply-picker.ts'),
    ]).finally(() => {
      this.#isLoading = false;
    });
    const now = this.#shortcut()?.[2];
    if (now !== undefined && replies) this.#set({ replies, text: now });
  }

  /** Starts a search at the cursor, as a typed `/` does. */
  choose(): void {
    const { field } = this.#host;
    if (!field) return;
    const { value, selectionStart } = field;
    insertText(field, /(^|\s)$/.test(value.slice(0, selectionStart)) ? '/' : ' /');
  }

  /** Whether the list of saved replies took the key. */
  press(event: KeyboardEvent): boolean {
    if (!this.#lookup || isOfInputMethod(event)) return false;
    const list = this.#host.renderRoot.querySelector('agent-console-replies');
    const isForList = list?.press(event.key) ?? false;
    if (event.key === 'Escape') this.#set(null);
    return isForList || event.key === 'Escape';
  }

  render() {
    const lookup = this.#lookup;
    if (!lookup) return nothing;
    return html`<agent-console-replies
      .replies=${lookup.replies}
      .text=${lookup.text}
      .draft=${this.#around}
      @reply-chosen=${({ reply }: ReplyChosen) => this.#take(reply)}
      @reply-create=${() => {
        // The next search includes the new reply.
        this.#set(null);
      }}
    ></agent-console-replies>`;
  }

  renderButtons() {
    if (this.#buttons.length === 0) return nothing;
    return html`<div class="reply-buttons" role="group" aria-label=${strings.replyButtons}>
      ${this.#buttons.map(
        (title) => html`<button
          type="button"
          class="plain"
          dir="auto"
          aria-label=${strings.removeButton(title)}
          @click=${() => {
            this.#buttons = this.#buttons.filter((other) => other !== title);
            this.#host.requestUpdate();
          }}
        >
          ${title} ${icons.close}
        </button>`,
      )}
    </div>`;
  }

  /** Tells the agent which variables are not filled in. */
  renderOpenVariables() {
    const open = this.variablesLeft;
    if (open.length === 0) return nothing;
    return html`<p class="problem" role="status">
      ${strings.fillIn(open.join(', '))}
      <button
        class="plain"
        @click=${() => {
          this.#openVariables = [];
          this.#host.requestUpdate();
        }}
      >
        ${strings.sendAsItIs}
      </button>
    </p>`;
  }

  /** Puts a reply that was created from the message into the field, in place of the text that is now in the reply. */
  take(reply: SavedReply): void {
    const { field } = this.#host;
    if (!field) return;
    const around = this.#around;
    const isInReply = around !== '' && reply.text.includes(around);
    const end = field.selectionStart;
    const typed = this.#shortcut();
    if (isInReply || around === '') this.#insert(reply, 0, field.value.length);
    else this.#insert(reply, typed ? end - (typed[2] ?? '').length - 1 : end, end);
  }

  /** The message without the shortcut that is being typed. */
  get #around(): string {
    const { field } = this.#host;
    const typed = this.#shortcut();
    if (!field || !typed) return field?.value.trim() ?? '';
    const end = field.selectionStart;
    const start = end - (typed[2] ?? '').length - 1;
    return `${field.value.slice(0, start)}${field.value.slice(end)}`.trim();
  }

  #shortcut(): RegExpMatchArray | null {
    const { field } = this.#host;
    const before = field?.value.slice(0, field.selectionStart) ?? '';
    return before.match(/(^|\s)\/([\p{L}\p{N}_-]*)$/u);
  }

  /** Replaces the typed shortcut with the saved reply. */
  #take(reply: SavedReply): void {
    const { field } = this.#host;
    const typed = this.#shortcut();
    if (!field || !typed) return;
    const end = field.selectionStart;
    this.#insert(reply, end - (typed[2] ?? '').length - 1, end);
  }

  #insert(reply: SavedReply, start: number, end: number): void {
    const { field, variables } = this.#host;
    if (!field) return;
    const text = variables ? fillVariables(reply.text, variables) : reply.text;
    replaceText(field, text, start, end);
    this.#openVariables = [...new Set([...this.#openVariables, ...openVariables(text)])];
    this.#buttons = reply.buttons;
    this.#set(null);
    this.#host.typed();
    field.focus();
    if (!reply.file) return;
    const { filename, mimeType } = reply.file;
    const file = { id: reply.id, filename, mimeType };
    this.#awaited = [...this.#awaited, file];
    void this.#host.fetchReplyFile(file);
  }

  #set(lookup: { replies: readonly SavedReply[]; text: string } | null): void {
    this.#lookup = lookup;
    this.#host.requestUpdate();
  }
}

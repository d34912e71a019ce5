import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { NewSavedReply, ReplyFile, SavedReply } from '../../../../worker/api/conversations/replies.ts';
import { kindOfFile, sizeText } from '../../../../worker/whatsapp/sending/media.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import {
  changeReply,
  createReply,
  putReplyFile,
  removeReplyFile,
} from '../../../client/api/conversations/shared.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField, renderGroup } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { mediaProblemText } from '../attachments/media-words.ts';

const buttonNames = ['button1', 'button2', 'button3'] as const;
/** WhatsApp's limit for a text, and for one with buttons. */
const maxText = 4_096;
const maxTextWithButtons = 1_024;

/** The saved reply is stored, with its file. */
export class ReplySaved extends Event {
  constructor(readonly reply: SavedReply) {
    super('reply-saved', { bubbles: true, composed: true });
  }
}

/** Creates a saved reply, or edits one. Remove it on `reply-saved` and on `dialog-close`. */
@customElement('agent-console-reply-dialog')
export class ReplyDialog extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) isAdmin = false;
  /** The reply to edit; null for a new one. */
  @property({ attribute: false }) reply: SavedReply | null = null;
  /** What a new reply starts with. */
  @property({ attribute: false }) start = { shortcut: '', text: '' };
  @state() private isBusy = false;
  @state() private problem = '';
  @state() private fileProblem: string | null = null;
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    css`
      :host {
        display: contents;
      }
      agent-console-dialog {
        --dialog: 560px;
      }
      .three {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(max(min(140px, 100%), 33% - 12px), 1fr));
        gap: 12px;
      }
    `,
  ];

  protected override render() {
    const { reply, start } = this;
    const check = this.#check;
    const hasButtons = buttonNames.some(
      (name, index) => (check.length(name) ?? reply?.buttons[index]?.length ?? 0) > 0,
    );
    return html`<agent-console-dialog heading=${reply ? strings.editReply : strings.newReply}>
      <form id="reply" novalidate @input=${check.typed} @submit=${this.#submit}>
        <div class="pair">
          ${renderField({
            name: 'shortcut',
            label: strings.shortcut,
            value: reply?.shortcut ?? start.shortcut,
            check,
            hint: strings.shortcutHint,
            isRequired: true,
            max: 32,
            pattern: '\\s*[\\p{L}\\p{N}_\\-]+\\s*',
            words: { missing: strings.enterShortcut, mismatch: strings.shortcutHint },
            hasFocus: start.shortcut === '',
          })}
          ${renderField({
            name: 'title',
            label: strings.replyTitle,
            value: reply?.title ?? '',
            check,
            isRequired: true,
            max: 80,
            words: { missing: strings.enterTitle },
            hasFocus: start.shortcut !== '',
          })}
        </div>
        ${renderField({
          name: 'text',
          label: strings.text,
          value: reply?.text ?? start.text,
          check,
          hint: strings.variablesHint,
          isRequired: true,
          rows: 4,
          max: hasButtons ? maxTextWithButtons : maxText,
          words: { missing: strings.enterText },
        })}
        ${renderGroup(
          { name: 'buttons', legend: strings.replyButtons },
          html`<div class="three">
            ${buttonNames.map((name, index) =>
              renderField({
                name,
                label: strings.buttonLabel(index + 1),
                value: reply?.buttons[index] ?? '',
                check,
                max: 20,
              }),
            )}
          </div>`,
        )}
        ${reply?.file ? this.#renderFile(reply.id, reply.file) : nothing}
        ${this.#renderChoice(reply?.file ? strings.otherFile : strings.replyFile)}
        ${
          this.isAdmin
            ? renderCheckbox({
                name: 'shared',
                label: strings.sharedWithTeam,
                isOn: reply?.isShared ?? false,
              })
            : nothing
        }
        <p class="problem" role="alert">${this.problem}</p>
      </form>
      <button slot="actions" class="button main" form="reply" ?disabled=${this.isBusy}>
        ${reply ? strings.save : strings.addReply}
      </button>
    </agent-console-dialog>`;
  }

  #renderFile(id: string, { filename, size }: ReplyFile) {
    return html`<div class="end">
      <span><bdi>${filename}</bdi> <small>${sizeText(size)}</small></span>
      <button
        type="button"
        class="icon-button"
        aria-label=${strings.removeFile(filename)}
        @click=${() =>
          void this.#attempt(async (api) => {
            this.reply = await removeReplyFile(api, id);
          })}
      >
        ${icons.trash}
      </button>
    </div>`;
  }

  #renderChoice(label: string) {
    const problem = this.fileProblem;
    return html`<div class="field">
      <label for="file">${label}</label>
      <input
        id="file"
        name="file"
        type="file"
        aria-invalid=${problem === null ? nothing : 'true'}
        aria-describedby=${problem === null ? nothing : 'file-hint'}
        @change=${({ target }: Event) => {
          this.fileProblem = target instanceof HTMLInputElement ? problemOf(target.files?.[0]) : null;
        }}
      />
      ${
        problem === null
          ? nothing
          : html`<div class="below"><span id="file-hint" class="wrong" role="alert">${icons.wrong}${problem}</span></div>`
      }
    </div>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || this.isBusy) return;
    const data = new FormData(target);
    const field = (name: string) => String(data.get(name)).trim();
    const buttons = buttonNames.map(field);
    const repeated = buttonNames.find(
      (name, index) => field(name) !== '' && buttons.indexOf(field(name)) < index,
    );
    if (!this.#check.accepts(target, repeated ? { [repeated]: strings.sameButtonLabel } : {})) return;
    const reply: NewSavedReply = {
      isShared: data.has('shared'),
      shortcut: field('shortcut'),
      title: field('title'),
      text: field('text'),
      buttons: buttons.filter((title) => title !== ''),
    };
    const chosen = data.get('file');
    const file = chosen instanceof File && chosen.name !== '' ? chosen : null;
    if (this.fileProblem !== null) {
      target.querySelector<HTMLInputElement>('#file')?.focus();
      return;
    }
    void this.#save(target, reply, file);
  }

  async #save(form: HTMLFormElement, reply: NewSavedReply, file: File | null): Promise<void> {
    const id = this.reply?.id ?? null;
    await this.#attempt(async (api) => {
      const saved = await (id === null ? createReply(api, reply) : changeReply(api, id, reply));
      // If the file is rejected, the same reply is saved again.
      if (file) this.reply = saved;
      this.dispatchEvent(new ReplySaved(file ? await putReplyFile(api, saved.id, file) : saved));
    }, form);
  }

  async #attempt(command: (api: ApiClient) => Promise<void>, form?: HTMLFormElement): Promise<void> {
    const { api } = this;
    if (!api) return;
    this.isBusy = true;
    this.problem = '';
    const failure = await failureOf(() => command(api));
    this.isBusy = false;
    if (failure?.code === 'shortcut_taken' && form) this.#check.refuse(form, { shortcut: failure.message });
    else if (!failure || !form || !this.#check.explains(form, failure)) this.problem = failure?.message ?? '';
  }
}

/** Why the file cannot be sent with the reply. */
function problemOf(file: File | undefined): string | null {
  return file
    ? mediaProblemText({ kind: kindOfFile(file.type, file.size), mimeType: file.type, size: file.size })
    : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-reply-dialog': ReplyDialog;
  }
}

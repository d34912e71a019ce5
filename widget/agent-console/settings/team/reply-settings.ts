import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { NewSavedReply, ReplyFile, SavedReply } from '../../../../worker/api/conversations/replies.ts';
import { kindOfFile, mediaProblem, sizeText } from '../../../../worker/whatsapp/sending/media.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import {
  changeReply,
  createReply,
  deleteReply,
  listReplies,
  putReplyFile,
  removeReplyFile,
  setFavorite,
} from '../../../client/api/conversations/shared.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField, renderGroup } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

const buttonNames = ['button1', 'button2', 'button3'] as const;
/** WhatsApp's limit for a text, and for one with buttons. */
const maxText = 4_096;
const maxTextWithButtons = 1_024;

/** The saved replies: those of the team, which admins edit, and the agent's own. */
@customElement('agent-console-reply-settings')
export class ReplySettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) isAdmin = false;
  /** The reply in the dialog. */
  @state() private edited: SavedReply | 'new' | null = null;
  #task = new SettingsTask<readonly SavedReply[]>(this, listReplies, { of: ['replies'] });
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    emptyStyles,
    skeletonStyles,
    css`
      agent-console-dialog {
        --dialog: 560px;
      }
      .icon-button[aria-pressed='true'] {
        background: none;
        color: light-dark(#855400, #f2c063);
      }
      .icon-button[aria-pressed='true'] > svg {
        fill: currentColor;
      }
      .three {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(max(min(140px, 100%), 33% - 12px), 1fr));
        gap: 12px;
      }
    `,
  ];

  protected override render() {
    const replies = this.#task.shown;
    return html`<div class="top">
        <h3>${strings.savedReplies}</h3>
        ${replies && replies.length > 0 ? this.#renderNew() : nothing}
      </div>
      <p class="quiet">${strings.savedRepliesHint}</p>
      ${replies ? this.#renderReplies(replies) : this.#task.isBusy ? renderSkeleton() : nothing}
      ${this.edited ? this.#renderDialog(this.edited === 'new' ? null : this.edited) : this.#task.renderProblem()}`;
  }

  #renderNew() {
    return html`<button class="button main" @click=${() => this.#edit('new')}>${strings.newReply}</button>`;
  }

  #renderReplies(replies: readonly SavedReply[]) {
    if (replies.length === 0)
      return renderEmpty({ icon: icons.savedReply, text: strings.emptyReplies, action: this.#renderNew() });
    return html`<ul aria-label=${strings.savedReplies}>
      ${replies.map((reply) => this.#renderReply(reply))}
    </ul>`;
  }

  #renderReply(reply: SavedReply) {
    const { shortcut, title, isShared, isFavourite, file } = reply;
    return html`<li>
      <span
        ><strong><bdi>/${shortcut}</bdi></strong> <bdi>${title}</bdi>
        <small
          >${isShared ? strings.sharedReply : strings.ownReply}${file ? html` · <bdi>${file.filename}</bdi>` : nothing}</small
        ></span
      >
      <button
        class="icon-button"
        aria-label=${strings.favourite(title)}
        aria-pressed=${isFavourite ? 'true' : 'false'}
        @click=${() => this.#favour(reply)}
      >
        ${icons.star}
      </button>
      ${
        isShared && !this.isAdmin
          ? nothing
          : html`<button class="icon-button" aria-label=${strings.editNamedReply(title)} @click=${() => this.#edit(reply)}>
                ${icons.edit}
              </button>
              <button class="icon-button" aria-label=${strings.removeReply(title)} @click=${() => void this.#delete(reply)}>
                ${icons.trash}
              </button>`
      }
    </li>`;
  }

  #renderDialog(reply: SavedReply | null) {
    const check = this.#check;
    const hasButtons = buttonNames.some(
      (name, index) => (check.length(name) ?? reply?.buttons[index]?.length ?? 0) > 0,
    );
    return html`<agent-console-dialog
      heading=${reply ? strings.editReply : strings.newReply}
      @dialog-close=${() => {
        this.edited = null;
      }}
    >
      <form id="reply" novalidate @input=${check.typed} @submit=${this.#submit}>
        <div class="pair">
          ${renderField({
            name: 'shortcut',
            label: strings.shortcut,
            value: reply?.shortcut ?? '',
            check,
            hint: strings.shortcutHint,
            isRequired: true,
            max: 32,
            pattern: '\\s*[\\p{L}\\p{N}_\\-]+\\s*',
            words: { missing: strings.enterShortcut, mismatch: strings.shortcutHint },
            hasFocus: true,
          })}
          ${renderField({
            name: 'title',
            label: strings.replyTitle,
            value: reply?.title ?? '',
            check,
            isRequired: true,
            max: 80,
            words: { missing: strings.enterTitle },
          })}
        </div>
        ${renderField({
          name: 'text',
          label: strings.text,
          value: reply?.text ?? '',
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
        <label>${reply?.file ? strings.otherFile : strings.replyFile}<input name="file" type="file" /></label>
        ${
          this.isAdmin
            ? renderCheckbox({
                name: 'shared',
                label: strings.sharedWithTeam,
                isOn: reply?.isShared ?? false,
              })
            : nothing
        }
        ${this.#task.renderProblem()}
      </form>
      <button slot="actions" class="button main" form="reply" ?disabled=${this.#task.isBusy}>
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
          void this.#task.change(async (api) => {
            this.edited = await removeReplyFile(api, id);
          })}
      >
        ${icons.trash}
      </button>
    </div>`;
  }

  #edit(reply: SavedReply | 'new'): void {
    this.#check.reset();
    this.#task.forgetOutcome();
    this.edited = reply;
  }

  #favour({ id, isFavourite }: SavedReply): void {
    void this.#task.change((api) => setFavorite(api, id, !isFavourite), {
      preview: (replies) =>
        replies.map((reply) => (reply.id === id ? { ...reply, isFavourite: !isFavourite } : reply)),
    });
  }

  async #delete({ id, title }: SavedReply): Promise<void> {
    const isSure = await confirmed(this, {
      title: strings.deleteTitle(title),
      text: strings.cannotUndo,
      action: strings.delete,
      isDangerous: true,
    });
    if (isSure) await this.#task.change((api) => deleteReply(api, id));
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
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
    const { edited } = this;
    const id = edited === 'new' ? null : (edited?.id ?? null);
    const chosen = data.get('file');
    const file = chosen instanceof File && chosen.name !== '' ? chosen : null;
    const refusal =
      file && mediaProblem({ kind: kindOfFile(file.type, file.size), mimeType: file.type, size: file.size });
    if (refusal) {
      this.#task.refuse(refusal.message);
      return;
    }
    void this.#task.change(async (api) => {
      const saved = await (id === null ? createReply(api, reply) : changeReply(api, id, reply));
      if (file) {
        // If the file is rejected, the same reply is saved again.
        this.edited = saved;
        await putReplyFile(api, saved.id, file);
      }
      this.edited = null;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-reply-settings': ReplySettings;
  }
}

import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { NewSavedReply, ReplyFile, SavedReply } from '../../../../worker/api/replies.ts';
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
} from '../../../client/api/shared.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

/** The saved replies: everybody's, which admins keep, and one's own. */
@customElement('agent-console-reply-settings')
export class ReplySettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) isAdmin = false;
  /** The one that is being changed. */
  @state() private edited: SavedReply | null = null;
  #task = new SettingsTask<readonly SavedReply[]>(this, listReplies);

  static override readonly styles = [tokens, settingsStyles];

  protected override render() {
    const replies = this.#task.shown;
    if (!replies) return this.#renderProblem();
    return html`<h3>${strings.savedReplies}</h3>
      <p class="quiet">${strings.savedRepliesHint}</p>
      <ul aria-label=${strings.savedReplies}>
        ${replies.map((reply) => this.#renderReply(reply))}
      </ul>
      ${this.#renderForm()} ${this.#renderProblem()}`;
  }

  #renderReply(reply: SavedReply) {
    const { id, shortcut, title, isShared, isFavourite, file } = reply;
    return html`<li>
      <span><strong><bdi>/${shortcut}</bdi></strong> <bdi>${title}</bdi> <small>${isShared ? strings.everybodys : strings.yourOwn}</small>${file ? html` <small>· <bdi>${file.filename}</bdi></small>` : nothing}</span>
      <span class="end">
        <button
          class="plain"
          aria-label=${strings.favourite(title)}
          aria-pressed=${isFavourite ? 'true' : 'false'}
          @click=${() => this.#favour(reply)}
        >
          ${isFavourite ? '★' : '☆'}
        </button>
        ${
          isShared && !this.isAdmin
            ? nothing
            : html`<button
                  class="plain"
                  aria-label=${strings.changeReply(title)}
                  @click=${() => {
                    this.edited = reply;
                  }}
                >
                  ${strings.change}
                </button>
                <button
                  class="plain"
                  aria-label=${strings.removeReply(title)}
                  @click=${() => void this.#task.change((api) => deleteReply(api, id))}
                >
                  ${strings.remove}
                </button>`
        }
      </span>
    </li>`;
  }

  #renderForm() {
    const { edited } = this;
    return html`<form @submit=${this.#submit}>
      <div class="pair">
        <label
          >${strings.shortcut}
          <input
            name="shortcut"
            required
            maxlength="32"
            pattern="[\\p{L}\\p{N}_\\-]+"
            autocomplete="off"
            .value=${edited?.shortcut ?? ''}
          />
          <small>${strings.shortcutHint}</small>
        </label>
        <label>${strings.replyTitle}<input name="title" required maxlength="80" dir="auto" .value=${edited?.title ?? ''} /></label>
      </div>
      <label
        >${strings.text}
        <textarea name="text" required maxlength="4096" rows="4" dir="auto" .value=${edited?.text ?? ''}></textarea>
        <small>${strings.variablesHint}</small>
      </label>
      <label
        >${strings.replyButtons}
        <textarea name="buttons" rows="2" dir="auto" .value=${edited?.buttons.join('\n') ?? ''}></textarea>
        <small>${strings.replyButtonsHint}</small>
      </label>
      ${edited?.file ? this.#renderFile(edited.id, edited.file) : nothing}
      <label>${edited?.file ? strings.otherFile : strings.replyFile}<input name="file" type="file" /></label>
      ${
        this.isAdmin
          ? html`<label class="check"
              ><input name="shared" type="checkbox" .checked=${edited?.isShared ?? false} />${strings.forEverybody}</label
            >`
          : nothing
      }
      <div class="end">
        <button class="primary">${edited ? strings.save : strings.addReply}</button>
        ${
          edited
            ? html`<button
                type="button"
                class="plain"
                @click=${() => {
                  this.edited = null;
                }}
              >
                ${strings.cancel}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  #renderFile(id: string, { filename, size }: ReplyFile) {
    return html`<div class="end">
      <span><bdi>${filename}</bdi> <small>${sizeText(size)}</small></span>
      <button
        type="button"
        class="plain"
        aria-label=${strings.removeFile(filename)}
        @click=${() =>
          void this.#task.change(async (api) => {
            this.edited = await removeReplyFile(api, id);
          })}
      >
        ${strings.remove}
      </button>
    </div>`;
  }

  #favour({ id, isFavourite }: SavedReply): void {
    void this.#task.change((api) => setFavorite(api, id, !isFavourite), {
      preview: (replies) =>
        replies.map((reply) => (reply.id === id ? { ...reply, isFavourite: !isFavourite } : reply)),
    });
  }

  #renderProblem() {
    return this.#task.renderProblem();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    const data = new FormData(target);
    const field = (name: string) => String(data.get(name)).trim();
    const lines = field('buttons')
      .split('\n')
      .map((title) => title.trim());
    const reply: NewSavedReply = {
      isShared: data.has('shared'),
      shortcut: field('shortcut'),
      title: field('title'),
      text: field('text'),
      buttons: lines.filter((title) => title !== ''),
    };
    const id = this.edited?.id ?? null;
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
        // If the file is refused, it is the same reply that is saved again.
        this.edited = saved;
        await putReplyFile(api, saved.id, file);
      }
      this.edited = null;
      target.reset();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-reply-settings': ReplySettings;
  }
}

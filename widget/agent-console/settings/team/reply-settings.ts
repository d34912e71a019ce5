import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SavedReply } from '../../../../worker/api/conversations/replies.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { deleteReply, listReplies, setFavorite } from '../../../client/api/conversations/shared.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import '../../composer/replies/reply-dialog.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { emptyStyles, renderEmpty } from '../../ui/feedback/empty-state.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';

/** The saved replies: those of the team, which admins edit, and the agent's own. */
@customElement('agent-console-reply-settings')
export class ReplySettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) isAdmin = false;
  /** The reply in the dialog. */
  @state() private edited: SavedReply | 'new' | null = null;
  #task = new SettingsTask<readonly SavedReply[]>(this, listReplies, { of: ['replies'] });

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    emptyStyles,
    skeletonStyles,
    css`
      .icon-button[aria-pressed='true'] {
        background: none;
        color: var(--warning);
      }
      .icon-button[aria-pressed='true'] > svg {
        fill: currentColor;
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
    return html`<agent-console-reply-dialog
      .api=${this.api}
      .isAdmin=${this.isAdmin}
      .reply=${reply}
      @reply-saved=${this.#edited}
      @dialog-close=${this.#edited}
    ></agent-console-reply-dialog>`;
  }

  #edited(): void {
    this.edited = null;
    void this.#task.reload();
  }

  #edit(reply: SavedReply | 'new'): void {
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
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-reply-settings': ReplySettings;
  }
}

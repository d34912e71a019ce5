import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { copyMedia } from '../../../client/api/conversations/message-details.ts';
import { serverNow } from '../../../client/live/server-clock.ts';
import type { InboxConversation } from '../../../client/state/inbox-state.ts';
import type { InboxStore } from '../../../client/store/inbox-store.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { lineText } from '../../content/line-text.ts';
import { MessageSend } from '../../events.ts';
import { customElement } from '../../ui/custom-element.ts';
import '../../ui/contact-search.ts';
import { idText } from '../../ui/contact-names.ts';
import type { ContactPick } from '../../ui/contact-search.ts';
import { dialogStyles } from '../../ui/overlays/dialog-styles.ts';
import { windowText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { findConversations } from './find-conversations.ts';
import { forwardedMessages } from './forwarded-content.ts';

/** The dialog is closed; the message went to this conversation, or null: nowhere. */
export class ForwardClose extends Event {
  constructor(readonly conversationId: number | null) {
    super('forward-close', { bubbles: true, composed: true });
  }
}

/** Sends a message to another conversation of the same number, after a look at who gets it. */
@customElement('agent-console-forward')
export class ForwardDialog extends LitElement {
  @property({ attribute: false }) store: InboxStore | null = null;
  @property({ attribute: false }) message: Message | null = null;
  /** Characters of one message. */
  @property({ attribute: false }) longestText = 4_096;
  /** The agent's own name if customers see it before the text; else null. */
  @property({ attribute: false }) shownName: string | null = null;
  @state() private chosen: InboxConversation | null = null;
  @state() private isBusy = false;
  @state() private problem: string | null = null;

  #sentTo: number | null = null;

  static override readonly styles = [
    tokens,
    dialogStyles,
    css`
      .inside {
        display: grid;
        gap: 12px;
        padding-block: 0 24px;
        padding-inline: 24px;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .content {
        display: -webkit-box;
        padding: 8px 12px;
        overflow: hidden;
        border-inline-start: 3px solid var(--accent);
        background: var(--sunken);
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
      .question {
        font-weight: 600;
      }
      .problem {
        color: var(--alarm);
      }
      .ends {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];

  override firstUpdated(): void {
    this.#dialog?.showModal();
    this.renderRoot
      .querySelector('agent-console-contact-search')
      ?.updateComplete.then(() => this.#focusSearch());
  }

  protected override render() {
    const { store, message, chosen } = this;
    if (!store || !message) return nothing;
    return html`<dialog
      aria-labelledby="title"
      @close=${() => this.dispatchEvent(new ForwardClose(this.#sentTo))}
    >
      <header>
        <h2 id="title">${strings.forward}</h2>
        <button class="round" aria-label=${strings.close} @click=${() => this.#dialog?.close()}>
          ${icons.close}
        </button>
      </header>
      <div class="inside">
        <p class="content" dir="auto">${lineText(message.content, message.direction)}</p>
        ${
          chosen
            ? this.#renderQuestion(store, message, chosen)
            : html`<agent-console-contact-search
                .find=${(text: string) => this.#find(store, message, text)}
                @contact-pick=${({ conversation }: ContactPick) => this.#choose(conversation)}
              ></agent-console-contact-search>`
        }
        <p class="problem" role="alert" ?hidden=${this.problem === null}>${this.problem}</p>
      </div>
    </dialog>`;
  }

  /** Who gets it, and whether they can be written to: nothing is sent before that was read. */
  #renderQuestion(
    store: InboxStore,
    message: Message,
    { id, contact, window, blockedAt, marketingStoppedAt }: InboxConversation,
  ) {
    const left = windowText(window.expiresAt, serverNow());
    const marks = [
      blockedAt === null ? (left ?? strings.windowIsClosed) : strings.blocked,
      ...(marketingStoppedAt === null ? [] : [strings.noMarketing]),
    ];
    const isReachable = left !== null && blockedAt === null;
    return html`<p class="question" dir="auto" tabindex="-1">${strings.forwardQuestion(contact.name)}</p>
      <p>
        <bdi>${idText(contact)}</bdi> · ${marks.join(' · ')}
      </p>
      <div class="ends">
        ${
          isReachable
            ? html`<button
                class="primary"
                ?disabled=${this.isBusy}
                @click=${() => void this.#send(store, message, id)}
              >
                ${strings.send}
              </button>`
            : nothing
        }
        <button class="plain" ?disabled=${this.isBusy} @click=${() => void this.#chooseAgain()}>
          ${strings.chooseAnother}
        </button>
      </div>`;
  }

  async #find(store: InboxStore, { conversationId }: Message, text: string) {
    const found = await findConversations(store, text);
    // A group has no phone number and no user id, and nothing can be sent to it.
    return found.filter(
      ({ id, contact }) => id !== conversationId && (contact.phone !== null || contact.userId !== null),
    );
  }

  /** The focus does not go to the button, which a key that is held down would press. */
  #choose(conversation: InboxConversation): void {
    this.chosen = conversation;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.question')?.focus());
  }

  async #chooseAgain(): Promise<void> {
    this.chosen = null;
    this.problem = null;
    await this.updateComplete;
    await this.renderRoot.querySelector('agent-console-contact-search')?.updateComplete;
    this.#focusSearch();
  }

  async #send(store: InboxStore, message: Message, to: number): Promise<void> {
    this.isBusy = true;
    const { api } = store.contact(message.conversationId);
    const failure = await failureOf(async () => {
      const messages = await forwardedMessages(message, {
        longestText: this.longestText,
        shownName: this.shownName,
        copyFile: async () => (await copyMedia(api, store.inbox, message.id)).id,
      });
      // The dialog was closed in the meantime, so it is not sent.
      if (!this.isConnected || this.chosen?.id !== to) return;
      store.sendAll(to, messages);
      for (const { content } of messages) this.dispatchEvent(new MessageSend(store.inbox, to, content));
      this.#sentTo = to;
      this.#dialog?.close();
    });
    this.problem = failure?.message ?? null;
    this.isBusy = false;
  }

  #focusSearch(): void {
    this.renderRoot.querySelector('agent-console-contact-search')?.focus();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-forward': ForwardDialog;
  }
}

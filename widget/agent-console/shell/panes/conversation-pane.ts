/** The open conversation and the panel about its customer. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import { type ConversationRef, type InboxConversation, keyOf } from '../../../client/state/inbox-state.ts';
import type { InboxStore } from '../../../client/store/inbox-store.ts';
import type { ComposerDraft, DraftAddition } from '../../composer/message/composer-events.ts';
import type { FileSelect } from '../../contact/contact-files.ts';
import type { MessageForward, PictureOpen } from '../../conversation/conversation-events.ts';
import type { TeamActionEvent } from '../../conversation/header/conversation-tools.ts';
import type { ConversationStart } from '../../list/search-field.ts';
import { renderConversationFrame } from './conversation-placeholder.ts';
import type { OpenConversation } from './open-conversation.ts';
import type { PaneHost } from './pane-host.ts';

export class ConversationPane {
  #host: PaneHost;
  #open: OpenConversation;

  constructor(host: PaneHost, open: OpenConversation) {
    this.#host = host;
    this.#open = open;
  }

  render(store: InboxStore, conversation: InboxConversation) {
    const host = this.#host;
    const ref = { inbox: store.inbox, id: conversation.id };
    const numberName = host.names?.get(store.inbox) ?? null;
    const me = host.agent?.id ?? '';
    const back = () => void host.close();
    // A new element for each conversation, so that no state is carried over.
    return keyed(
      keyOf(ref),
      html`<agent-console-conversation
        exportparts="header"
        .store=${store}
        .conversation=${conversation}
        .change=${host.change}
        .api=${host.api}
        .me=${host.agent}
        .number=${host.number(store.inbox) ?? null}
        .numberName=${numberName}
        .people=${host.colleagues.of(store.inbox)}
        .labels=${host.colleagues.labels}
        .draft=${host.drafts.text(ref)}
        .extras=${host.drafts.extras(ref)}
        .isDraftHeld=${host.drafts.isHeld(ref)}
        .firstUnread=${this.#open.firstUnread}
        .isContactOpen=${host.isContactOpen}
        .now=${host.now}
        .attempt=${host.attempt}
        @list-back=${back}
        @contact-toggle=${() => void host.openPanel(!host.isContactOpen)}
        @team-action=${({ command }: TeamActionEvent) => void host.actOn(command, conversation)}
        @note-begin=${() => void host.attempt(() => host.loadColleagues())}
        @composer-draft=${({ text, extras }: ComposerDraft) => this.#keepDraft(ref, text, extras)}
        @draft-addition=${({ extras }: DraftAddition) => void this.#addToDraft(me, ref, extras)}
        @message-send=${() => this.#open.sent()}
        @conversation-start=${({ phone }: ConversationStart) =>
          void host.attempt(async () =>
            host.openAt({ inbox: store.inbox, id: await store.startConversation(phone) }),
          )}
        @message-forward=${({ message }: MessageForward) =>
          void host.attempt(async () => (await host.loadParts()).overlays.openForward(store, message))}
        @picture-open=${({ message }: PictureOpen) =>
          void host.attempt(async () => (await host.loadParts()).overlays.openPicture(store, message))}
        >${
          customElements.get('agent-console-conversation')
            ? nothing
            : renderConversationFrame(conversation, numberName, back)
        }</agent-console-conversation
      >`,
    );
  }

  renderContact(store: InboxStore, conversation: InboxConversation) {
    const host = this.#host;
    return html`<agent-console-contact
      part="contact"
      .conversation=${conversation}
      .access=${store.contact(conversation.id)}
      .entries=${store.threads.entries(conversation.id)}
      .mediaUrl=${(message: Message) => store.media.address(message)}
      .labels=${host.colleagues.labels}
      .fields=${host.colleagues.fields}
      .people=${host.colleagues.of(store.inbox)}
      .now=${host.now}
      .isAdmin=${host.agent?.role === 'admin'}
      .isPane=${host.isWide}
      @team-action=${({ command }: TeamActionEvent) => void host.actOn(command, conversation)}
      @contact-close=${() => void host.openPanel(false)}
      @file-select=${({ message }: FileSelect) => {
        if (!host.isWide) host.isContactOpen = false;
        void host.conversation?.show(message.id);
      }}
    ></agent-console-contact>`;
  }

  #keepDraft(ref: ConversationRef, text: string, extras: string): void {
    this.#host.drafts.keep(ref, text, extras);
    this.#host.requestUpdate();
  }

  async #addToDraft(agent: string, ref: ConversationRef, extras: string): Promise<void> {
    const host = this.#host;
    const now = await host.drafts.add(agent, ref, extras);
    host.requestUpdate();
    await host.updateComplete;
    const isOpen = now && this.#open.is(now);
    if (isOpen && agent === host.agent?.id) await host.conversation?.takeIn(extras);
  }
}

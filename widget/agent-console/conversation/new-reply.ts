import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { ApiClient } from '../../client/api/api-client.ts';
import type { ConsoleComposer } from '../composer/composer-view.ts';
import type { ReplySaved } from '../composer/replies/reply-dialog.ts';
import type { ReplyCreate } from '../composer/replies/reply-picker.ts';

interface NewReplyHost extends ReactiveControllerHost {
  readonly api: ApiClient | null;
  readonly me: { readonly role: string } | null;
}

/** Creates a saved reply over the composer, and puts it into the message. */
export class NewReply {
  #host: NewReplyHost;
  #start: { shortcut: string; text: string } | null = null;

  constructor(host: NewReplyHost) {
    this.#host = host;
  }

  async open({ shortcut, text }: ReplyCreate): Promise<void> {
    await import('../composer/replies/reply-dialog.ts');
    this.#set({ shortcut, text });
  }

  render(composer: () => ConsoleComposer | null) {
    if (!this.#start) return nothing;
    return html`<agent-console-reply-dialog
      .api=${this.#host.api}
      .isAdmin=${this.#host.me?.role === 'admin'}
      .start=${this.#start}
      @reply-saved=${async ({ reply }: ReplySaved) => {
        this.#set(null);
        // While the dialog is open, the field cannot have the focus, and takes no text.
        await this.#host.updateComplete;
        composer()?.takeReply(reply);
      }}
      @dialog-close=${() => {
        this.#set(null);
        composer()?.focus();
      }}
    ></agent-console-reply-dialog>`;
  }

  #set(start: { shortcut: string; text: string } | null): void {
    this.#start = start;
    this.#host.requestUpdate();
  }
}

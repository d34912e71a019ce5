/** Creates a label where it is wanted, and puts it on the conversations that it was wanted for. */
import { html, nothing } from 'lit';
import type { NewLabel } from '../../../worker/api/conversations/labels.ts';
import { createLabel } from '../../client/api/conversations/shared.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import type { ConsoleActions } from '../commands/console-actions.ts';
import type { InboxHost } from './inbox-host.ts';

export class LabelCreation {
  #host: InboxHost;
  #actions: ConsoleActions;
  #wanted: { name: string; target: readonly InboxConversation[] } | null = null;

  constructor(host: InboxHost, actions: ConsoleActions) {
    this.#host = host;
    this.#actions = actions;
    host.addEventListener('label-wanted', () => {
      const { opened, stores } = host;
      const conversation = opened && stores?.conversation(opened);
      if (conversation) void this.open('', [conversation]);
    });
  }

  /** Only admins may create labels. */
  get isAllowed(): boolean {
    return this.#host.agent?.role === 'admin';
  }

  async open(name: string, target: readonly InboxConversation[]): Promise<void> {
    await import('../ui/labels/label-dialog.ts');
    this.#wanted = { name, target };
    this.#host.requestUpdate();
  }

  render() {
    if (!this.#wanted) return nothing;
    const { name, target } = this.#wanted;
    return html`<agent-console-label-dialog
      .name=${name}
      .save=${(label: NewLabel) => this.#create(label, target)}
      @dialog-close=${() => this.#close()}
    ></agent-console-label-dialog>`;
  }

  async #create(wanted: NewLabel, target: readonly InboxConversation[]): Promise<void> {
    const { api } = this.#host;
    if (!api) return;
    const label = await createLabel(api, wanted);
    // The rows and the toast name it by the list of all labels.
    await this.#host.loadColleagues();
    this.#close();
    this.#actions.act({ type: 'label', add: [label.id] }, target);
  }

  #close(): void {
    this.#wanted = null;
    this.#host.requestUpdate();
  }
}

/** What an agent can do with a message of the thread: its menu, its delivery details, and copying. */
import { html, type LitElement, nothing } from 'lit';
import type { Message, MessageHistory } from '../../../../worker/api/conversations/messages.ts';
import { strings } from '../../../locales/strings.ts';
import { copyText } from '../../ui/copy-text.ts';
import { ToastShow } from '../../ui/feedback/toast-show.ts';
import type { AnswerDesk } from '../delivery/answer-desk.ts';
import { type MessageAction, MessageActionEvent } from './message-action.ts';
import { choicesOf } from './message-choices.ts';
import './message-menu.ts';

export class MessageActions {
  readonly #host: LitElement;
  readonly #load: (message: Message) => Promise<MessageHistory>;
  /** The message whose delivery details are open, and they, once loaded. */
  #details: { message: Message; history: MessageHistory | null } | null = null;
  /** The message whose error was copied last. */
  copied: number | null = null;

  constructor(host: LitElement, load: (message: Message) => Promise<MessageHistory>) {
    this.#host = host;
    this.#load = load;
  }

  get hasError(): boolean {
    return this.#details?.history?.events.some(({ error }) => error !== null) ?? false;
  }

  act(action: MessageAction): void {
    this.#host.dispatchEvent(new MessageActionEvent(action));
  }

  openMenu(message: Message, from: Element, part: 'reactions' | 'all'): void {
    const menu = this.#host.renderRoot.querySelector('agent-console-message-menu');
    const content = choicesOf(message, {
      act: (action) => this.act(action),
      copy: (text) => void this.#copy(text),
      showDetails: () => void this.showDetails(message),
    });
    void menu?.open(content, from, part);
  }

  async showDetails(message: Message): Promise<void> {
    this.#show({ message, history: null });
    try {
      const [history] = await Promise.all([this.#load(message), import('../delivery/delivery-details.ts')]);
      if (this.#details?.message === message) this.#show({ message, history });
    } catch (error) {
      this.#show(null);
      throw error;
    }
  }

  async copyError({ id }: Message, details: string): Promise<void> {
    await copyText(details);
    this.copied = id;
    this.#host.requestUpdate();
  }

  render(answers: AnswerDesk | null) {
    return html`<agent-console-message-menu></agent-console-message-menu>
      ${
        this.#details
          ? html`<agent-console-delivery
              .message=${this.#details.message}
              .history=${this.#details.history}
              .answers=${answers}
              @dialog-close=${() => this.#show(null)}
            ></agent-console-delivery>`
          : nothing
      }`;
  }

  #show(details: { message: Message; history: MessageHistory | null } | null): void {
    this.#details = details;
    this.#host.requestUpdate();
  }

  async #copy(text: string): Promise<void> {
    await copyText(text);
    this.#host.dispatchEvent(new ToastShow({ text: strings.copied }));
  }
}

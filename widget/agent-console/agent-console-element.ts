import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { heldFiles } from '../client/browser/held-files.ts';
import type { Speech } from '../locales/speak.ts';
import type { Texts } from '../locales/strings.ts';
import { strings } from '../locales/strings-first-load.ts';
import { agentConsoleStyles } from './shell/agent-console-styles.ts';
import './shell/inbox-shell.ts';
import type { NumberChange } from './settings/number/number-change.ts';
import type { ConsoleInbox } from './shell/inbox-shell.ts';
import { ConsoleSession, type Phase } from './shell/session/console-session.ts';
import type { SignedInEvent } from './shell/session/sign-in.ts';
import { SpokenLanguage } from './shell/session/spoken-language.ts';
import { density } from './ui/density.ts';
import { keepPlainKeys } from './ui/keyboard/plain-keys.ts';
import type { Shortcuts } from './ui/keyboard/shortcuts.ts';
import { tokens } from './ui/tokens.ts';

const scriptOrigin = new URL(import.meta.url).origin;

/**
 * The team's inbox for its WhatsApp numbers. It fills its box on the page, with two panes if there is room, or else one.
 *
 * @fires {ConversationOpen} conversation-open - An agent has opened a conversation: `inbox`, `conversationId`, `contact`.
 * @fires {ConversationClose} conversation-close - The open conversation was closed.
 * @fires {LayersChange} layers-change - The layers above the list, such as a conversation or a photo, have changed: `depth`.
 * @fires {MessageSend} message-send - An agent has sent a message: `inbox`, `conversationId`, `content`.
 * @fires {UnreadChange} unread-change - The number of unread conversations has changed: `count`.
 * @fires {SignIn} sign-in - The inbox is open for this `agent`.
 * @fires {SignedOut} sign-out - The agent has signed out, or their session has ended.
 * @fires {NumberAlertEvent} number-alert - A number has a problem that an admin should see: `inbox`, `alert`.
 *
 * @csspart list - The list of conversations and the bar above it.
 * @csspart conversation - The open conversation.
 * @csspart header - The header of the conversation.
 * @csspart contact - The contact panel.
 * @cssprop --agent-console-accent - Color of buttons and marks.
 * @cssprop --agent-console-on-accent - Color of text on the accent color.
 * @cssprop --agent-console-surface - Background of the list and the composer.
 * @cssprop --agent-console-sunken - Background of the thread and of fields.
 * @cssprop --agent-console-raised - Background of the customer's messages and of layers above the inbox.
 * @cssprop --agent-console-ours - Background of the team's messages.
 * @cssprop --agent-console-ink - Color of text.
 * @cssprop --agent-console-quiet - Color of secondary text.
 * @cssprop --agent-console-line - Color of lines.
 * @cssprop --agent-console-font - Font family.
 */
export class AgentConsole extends LitElement {
  /** Origin of your Worker. Default: the origin of this script. */
  @property() worker = '';
  /** The `phone_number_id` of a number, to show only that one. Default: all numbers that the agent can see. */
  @property() inbox = '';
  /**
   * Returns a session token, on a site with its own login. It is called again when the session ends. Without it, the
   * inbox asks the agent to sign in.
   */
  @property({ attribute: false }) getToken: (() => Promise<string>) | null = null;
  /**
   * Your own texts, by the keys in `widget/locales/en/console/`. The rest is in the language of `lang`, the page or
   * the browser.
   */
  @property({ attribute: false }) strings: Texts = {};
  /**
   * The page is only for the inbox: its title and icon show how many conversations are unread, and keyboard shortcuts
   * work wherever the focus is.
   */
  @property({ type: Boolean, attribute: 'whole-page' }) wholePage = false;
  /** Your own keyboard shortcuts, such as `{ next: 'Alt+n', settings: '' }`; null turns off all shortcuts. */
  @property({ attribute: false }) shortcuts: Shortcuts | null = {};

  #language = new SpokenLanguage(this, () => this.strings);
  #session = new ConsoleSession(this, {
    origin: () => this.#origin,
    shown: () => this.#inbox,
    spoken: () => this.#language.ready,
  });
  #wake = () => this.#session.stores?.wake();
  /** The browser asks before it leaves, where that would lose something. */
  #leaving = (event: BeforeUnloadEvent) => {
    const { stores, drafts } = this.#session;
    if (stores?.isAtRisk || drafts.isAtRisk || heldFiles.size > 0) event.preventDefault();
  };

  /** @internal */
  static override readonly styles = [tokens, agentConsoleStyles];

  constructor() {
    super();
    keepPlainKeys(this);
  }

  /** @internal */
  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.#wake);
    window.addEventListener('beforeunload', this.#leaving);
    // A property that the page sets right after the tag is there by then.
    queueMicrotask(() => void this.#session.start());
  }

  /** @internal */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#wake);
    window.removeEventListener('beforeunload', this.#leaving);
    this.#session.end();
  }

  /** @internal */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const isLate = changed.has('getToken') && changed.get('getToken') !== undefined;
    if (isLate && this.#session.phase === 'sign-in') void this.#session.start();
    if (changed.has('strings') && changed.get('strings') !== undefined) this.#language.load();
  }

  /** @internal */
  protected override render() {
    const { speech } = this.#language;
    if (speech === null) return nothing;
    const { language, direction } = speech;
    // The inbox renders its texts again and keeps its state.
    const { phase } = this.#session;
    const shown = phase === 'ready' ? this.#renderInbox(speech) : keyed(speech, this.#renderPhase(phase));
    return html`<div
      class="all ${density()}"
      lang=${language}
      dir=${direction}
      @density-change=${() => this.requestUpdate()}
    >
      ${shown}
    </div>`;
  }

  #renderPhase(phase: Exclude<Phase, 'ready'>) {
    switch (phase) {
      case 'loading':
        return html`<p class="middle" role="status">${strings.opening}</p>`;
      case 'sign-in':
        return html`<agent-console-sign-in
          .worker=${this.#origin}
          @signed-in=${({ session }: SignedInEvent) => this.#session.signedIn(session.token)}
        ></agent-console-sign-in>`;
      case 'setup':
        return html`<agent-console-setup
          .api=${this.#session.api}
          .worker=${this.#origin}
          @setup-end=${() => void this.#session.start()}
        ></agent-console-setup>`;
      case 'problem':
        return html`<div class="middle" role="alert">
          <span>${this.#session.problem}</span>
          <button class="plain" @click=${() => void this.#session.start()}>${strings.tryAgain}</button>
          ${
            this.#session.isOwner && this.#session.numbers.length === 0
              ? html`<button class="primary" @click=${() => void this.#session.openSetup()}>${strings.openSetup}</button>`
              : nothing
          }
        </div>`;
    }
  }

  #renderInbox(speech: Speech) {
    const session = this.#session;
    return html`<agent-console-inbox
      exportparts="list, conversation, header, contact"
      .api=${session.api}
      .stores=${session.stores}
      .change=${session.change}
      .agent=${session.agent}
      .numbers=${session.numbers}
      .drafts=${session.drafts}
      .worker=${this.#origin}
      .wholePage=${this.wholePage}
      .shortcuts=${this.shortcuts}
      .notice=${session.notice}
      .speech=${speech}
      .density=${density()}
      .attempt=${session.attempt}
      .inView=${session.inView}
      @number-change=${({ number }: NumberChange) => session.numberChanged(number)}
      @numbers-change=${() => void session.attempt(() => session.refreshNumbers())}
      @setup-open=${() => void session.openSetup()}
      @sign-out=${(event: Event) => {
        event.stopPropagation();
        session.signOut();
      }}
    ></agent-console-inbox>`;
  }

  get #inbox(): ConsoleInbox | null {
    return this.renderRoot.querySelector('agent-console-inbox');
  }

  get #origin(): string {
    return this.worker === '' ? scriptOrigin : new URL(this.worker, location.href).origin;
  }

  /** The number of conversations that this agent has not read. */
  get unread(): number {
    return this.#session.news.unread;
  }

  /** Opens a conversation by the id of its number and its own id, as soon as the inbox has loaded. */
  openConversation(inbox: string, id: number): void {
    this.#session.whenReady((shown) => shown.open({ inbox, id }));
  }

  /** Opens the health page of a number, for an admin, as soon as the inbox has loaded. */
  openHealth(inbox: string): void {
    this.#session.whenReady((shown) => shown.openHealth(inbox));
  }

  /** Closes the open conversation and goes back to the list. */
  closeConversation(): void {
    this.#inbox?.close();
  }

  /**
   * Closes the topmost layer: a photo, the settings, the contact panel, the conversation, or a selection in the list.
   * Returns false if only the list is open.
   */
  back(): boolean {
    return this.#inbox?.back() ?? false;
  }

  /**
   * Opens the conversation with a customer, by phone number, business-scoped user id or the conversation's id, as soon
   * as the inbox has loaded. A new phone number starts a conversation.
   *
   * @param inbox - The number's `phone_number_id`; by default one that knows the customer, or else the first one shown.
   * @throws ApiFailure - `contact_not_found`, or the error of the inbox.
   */
  async open(contact: string | number, inbox?: string): Promise<void> {
    await this.#session.ready;
    await this.#inbox?.openContact(contact, inbox);
  }

  /**
   * Puts a text into the message field of the open conversation, for the agent to send. Returns false if none is open.
   */
  async compose(text: string): Promise<boolean> {
    await this.#session.ready;
    return (await this.#inbox?.compose(text)) ?? false;
  }
}

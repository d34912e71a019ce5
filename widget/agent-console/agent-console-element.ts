import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { InboxSummary } from '../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../worker/api/people/sessions.ts';
import { ApiClient } from '../client/api/api-client.ts';
import { ApiFailure } from '../client/api/api-failure.ts';
import { getMe } from '../client/api/people/account.ts';
import { heldFiles } from '../client/browser/held-files.ts';
import { SessionStore } from '../client/signing-in/session-store.ts';
import type { InboxConversation } from '../client/state/inbox-state.ts';
import { InboxStores } from '../client/store/inbox-stores.ts';
import type { Speech } from '../locales/speak.ts';
import type { Texts } from '../locales/strings.ts';
import { strings } from '../locales/strings-first-load.ts';
import { AllDrafts } from './composer/drafts/all-drafts.ts';
import { ConversationClose, SignedOut, SignIn } from './events.ts';
import { agentConsoleStyles } from './shell/agent-console-styles.ts';
import './shell/inbox-shell.ts';
import { News } from './notify/news.ts';
import type { NumberChange } from './settings/number/number-change.ts';
import { type ConsoleInbox, nothingInView } from './shell/inbox-shell.ts';
import { PageToken } from './shell/page-token.ts';
import type { SignedInEvent } from './shell/sign-in.ts';
import { SpokenLanguage } from './shell/spoken-language.ts';
import { keepPlainKeys } from './ui/keyboard/plain-keys.ts';
import type { Shortcuts } from './ui/keyboard/shortcuts.ts';
import { tokens } from './ui/tokens.ts';

const scriptOrigin = new URL(import.meta.url).origin;
const noticeLasts = 8_000;

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

  /** Counts the changes in `#stores`, which holds the data on screen. */
  @state() private change = 0;
  @state() private phase: 'loading' | 'sign-in' | 'setup' | 'ready' | 'problem' = 'loading';
  @state() private problem = '';
  /** What went wrong with a command, for a while. */
  @state() private notice: string | null = null;
  /** Who is signed in, and the numbers that they see here. */
  @state() private agent: Agent | null = null;
  @state() private numbers: readonly InboxSummary[] = [];

  #drafts = new AllDrafts();
  #news = new News(this);
  #language = new SpokenLanguage(this, () => this.strings);
  #stores: InboxStores | null = null;
  /** Kept when the inbox is there. */
  #ready = Promise.withResolvers<void>();
  #isSignedIn = false;
  #api: ApiClient | null = null;
  #wake = () => this.#stores?.wake();
  /** The browser asks before it leaves, where that would lose something. */
  #leaving = (event: BeforeUnloadEvent) => {
    if (this.#stores?.isAtRisk || this.#drafts.isAtRisk || heldFiles.size > 0) event.preventDefault();
  };
  /** The conversation to open once the inbox has loaded. */
  #asked: ((inbox: ConsoleInbox) => Promise<void>) | null = null;
  /** As it was when the inbox was away, as for another session. */
  #inView = nothingInView();

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
    queueMicrotask(() => void this.#start());
  }

  /** @internal */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#wake);
    window.removeEventListener('beforeunload', this.#leaving);
    this.#end();
  }

  /** @internal */
  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const isLate = changed.has('getToken') && changed.get('getToken') !== undefined;
    if (isLate && this.phase === 'sign-in') void this.#start();
    if (changed.has('phase') && this.phase === 'sign-in') void import('./shell/sign-in.ts');
    if (changed.has('strings') && changed.get('strings') !== undefined) this.#language.load();
  }

  /** @internal */
  protected override render() {
    const { speech } = this.#language;
    if (speech === null) return nothing;
    const { language, direction } = speech;
    // The inbox renders its texts again and keeps its state.
    const shown =
      this.phase === 'ready' ? this.#renderInbox(speech) : keyed(speech, this.#renderPhase(this.phase));
    return html`<div class="all" lang=${language} dir=${direction}>${shown}</div>`;
  }

  #renderPhase(phase: 'loading' | 'sign-in' | 'setup' | 'problem') {
    switch (phase) {
      case 'loading':
        return html`<p class="middle" role="status">${strings.opening}</p>`;
      case 'sign-in':
        return html`<agent-console-sign-in
          .worker=${this.#origin}
          @signed-in=${this.#signedIn}
        ></agent-console-sign-in>`;
      case 'setup':
        return html`<agent-console-setup
          .api=${this.#api}
          .worker=${this.#origin}
          @setup-end=${() => void this.#start()}
        ></agent-console-setup>`;
      case 'problem':
        return html`<div class="middle" role="alert">
          <span>${this.problem}</span>
          <button class="plain" @click=${() => void this.#start()}>${strings.tryAgain}</button>
          ${
            this.#isOwner && this.numbers.length === 0
              ? html`<button class="primary" @click=${() => void this.#openSetup()}>${strings.openSetup}</button>`
              : nothing
          }
        </div>`;
    }
  }

  #renderInbox(speech: Speech) {
    return html`<agent-console-inbox
      exportparts="list, conversation, header, contact"
      .api=${this.#api}
      .stores=${this.#stores}
      .change=${this.change}
      .agent=${this.agent}
      .numbers=${this.numbers}
      .drafts=${this.#drafts}
      .worker=${this.#origin}
      .wholePage=${this.wholePage}
      .shortcuts=${this.shortcuts}
      .notice=${this.notice}
      .speech=${speech}
      .attempt=${this.#try}
      .inView=${this.#inView}
      @number-change=${({ number }: NumberChange) => this.#numberChanged(number)}
      @numbers-change=${() => void this.#try(() => this.#refreshNumbers())}
      @setup-open=${() => void this.#openSetup()}
      @sign-out=${this.#signOut}
    ></agent-console-inbox>`;
  }

  get #inbox(): ConsoleInbox | null {
    return this.renderRoot.querySelector('agent-console-inbox');
  }

  get #origin(): string {
    return this.worker === '' ? scriptOrigin : new URL(this.worker, location.href).origin;
  }

  get #stored(): SessionStore {
    return new SessionStore(this.#origin);
  }

  async #start(): Promise<void> {
    const hadFocus = this.matches(':focus-within');
    this.#end();
    await this.#language.ready;
    if (!this.getToken && this.#stored.token === null) {
      this.phase = 'sign-in';
      return;
    }
    this.phase = 'loading';
    await this.#try(async () => {
      const api = this.#newClient();
      const stores = new InboxStores(api, {
        changed: () => {
          this.change += 1;
          this.#news.tell(stores);
        },
        arrived: (conversation) => void this.#alert(conversation),
        merged: (from, into) => {
          void this.#drafts.join(from, into).then(() => this.#inbox?.merged(from, into));
        },
        erased: (ref) => {
          void this.#drafts.erase(ref);
          this.#inbox?.erased(ref);
        },
        accessChanged: () => void this.#try(() => this.#showNumbers(api, stores)),
        numberChanged: (number) => this.#numberChanged(number),
        failed: (failure) => this.#failed(failure),
      });
      // A number was connected or deleted.
      api.news.follow(['numbers'], () => void this.#try(() => this.#showNumbers(api, stores)));
      this.#api = api;
      this.#stores = stores;
      await this.#showNumbers(api, stores);
      if (this.#stores !== stores || this.phase !== 'loading') return;
      this.phase = 'ready';
      await this.updateComplete;
      if (this.agent && !this.#isSignedIn) this.dispatchEvent(new SignIn(this.agent));
      this.#isSignedIn = true;
      this.#ready.resolve();
      const [inbox, asked] = [this.#inbox, this.#asked];
      if (!inbox) return;
      this.#asked = null;
      // Focus elsewhere on the page is not taken away.
      const isFree = hadFocus && document.activeElement === document.body;
      await Promise.all([inbox.openAgain(isFree), asked?.(inbox)]);
      await inbox.prepare();
    });
  }

  #newClient(): ApiClient {
    const { getToken } = this;
    if (!getToken) return new ApiClient(this.#origin, async () => this.#stored.token ?? '');
    const token = new PageToken({
      getToken: () => (this.getToken ?? getToken)(),
      isTheirs: async (given) => (await agentOf(this.#origin, given)).id === this.agent?.id,
      renewed: () => {
        const stores = this.#stores;
        if (this.#api !== api || !stores) return;
        stores.renewed();
        // Their role and numbers may be others now.
        void this.#try(() => this.#showNumbers(api, stores));
      },
    });
    const api = new ApiClient(
      this.#origin,
      () => token.get(),
      (refused) => token.renew(refused),
    );
    return api;
  }

  /** The number of conversations that this agent has not read. */
  get unread(): number {
    return this.#news.unread;
  }

  /** Opens a conversation by the id of its number and its own id, as soon as the inbox has loaded. */
  openConversation(inbox: string, id: number): void {
    this.#whenReady((shown) => shown.open({ inbox, id }));
  }

  /** Opens the health page of a number, for an admin, as soon as the inbox has loaded. */
  openHealth(inbox: string): void {
    this.#whenReady((shown) => shown.openHealth(inbox));
  }

  #whenReady(open: (inbox: ConsoleInbox) => Promise<void>): void {
    const inbox = this.#inbox;
    if (inbox) void open(inbox);
    else this.#asked = open;
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
    await this.#ready.promise;
    await this.#inbox?.openContact(contact, inbox);
  }

  /**
   * Puts a text into the message field of the open conversation, for the agent to send. Returns false if none is open.
   */
  async compose(text: string): Promise<boolean> {
    await this.#ready.promise;
    return (await this.#inbox?.compose(text)) ?? false;
  }

  async #alert(conversation: InboxConversation): Promise<void> {
    const { alert } = await import('./notify/desktop-notification.ts');
    alert(conversation, (ref) => void this.#inbox?.open(ref));
  }

  #numberChanged(number: InboxSummary): void {
    this.numbers = this.numbers.map((one) => (one.id === number.id ? number : one));
  }

  /** Shows the numbers that the agent may see now. */
  async #showNumbers(api: ApiClient, stores: InboxStores): Promise<void> {
    const { agent, inboxes, isSetUp } = await getMe(api);
    if (this.#stores !== stores) return;
    this.agent = agent;
    stores.me = agent.id;
    if (!isSetUp && this.#isOwner) {
      await this.#openSetup();
      return;
    }
    const numbers = inboxes.filter(({ id }) => this.inbox === '' || id === this.inbox);
    if (numbers.length === 0) {
      this.numbers = [];
      this.#stop(strings.noNumber);
      return;
    }
    this.numbers = numbers;
    this.#drafts.read(
      agent.id,
      numbers.map(({ id }) => id),
    );
    await stores.show(numbers.map(({ id }) => id));
    this.change += 1;
  }

  async #refreshNumbers(): Promise<void> {
    if (this.#api && this.#stores) await this.#showNumbers(this.#api, this.#stores);
  }

  /** An admin on the Worker's own page, where the deployment is set up. */
  get #isOwner(): boolean {
    return this.agent?.role === 'admin' && !this.getToken && this.#origin === location.origin;
  }

  async #openSetup(): Promise<void> {
    await import('./settings/setup/console-setup.ts');
    this.phase = 'setup';
  }

  #signedIn(event: SignedInEvent): void {
    this.#stored.keep(event.session.token);
    void this.#start();
  }

  #signOut(event: Event): void {
    event.stopPropagation();
    this.#forgetView();
    this.#end();
    this.#stored.forget();
    if (this.getToken) this.#stop(strings.signedOut);
    else this.phase = 'sign-in';
    this.#tellSignedOut();
  }

  #forgetView(): void {
    if (this.#inView.selected) this.dispatchEvent(new ConversationClose());
    this.#inView = nothingInView();
  }

  #try = async (command: () => Promise<void>): Promise<void> => {
    try {
      await command();
    } catch (error) {
      if (error instanceof ApiFailure) return this.#failed(error);
      // A fault of this page is logged in the browser's console, and waiting callers are released.
      if (this.phase === 'loading') this.#stop(strings.pageFailed);
      else this.#note(strings.pageFailed);
      throw error;
    }
  };

  #note(text: string): void {
    this.notice = text;
    setTimeout(() => {
      if (this.notice === text) this.notice = null;
    }, noticeLasts);
  }

  #failed(failure: ApiFailure): void {
    const isNumberGone = ['number_not_allowed', 'inbox_not_found'].includes(failure.code);
    if (isNumberGone && this.phase === 'ready') {
      const [api, stores] = [this.#api, this.#stores];
      if (api && stores) void this.#try(() => this.#showNumbers(api, stores));
    } else if (failure.status === 401 && !this.getToken) {
      this.#end();
      this.#stored.forget();
      this.phase = 'sign-in';
      this.#tellSignedOut();
    } else if (failure.code === 'other_agent') {
      // Several commands may have found it out.
      if (!this.#isSignedIn) return;
      this.#forgetView();
      this.#tellSignedOut();
      void this.#start();
    } else if (failure.status === 401) {
      this.#stop(failure.message);
      this.#tellSignedOut();
    } else if (this.phase === 'loading') this.#stop(failure.message);
    else this.#note(failure.message);
  }

  #tellSignedOut(): void {
    if (!this.#isSignedIn) return;
    this.#isSignedIn = false;
    this.#ready = Promise.withResolvers<void>();
    this.dispatchEvent(new SignedOut());
  }

  #stop(problem: string): void {
    this.#end();
    this.problem = problem;
    this.phase = 'problem';
  }

  #end(): void {
    this.#stores?.stop();
    this.#stores = null;
  }
}

async function agentOf(worker: string, token: string): Promise<Agent> {
  return (await getMe(new ApiClient(worker, async () => token))).agent;
}

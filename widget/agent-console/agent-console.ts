import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Agent, InboxSummary, Message } from '../../worker/api.ts';
import { ApiClient, ApiFailure } from '../client/api-client.ts';
import type { InboxSession } from '../client/inbox-session.ts';
import { InboxSessions } from '../client/inbox-sessions.ts';
import { type InboxConversation, keyOf, type Place } from '../client/inbox-state.ts';
import { usualView } from '../client/list-view.ts';
import { SessionStore } from '../client/session-store.ts';
import { strings } from '../locales/first-strings.ts';
import type { Texts } from '../locales/strings.ts';
import { icons } from '../theme/icons.ts';
import { AllDrafts } from './all-drafts.ts';
import { Colleagues } from './colleagues.ts';
import type { CommandChoose } from './command-bar.ts';
import type { ComposerDraft } from './console-composer.ts';
import type { ConsoleConversation, PictureOpen } from './console-conversation.ts';
import { ConversationClose, ConversationOpen, SignedOut, SignIn } from './console-events.ts';
import { conversationFrameStyles, renderConversationFrame } from './conversation-frame.ts';
import { ListSearch } from './list-search.ts';
import { News } from './news.ts';
import { tokenOf } from './page-token.ts';
import type { Pictures } from './picture-viewer.ts';
import './console-list.ts';
import './list-tabs.ts';
import type { ConversationSelect } from './console-list.ts';
import type { TeamAction, TeamActionEvent } from './conversation-tools.ts';
import type { ChoiceChange } from './list-choice.ts';
import type { ViewChange } from './list-tabs.ts';
import './console-search.ts';
import type { FoundSelect } from './console-found.ts';
import type { ConversationStart, CustomerSearch } from './console-search.ts';
import type { SignedInEvent } from './console-sign-in.ts';
import type { FileSelect } from './contact-files.ts';
import type { HealthOpen } from './number-alerts.ts';
import { numberNames } from './number-names.ts';
import type { NumberChange } from './number-settings.ts';
import './number-switch.ts';
import { agentConsoleStyles } from './agent-console-styles.ts';
import type { NumberSelect } from './number-switch.ts';
import { type Command, commandOf, type Shortcuts } from './shortcuts.ts';
import { SpokenLanguage } from './spoken-language.ts';
import { tokens } from './styles.ts';
import { Swipe } from './swipe.ts';

const scriptOrigin = new URL(import.meta.url).origin;
/** From this width on, in pixels, there is room for a third pane; the style says it again. */
const wide = 1_100;
const noticeLasts = 8_000;
/** A token that is refused sooner than this would be refused again. */
const tokenLasts = 60_000;

/** What a conversation is made of is not needed before the list is on the screen; until then a frame stands there. */
const loadParts = () => Promise.all([import('./console-conversation.ts'), import('./list-choice.ts')]);

// Whoever imports the inbox gets the types of its events.
export type * from './console-events.ts';
export type { NumberAlertEvent } from './number-alerts.ts';

/**
 * The team's inbox for its WhatsApp numbers. It fills the box that its page gives it: two panes where there is
 * room, one where there is not.
 *
 * @fires {ConversationOpen} conversation-open - An agent has opened a conversation: `inbox`, `conversationId`, `contact`.
 * @fires {ConversationClose} conversation-close - No conversation is open any more.
 * @fires {MessageSend} message-send - An agent has sent a message: `inbox`, `conversationId`, `content`.
 * @fires {UnreadChange} unread-change - How many conversations are unread has changed: `count`.
 * @fires {SignIn} sign-in - The inbox is open, for this `agent`.
 * @fires {SignedOut} sign-out - The agent has signed out, or their session is over.
 * @fires {NumberAlertEvent} number-alert - An admin should see something at once: `inbox`, `alert`.
 *
 * @csspart list - The list of conversations, with what is above it.
 * @csspart conversation - The open conversation.
 * @csspart header - Its head.
 * @csspart contact - What is known of the customer.
 * @cssprop --agent-console-accent - Colour of buttons and marks.
 * @cssprop --agent-console-on-accent - Colour of text on them.
 * @cssprop --agent-console-surface - Background of list and composer.
 * @cssprop --agent-console-sunken - Background of the thread, and of fields.
 * @cssprop --agent-console-raised - Background of the customer's messages, and of what lies over the inbox.
 * @cssprop --agent-console-ours - Background of the team's messages.
 * @cssprop --agent-console-ink - Colour of text.
 * @cssprop --agent-console-quiet - Colour of what matters less.
 * @cssprop --agent-console-line - Colour of lines.
 * @cssprop --agent-console-font - Font family.
 */
@customElement('agent-console')
export class AgentConsole extends LitElement {
  /** Origin of your Worker; by default the one that this script came from. */
  @property() worker = '';
  /** A number's `phone_number_id`, to show that one only; by default all that the agent may see. */
  @property() inbox = '';
  /**
   * Gives a session token, on a page that signs its agents in itself; asked again when the session is over. Without it
   * the console asks.
   */
  @property({ attribute: false }) getToken: (() => Promise<string>) | null = null;
  /**
   * Texts of your own, for those of the console that you want to change; keys as in `widget/locales/en.ts`. The rest is
   * in the language of `lang`, of the page, or of the browser.
   */
  @property({ attribute: false }) strings: Texts = {};
  /**
   * The page is the console's own: its title and icon say how many conversations are unread, and the keys work wherever
   * the focus is. Elsewhere neither is touched.
   */
  @property({ type: Boolean, attribute: 'whole-page' }) wholePage = false;
  /** Keys of your own, such as `{ next: 'Alt+n', settings: '' }`; null switches all of them off. */
  @property({ attribute: false }) shortcuts: Shortcuts | null = {};

  /** Counts the changes of what is shown, which is in `#sessions`. */
  @state() private change = 0;
  @state() private selected: Place | null = null;
  @state() private firstUnread: number | null = null;
  @state() private phase: 'loading' | 'sign-in' | 'setup' | 'ready' | 'problem' = 'loading';
  @state() private problem = '';
  /** What went wrong with a command, for a while. */
  @state() private notice: string | null = null;
  @state() private picture: Pictures | null = null;
  @state() private isDropping = false;
  /** Who is signed in, and the numbers that they see here. */
  @state() private agent: Agent | null = null;
  @state() private numbers: readonly InboxSummary[] = [];
  /** The one that is shown; null: all of them. */
  @state() private shown: string | null = null;
  @state() private isInSettings = false;
  /** What lies over the inbox for the keyboard. */
  @state() private sheet: 'commands' | 'shortcuts' | null = null;
  /** Whether the panel about the customer is wanted, and whether it has a place beside the thread. */
  @state() private isContactOpen = false;
  @state() private isWide = false;
  @state() private settingsSection = 'account';
  /** The number in the settings: the one that was last shown, opened or set. */
  @state() private inboxToSet: string | undefined;
  /** The keys of the rows that are chosen, to do the same to all; null: none is. */
  @state() private chosen: ReadonlySet<string> | null = null;
  @state() private now = Date.now();

  #search = new ListSearch(this);
  #drafts = new AllDrafts();
  #colleagues = new Colleagues(this);
  #news = new News(this);
  #swipe = new Swipe();
  #language = new SpokenLanguage(this, () => this.strings);
  #sessions: InboxSessions | null = null;
  #startedAt = 0;
  /** Kept when the inbox is there. */
  #ready = Promise.withResolvers<void>();
  #isSignedIn = false;
  #api: ApiClient | null = null;
  #clock: ReturnType<typeof setInterval> | undefined;
  #size = new ResizeObserver(([entry]) => {
    this.isWide = (entry?.contentRect.width ?? 0) >= wide;
  });
  #wake = () => this.#sessions?.wake();
  #seen = () => {
    this.#markRead();
    this.#look();
  };
  /** What is to be opened once the inbox is there. */
  #asked: (() => Promise<void>) | null = null;
  #pressed = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || this.phase !== 'ready' || this.shortcuts === null) return;
    const isHere = event.composedPath().includes(this);
    if (!isHere && !(this.wholePage && document.activeElement === document.body)) return;
    const command = commandOf(event, this.shortcuts);
    if (command === null || !this.#run(command, event)) return;
    event.preventDefault();
  };

  static override readonly styles = [tokens, agentConsoleStyles, conversationFrameStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      this.now = Date.now();
    }, 15_000);
    this.#size.observe(this);
    window.addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#seen);
    document.addEventListener('keydown', this.#pressed);
    void customElements.whenDefined('agent-console-conversation').then(() => this.requestUpdate());
    // A property that the page sets right after the tag is there by then.
    queueMicrotask(() => void this.#start());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#size.disconnect();
    window.removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#seen);
    document.removeEventListener('keydown', this.#pressed);
    this.#end();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const isLate = changed.has('getToken') && changed.get('getToken') !== undefined;
    if (isLate && this.phase === 'sign-in') void this.#start();
    if (changed.has('phase') && this.phase === 'sign-in') void import('./console-sign-in.ts');
    if (changed.has('selected')) {
      this.#look();
      if (this.selected === null && changed.get('selected')) this.dispatchEvent(new ConversationClose());
    }
    if (changed.has('strings') && changed.get('strings') !== undefined) this.#language.load();
  }

  protected override render() {
    const { speech } = this.#language;
    if (speech === null) return nothing;
    const { language, direction } = speech;
    return keyed(
      speech,
      html`<div class="all" lang=${language} dir=${direction}>${this.#renderPhase()}</div>`,
    );
  }

  #renderPhase() {
    switch (this.phase) {
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
      case 'ready':
        return this.#sessions ? this.#renderInbox(this.#sessions) : nothing;
    }
  }

  #renderInbox(sessions: InboxSessions) {
    const conversation = this.selected === null ? undefined : sessions.conversation(this.selected);
    const session = conversation && sessions.of(conversation.inbox);
    const names = this.#names();
    const listed = this.#search.rows(sessions, this.shown);
    const isSearch = this.#search.text !== null;
    const note = sessions.isOffline ? strings.reconnecting : this.notice;
    const isBeside = conversation !== undefined && this.isContactOpen && this.isWide;
    return html`<div class="panes ${conversation ? 'reading' : ''} ${isBeside ? 'three' : ''}" data-change=${this.change}>
        <div part="list" class="list ${this.#search.messages?.rows.length ? 'found' : ''}">
          <div>
          <agent-console-alerts
            .numbers=${sessions.alerts.map((one) => ({ ...one, name: names?.get(one.inbox) ?? null }))}
            .isAdmin=${this.agent?.role === 'admin'}
            @health-open=${({ inbox }: HealthOpen) => this.openHealth(inbox)}
          ></agent-console-alerts>
          ${
            names
              ? html`<agent-console-number-switch
                  .numbers=${names}
                  .shown=${this.shown}
                  @number-select=${(event: NumberSelect) => this.#show(event.inbox)}
                ></agent-console-number-switch>`
              : nothing
          }
          </div>
          <div class="top">
          <agent-console-search
            .isEmpty=${this.#search.found?.length === 0 && this.#search.messages?.rows.length === 0}
            .numbers=${this.shown === null ? names : null}
            @customer-search=${(event: CustomerSearch) => void this.#find(event.text)}
            @conversation-start=${(event: ConversationStart) =>
              void this.#try(() => this.#startWith(sessions, event))}
          ></agent-console-search>
          ${
            this.agent
              ? html`<button class="round" aria-label=${strings.settings} @click=${() => void this.#openSettings()}>
                  ${icons.settings}
                </button>`
              : nothing
          }
          </div>
          ${
            !isSearch
              ? html`<agent-console-list-tabs
                  .view=${sessions.view}
                  .counts=${sessions.counts(this.shown)}
                  .labels=${this.#colleagues.labels}
                  @view-change=${(event: ViewChange) => void this.#try(() => sessions.showView(event.view))}
                  @choose-several=${() => void loadParts().then(() => this.#choice?.begin())}
                ></agent-console-list-tabs>`
              : nothing
          }
          <agent-console-choice
            .conversations=${listed}
            .opened=${this.selected && keyOf(this.selected)}
            .me=${this.agent}
            .labels=${this.#colleagues.labels}
            .peopleOf=${(inbox: string) => this.#colleagues.of(inbox)}
            .sessionOf=${(inbox: string) => sessions.of(inbox)}
            .attempt=${(work: () => Promise<void>) => this.#try(work)}
            @choice-change=${({ chosen }: ChoiceChange) => {
              this.chosen = chosen;
            }}
          >
          <agent-console-list
            .labels=${this.#colleagues.labels}
            .chosen=${this.chosen}
            .isFiltered=${sessions.view !== usualView || sessions.hasAny}
            .conversations=${listed}
            .selected=${this.selected && keyOf(this.selected)}
            .numbers=${this.shown === null ? names : null}
            .drafts=${this.#drafts.texts}
            .typing=${sessions.typing(this.agent?.id ?? '')}
            .now=${this.now}
            .hasMore=${!isSearch && sessions.hasMore(this.shown)}
            .isSearch=${isSearch}
            @conversation-select=${(event: ConversationSelect) => void this.#select(event.conversation)}
            @list-more=${() => void this.#try(() => sessions.more(this.shown))}
          ></agent-console-list>
          </agent-console-choice>
          ${this.#renderFound(sessions, names)}
        </div>
        <section
          part="conversation"
          class="conversation ${this.isDropping ? 'dropping' : ''}"
          data-drop=${strings.dropFiles}
          aria-label=${strings.conversation}
          @touchstart=${(event: TouchEvent) => this.#swipe.begin(event)}
          @touchend=${this.#touchEnded}
          @dragover=${this.#dragged}
          @dragleave=${this.#dragged}
          @drop=${this.#dragged}
        >
          ${
            conversation && session
              ? this.#renderConversation(session, conversation)
              : html`<div class="nothing">${strings.chooseConversation}</div>`
          }
        </section>
        ${conversation && session && this.isContactOpen ? this.#renderContact(session, conversation) : nothing}
      </div>
      ${
        this.isInSettings
          ? html`<agent-console-settings
              .api=${this.#api}
              .number=${this.#number(this.inboxToSet) ?? this.numbers[0] ?? null}
              .numbers=${this.numbers}
              .worker=${this.#origin}
              .isAdmin=${this.agent?.role === 'admin'}
              .section=${this.settingsSection}
              @sign-out=${this.#signOut}
              @number-change=${({ number }: NumberChange) => {
                this.numbers = this.numbers.map((one) => (one.id === number.id ? number : one));
              }}
              @number-select=${({ inbox }: NumberSelect) => {
                this.inboxToSet = inbox ?? undefined;
              }}
              @numbers-change=${() => void this.#try(() => this.#refreshNumbers())}
              @setup-open=${() => void this.#openSetup()}
              @settings-close=${() => {
                this.isInSettings = false;
                void this.#try(() => this.#colleagues.load(this.#api));
              }}
            ></agent-console-settings>`
          : nothing
      }
      ${
        this.sheet === 'shortcuts'
          ? html`<agent-console-shortcuts
              .shortcuts=${this.shortcuts ?? {}}
              @sheet-close=${this.#closeSheet}
            ></agent-console-shortcuts>`
          : nothing
      }
      ${
        this.sheet === 'commands'
          ? html`<agent-console-commands
              .conversations=${sessions.list(this.shown)}
              .shortcuts=${this.shortcuts ?? {}}
              @command-choose=${(event: CommandChoose) => {
                this.#closeSheet(event);
                if (event.choice === null) return;
                if (typeof event.choice === 'string') this.#run(event.choice);
                else void this.#select(event.choice);
              }}
            ></agent-console-commands>`
          : nothing
      }
      <div role="status">${note ? html`<span class="note">${note}</span>` : nothing}</div>
      ${
        this.picture
          ? html`<agent-console-viewer
              .pictures=${this.picture.pictures}
              .at=${this.picture.at}
              @viewer-close=${() => {
                this.picture = null;
              }}
            ></agent-console-viewer>`
          : nothing
      }`;
  }

  #renderContact(session: InboxSession, conversation: InboxConversation) {
    return html`<agent-console-contact
      part="contact"
      .conversation=${conversation}
      .client=${session.contact(conversation.id)}
      .mediaUrl=${(message: Message) => session.mediaUrl(message)}
      .labels=${this.#colleagues.labels}
      .now=${this.now}
      .isAdmin=${this.agent?.role === 'admin'}
      .isPane=${this.isWide}
      @team-action=${({ action }: TeamActionEvent) => void this.#try(() => this.#share(session, conversation.id, action))}
      @contact-close=${() => void this.#openContact(false)}
      @file-select=${({ message }: FileSelect) => {
        if (!this.isWide) this.isContactOpen = false;
        void this.#openConversation?.show(message.id);
      }}
    ></agent-console-contact>`;
  }

  /** What an agent wants to see beside the thread stays so, on this page. */
  async #openContact(isOpen: boolean): Promise<void> {
    if (isOpen) await import('./console-contact.ts');
    this.isContactOpen = isOpen;
    if (!isOpen) this.#openConversation?.focusContactButton();
  }

  #renderFound(sessions: InboxSessions, names: ReadonlyMap<string, string> | null) {
    const { messages } = this.#search;
    if (!messages || messages.rows.length === 0) return nothing;
    return html`<h2 class="group">${strings.messages}</h2>
      <agent-console-found
        .found=${messages.rows}
        .hasMore=${messages.next.size > 0}
        .isPartial=${!messages.isComplete}
        .numbers=${this.shown === null ? names : null}
        @found-select=${({ found }: FoundSelect) =>
          void this.#select({ inbox: found.inbox, id: found.message.conversationId }, found.message.id)}
        @found-more=${() => void this.#try(() => this.#search.more(sessions, this.shown, messages))}
      ></agent-console-found>`;
  }

  #renderConversation(session: InboxSession, conversation: InboxConversation) {
    const place = { inbox: session.inbox, id: conversation.id };
    const numberName = this.#names()?.get(session.inbox) ?? null;
    const back = () => {
      this.selected = null;
    };
    // Made anew for each conversation, so that nothing of one is left over in another.
    return keyed(
      keyOf(place),
      html`<agent-console-conversation
        exportparts="header"
        .session=${session}
        .conversation=${conversation}
        .change=${this.change}
        .api=${this.#api}
        .me=${this.agent}
        .number=${this.#number(session.inbox) ?? null}
        .numberName=${numberName}
        .people=${this.#colleagues.of(session.inbox)}
        .labels=${this.#colleagues.labels}
        .draft=${this.#drafts.texts.get(keyOf(place)) ?? ''}
        .firstUnread=${this.firstUnread}
        .isContactOpen=${this.isContactOpen}
        .now=${this.now}
        .attempt=${(command: () => Promise<void>) => this.#try(command)}
        @list-back=${back}
        @contact-toggle=${() => void this.#openContact(!this.isContactOpen)}
        @team-action=${({ action }: TeamActionEvent) => void this.#try(() => this.#share(session, place.id, action))}
        @note-begin=${() => void this.#try(() => this.#colleagues.load(this.#api))}
        @composer-draft=${({ text }: ComposerDraft) => this.#keepDraft(place, text)}
        @message-send=${() => {
          this.firstUnread = null;
        }}
        @conversation-start=${({ phone }: ConversationStart) =>
          void this.#try(async () =>
            this.#select({ inbox: session.inbox, id: await session.startConversation(phone) }),
          )}
        @picture-open=${({ message }: PictureOpen) => void this.#try(() => this.#openPicture(session, message))}
        >${
          customElements.get('agent-console-conversation')
            ? nothing
            : renderConversationFrame(conversation.contact.name, numberName, back)
        }</agent-console-conversation
      >`,
    );
  }

  async #share(session: InboxSession, id: number, action: TeamAction): Promise<void> {
    if (action.type === 'unread') {
      this.selected = null;
      return session.markUnread(id);
    }
    const { type, ...body } = action;
    return session.share(id, type, body);
  }

  get #origin(): string {
    return this.worker === '' ? scriptOrigin : new URL(this.worker, location.href).origin;
  }

  get #stored(): SessionStore {
    return new SessionStore(this.#origin);
  }

  async #start(): Promise<void> {
    this.#end();
    await this.#language.ready;
    if (!this.getToken && this.#stored.token === null) {
      this.phase = 'sign-in';
      return;
    }
    this.phase = 'loading';
    await this.#try(async () => {
      const api = new ApiClient(
        this.#origin,
        this.getToken ? tokenOf(this.getToken) : async () => this.#stored.token ?? '',
      );
      this.#startedAt = Date.now();
      const sessions = new InboxSessions(api, {
        changed: () => {
          this.change += 1;
          this.now = Date.now();
          this.#markRead();
          this.#news.tell(sessions);
        },
        arrived: (conversation) => void this.#alert(conversation),
        merged: (from, into) => {
          this.#drafts.join(from, into);
          this.requestUpdate();
          if (this.selected && keyOf(this.selected) === keyOf(from)) void this.#select(into);
        },
        erased: (place) => {
          this.#keepDraft(place, '');
          if (this.selected && keyOf(this.selected) === keyOf(place)) this.selected = null;
        },
        accessChanged: () => void this.#try(() => this.#showNumbers(api, sessions)),
        failed: (failure) => this.#failed(failure),
      });
      this.#api = api;
      this.#sessions = sessions;
      await this.#showNumbers(api, sessions);
      if (this.#sessions !== sessions || this.phase !== 'loading') return;
      this.phase = 'ready';
      await this.updateComplete;
      this.#isSignedIn = true;
      if (this.agent) this.dispatchEvent(new SignIn(this.agent));
      this.#ready.resolve();
      const asked = this.#asked;
      this.#asked = null;
      await asked?.();
      await Promise.all([loadParts(), this.#colleagues.load(this.#api)]);
    });
  }

  /** Conversations with something that this agent has not read. */
  get unread(): number {
    return this.#news.unread;
  }

  /** Opens a conversation by the id of its number and its own; before the inbox is there, as soon as it is. */
  openConversation(inbox: string, id: number): void {
    this.#whenReady(() => this.#select({ inbox, id }));
  }

  /** Opens the health page of a number, for an admin; before the inbox is there, as soon as it is. */
  openHealth(inbox: string): void {
    this.#whenReady(async () => {
      if (this.agent?.role !== 'admin') return;
      if (this.numbers.length > 1) this.#show(inbox);
      await this.#openSettings('health');
    });
  }

  #whenReady(open: () => Promise<void>): void {
    if (this.phase === 'ready') void open();
    else this.#asked = open;
  }

  /** Goes back to the list, where the conversation has taken its place. */
  closeConversation(): void {
    this.selected = null;
  }

  /**
   * Opens the conversation with a customer: by phone number, business-scoped user id, or the conversation's id. A number
   * that is not known yet is begun with. Before the inbox is there, as soon as it is.
   *
   * @param inbox - The number's `phone_number_id`; by default any that knows the customer, else the first one shown.
   * @throws ApiFailure - `contact_not_found`, or what the inbox said.
   */
  async open(contact: string | number, inbox?: string): Promise<void> {
    await this.#ready.promise;
    const { placeOf } = await import('./contact-place.ts');
    const first = inbox ?? this.shown ?? this.numbers[0]?.id ?? '';
    await this.#select(await placeOf(this.#sessions, contact, { only: inbox ?? null, first }));
  }

  /** Puts a text into the message field of the open conversation, for the agent to send. False: none is open. */
  async compose(text: string): Promise<boolean> {
    await this.#ready.promise;
    await this.updateComplete;
    const conversation = this.#openConversation;
    if (!conversation) return false;
    await loadParts();
    await conversation.takeUp(text);
    return true;
  }

  async #alert(conversation: InboxConversation): Promise<void> {
    const { alert } = await import('./alerts.ts');
    alert(conversation, (place) => void this.#select(place));
  }

  /** Does what a command says; false: it means nothing here, and the key is the page's. */
  #run(command: Command, event?: KeyboardEvent): boolean {
    switch (command) {
      case 'commands':
        void this.#openSheet('commands', import('./command-bar.ts'));
        return true;
      case 'sheet':
        void this.#openSheet('shortcuts', import('./shortcut-sheet.ts'));
        return true;
      case 'search':
        this.renderRoot.querySelector('agent-console-search')?.focus();
        return true;
      case 'next':
      case 'previous':
        return this.#step(command === 'next' ? 1 : -1, event?.altKey === true);
      case 'reply':
        return this.#within((conversation) => conversation.focus());
      case 'quote':
        return this.#within((conversation) => conversation.quoteLast());
      case 'attach':
        return this.#within((conversation) => conversation.chooseFiles());
      case 'choose':
        // At once where it is loaded: the next key may choose on from there.
        if (customElements.get('agent-console-choice')) return this.#choice?.toggle() ?? false;
        void loadParts().then(() => this.#choice?.toggle());
        return true;
      case 'list':
        if (this.#choice?.end?.()) return true;
        if (!this.selected || !this.#isOnePane) return false;
        this.selected = null;
        return true;
      case 'note':
        return this.#within((conversation) => conversation.write(true));
      case 'resolve':
      case 'assign':
      case 'snooze':
      case 'unread':
        return this.#within((conversation) => conversation.run(command));
      case 'settings':
        void this.#openSettings();
        return true;
    }
  }

  get #choice() {
    return this.renderRoot.querySelector('agent-console-choice');
  }

  /** Made anew: one that was closed a moment ago may still be here. */
  async #openSheet(sheet: 'commands' | 'shortcuts', loaded: Promise<unknown>): Promise<void> {
    this.sheet = null;
    await Promise.all([loaded, this.updateComplete]);
    this.sheet = sheet;
  }

  /** A dialog tells a frame later that it is closed, and another one may be open by then. */
  #closeSheet({ target }: Event): void {
    if (target instanceof Node && target.isConnected) this.sheet = null;
  }

  /** To the conversation after this one, or before it, in the list; the focus stays in the list if it was not in a text. */
  #step(by: 1 | -1, isWriting: boolean): boolean {
    if (!this.#sessions) return false;
    const rows = this.#search.rows(this.#sessions, this.shown);
    const at = rows.findIndex((row) => this.selected !== null && keyOf(row) === keyOf(this.selected));
    const row = rows[at < 0 ? 0 : at + by];
    if (row) void this.#select(row, null, isWriting ? 'composer' : 'list');
    return true;
  }

  get #openConversation(): ConsoleConversation | null {
    return this.renderRoot.querySelector('agent-console-conversation');
  }

  /** Does something in the open conversation, as soon as it is loaded and drawn; false: none is open. */
  #within(act: (conversation: ConsoleConversation) => void): boolean {
    const conversation = this.#openConversation;
    if (conversation) {
      void loadParts()
        .then(() => conversation.updateComplete)
        .then(() => act(conversation));
    }
    return conversation !== null;
  }

  /** Whether the list and the conversation take turns. */
  get #isOnePane(): boolean {
    const list = this.renderRoot.querySelector('.reading > .list');
    return list !== null && getComputedStyle(list).display === 'none';
  }

  #touchEnded(event: TouchEvent): void {
    const isRightToLeft = this.#language.speech?.direction === 'rtl';
    if (this.#swipe.isBack(event, isRightToLeft) && this.#isOnePane) this.selected = null;
  }

  /** Shows the numbers that the agent may see now. */
  async #showNumbers(api: ApiClient, sessions: InboxSessions): Promise<void> {
    const { agent, inboxes, isSetUp } = await api.me();
    if (this.#sessions !== sessions) return;
    this.agent = agent;
    sessions.me = agent.id;
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
    this.#drafts.read(numbers.map(({ id }) => id));
    if (this.shown !== null && !this.#number(this.shown)) this.shown = null;
    if (this.selected && !this.#number(this.selected.inbox)) this.selected = null;
    await sessions.show(numbers.map(({ id }) => id));
    this.requestUpdate();
  }

  async #refreshNumbers(): Promise<void> {
    if (this.#api && this.#sessions) await this.#showNumbers(this.#api, this.#sessions);
  }

  /** An admin on the Worker's own page, where the deployment is set up. */
  get #isOwner(): boolean {
    return this.agent?.role === 'admin' && !this.getToken && this.#origin === location.origin;
  }

  async #openSetup(): Promise<void> {
    await import('./setup/console-setup.ts');
    this.isInSettings = false;
    this.phase = 'setup';
  }

  #number(inbox: string | undefined): InboxSummary | undefined {
    return inbox === undefined ? this.numbers[0] : this.numbers.find(({ id }) => id === inbox);
  }

  /** Null where there is only one, which needs no name. */
  #names(): ReadonlyMap<string, string> | null {
    return this.numbers.length > 1 ? numberNames(this.numbers) : null;
  }

  #show(inbox: string | null): void {
    this.shown = inbox;
    if (this.selected && inbox !== null && this.selected.inbox !== inbox) this.selected = null;
    if (this.#search.text !== null) void this.#find(this.#search.text);
  }

  async #startWith(sessions: InboxSessions, { phone, inbox }: ConversationStart): Promise<void> {
    const session = sessions.of(inbox ?? this.shown ?? this.numbers[0]?.id ?? '');
    if (session) await this.#select({ inbox: session.inbox, id: await session.startConversation(phone) });
  }

  async #find(text: string): Promise<void> {
    const sessions = this.#sessions;
    if (sessions) await this.#try(() => this.#search.find(sessions, this.shown, text));
  }

  /** Opens a conversation, at one of its messages when it is named. */
  async #select(
    { inbox, id }: Place,
    messageId: number | null = null,
    focus: 'composer' | 'list' = 'composer',
  ): Promise<void> {
    const session = this.#sessions?.of(inbox);
    if (!session) return;
    const unread = session.state.conversations.get(id)?.unread ?? 0;
    const place = { inbox, id };
    const focused = this.shadowRoot?.activeElement;
    this.selected = place;
    this.inboxToSet = inbox;
    if (this.#colleagues.isOld) void this.#try(() => this.#colleagues.load(this.#api));
    this.firstUnread = null;
    const known = this.#tellOpen(session, id);
    await this.#try(async () => {
      await Promise.all([session.open(id), loadParts()]);
    });
    if (this.selected !== place) return;
    if (!known) this.#tellOpen(session, id);
    if (messageId !== null) {
      await this.updateComplete;
      await this.#openConversation?.show(messageId);
      return;
    }
    session.toNewest(id);
    const inbound = session.thread(id).filter(({ direction }) => direction === 'in');
    this.firstUnread = unread > 0 ? (inbound.at(-unread)?.id ?? null) : null;
    this.#markRead();
    await this.updateComplete;
    if (focus === 'list') {
      await this.renderRoot.querySelector('agent-console-list')?.focusSelected();
      return;
    }
    const conversation = this.#openConversation;
    await conversation?.updateComplete;
    // Whoever has gone on to something else meanwhile stays there.
    const now = this.shadowRoot?.activeElement;
    if (now === null || now === focused) conversation?.focus();
  }

  /** False: it is not known yet whose conversation it is. */
  #tellOpen({ inbox, state }: InboxSession, id: number): boolean {
    const contact = state.conversations.get(id)?.contact;
    if (contact) this.dispatchEvent(new ConversationOpen(inbox, id, contact));
    return contact !== undefined;
  }

  /** What stands open in a visible page has been seen. */
  #markRead(): void {
    const conversation = this.selected && this.#sessions?.conversation(this.selected);
    const session = conversation && this.#sessions?.of(conversation.inbox);
    // Who reads what is long ago has not seen what is new.
    const isSeen = session && !document.hidden && !session.hasNewer(conversation.id);
    if (!isSeen || (conversation.unread === 0 && !conversation.mentioned)) return;
    // When it fails, the next message, or opening the conversation, tries again.
    session.markRead(conversation).catch(() => {});
  }

  /** The others see which conversation is on a screen that somebody looks at. */
  #look(): void {
    for (const session of this.#sessions?.only(null) ?? []) {
      const isHere = this.selected?.inbox === session.inbox && !document.hidden;
      session.look(isHere ? (this.selected?.id ?? null) : null);
    }
  }

  async #openSettings(section = 'account'): Promise<void> {
    await import('./console-settings.ts');
    this.settingsSection = section;
    const newest = this.#sessions?.list(null)[0];
    this.inboxToSet = this.shown ?? this.selected?.inbox ?? this.inboxToSet ?? newest?.inbox;
    this.isInSettings = true;
  }

  async #openPicture(session: InboxSession, message: Message): Promise<void> {
    const { picturesAround } = await import('./picture-viewer.ts');
    this.picture = picturesAround(session, message);
  }

  #dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isDropping = event.type === 'dragover';
    if (event.type !== 'drop') return;
    // The list is empty once the drop is over.
    const files = [...event.dataTransfer.files];
    this.#within((conversation) => conversation.attach(files));
  }

  #keepDraft(place: Place, text: string): void {
    this.#drafts.keep(place, text);
    this.requestUpdate();
  }

  #signedIn(event: SignedInEvent): void {
    this.#stored.keep(event.session.token);
    void this.#start();
  }

  #signOut(event: Event): void {
    event.stopPropagation();
    this.isInSettings = false;
    this.#end();
    this.#stored.forget();
    if (this.getToken) this.#stop(strings.signedOut);
    else this.phase = 'sign-in';
    this.#tellSignedOut();
  }

  async #try(command: () => Promise<void>): Promise<void> {
    try {
      await command();
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.#failed(error);
    }
  }

  #failed(failure: ApiFailure): void {
    const isNumberGone = ['number_not_allowed', 'inbox_not_found'].includes(failure.code);
    if (isNumberGone && this.phase === 'ready') {
      const [api, sessions] = [this.#api, this.#sessions];
      if (api && sessions) void this.#try(() => this.#showNumbers(api, sessions));
    } else if (failure.status === 401 && !this.getToken) {
      this.#end();
      this.#stored.forget();
      this.phase = 'sign-in';
      this.#tellSignedOut();
    } else if (failure.status === 401 && this.getToken && Date.now() - this.#startedAt > tokenLasts) {
      // The session that the page gave is over, and it may have another one.
      void this.#start();
    } else if (this.phase === 'loading' || failure.status === 401) this.#stop(failure.message);
    else {
      this.notice = failure.message;
      setTimeout(() => {
        if (this.notice === failure.message) this.notice = null;
      }, noticeLasts);
    }
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
    this.#sessions?.stop();
    this.#sessions = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console': AgentConsole;
  }
}

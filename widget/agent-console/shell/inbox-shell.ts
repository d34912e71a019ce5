import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { serverNow } from '../../client/live/server-clock.ts';
import { type ConversationRef, type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';
import { usualView } from '../../client/state/list-view.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import type { InboxStores } from '../../client/store/inbox-stores.ts';
import type { Speech } from '../../locales/speak.ts';
import { strings } from '../../locales/strings-first-load.ts';
import { icons } from '../../theme/icons-first-load.ts';
import type { ConsoleActions } from '../commands/console-actions.ts';
import type { Destination, Sheet } from '../commands/registry.ts';
import type { ChoiceGroup } from '../commands/team-choices.ts';
import type { Zone } from '../commands/triage.ts';
import { AllDrafts } from '../composer/drafts/all-drafts.ts';
import type { ComposerDraft, DraftAddition } from '../composer/message/composer-events.ts';
import type { MessageForward, PictureOpen } from '../conversation/conversation-events.ts';
import type { ConsoleConversation } from '../conversation/conversation-view.ts';
import { ConversationClose, ConversationOpen, LayersChange } from '../events.ts';
import { ListSearch } from '../list/list-search.ts';
import { avatarStyles } from '../ui/avatar.ts';
import { customElement } from '../ui/custom-element.ts';
import { Colleagues } from './colleagues.ts';
import { conversationFrameStyles, renderConversationFrame } from './conversation-placeholder.ts';
import '../list/conversation-list.ts';
import '../list/list-tabs.ts';
import type { TeamActionEvent } from '../conversation/conversation-tools.ts';
import type { ConversationSelect } from '../list/conversation-list.ts';
import type { ChoiceChange } from '../list/list-selection.ts';
import type { SavedViewSelect, ViewChange } from '../list/list-tabs.ts';
import '../list/search-field.ts';
import type { FileSelect } from '../contact/contact-files.ts';
import type { ConversationStart, CustomerSearch } from '../list/search-field.ts';
import type { FoundSelect } from '../list/search-results.ts';
import { numberNames } from '../ui/number-names.ts';
import { FileDrop } from './file-drop.ts';
import type { InboxHost } from './inbox-host.ts';
import type { InboxParts } from './inbox-parts.ts';
import { consoleInboxStyles } from './inbox-shell-styles.ts';
import type { HealthOpen } from './number-alerts.ts';
import type { OpeningZone } from './opening-focus.ts';
import '../ui/number-switch.ts';
import { type ToastContent, ToastShow } from '../ui/feedback/toast-show.ts';
import { type Command, commandOf, type Shortcuts } from '../ui/keyboard/shortcuts.ts';
import type { NumberSelect } from '../ui/number-switch.ts';
import { focusedElement } from '../ui/overlays/focused.ts';
import { tokens } from '../ui/tokens.ts';
import { Swipe } from './swipe.ts';

/** From this width on, in pixels, there is room for a third pane; the style says it again. */
const wide = 1_100;

/** The state of an agent's view. */
export interface InView {
  /** The conversation that is open. */
  selected: ConversationRef | null;
  /** The number that is shown; null: all of them. */
  shown: string | null;
  isContactOpen: boolean;
}

export const nothingInView = (): InView => ({ selected: null, shown: null, isContactOpen: false });

/** The inbox of an agent who is signed in: the list, the open conversation, the customer, and what lies over them. */
@customElement('agent-console-inbox')
export class ConsoleInbox extends LitElement implements InboxHost {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) stores: InboxStores | null = null;
  /** Counts the changes in `stores`. */
  @property({ attribute: false }) change = 0;
  /** Who is signed in, and the numbers that they see here. */
  @property({ attribute: false }) agent: Agent | null = null;
  @property({ attribute: false }) numbers: readonly InboxSummary[] = [];
  @property({ attribute: false }) drafts = new AllDrafts();
  /** Origin of the Worker. */
  @property({ attribute: false }) worker = '';
  @property({ attribute: false }) wholePage = false;
  @property({ attribute: false }) shortcuts: Shortcuts | null = {};
  /** What went wrong with a command, for a while. */
  @property({ attribute: false }) notice: string | null = null;
  @property({ attribute: false }) speech: Speech | null = null;
  /** Does something that the Worker may refuse, and says so. */
  @property({ attribute: false }) attempt: (command: () => Promise<void>) => Promise<void> = (command) =>
    command();
  /** The view when the inbox was last on the page, stored for the next time. */
  @property({ attribute: false }) inView = nothingInView();

  @state() private selected: ConversationRef | null = null;
  @state() private firstUnread: number | null = null;
  /** The number that is shown; null: all of them. */
  @state() private shown: string | null = null;
  /** The number in the settings: the one that was last shown, opened or set. */
  @state() inboxToSet: string | undefined;
  /** Whether the panel about the customer is wanted, and whether it has a place beside the thread. */
  @state() private isContactOpen = false;
  @state() private isWide = false;
  /** The keys of the rows that are chosen, to do the same to all; null: none is. */
  @state() private chosen: ReadonlySet<string> | null = null;
  @state() private now = serverNow();

  #search = new ListSearch(this);
  #colleagues = new Colleagues(this);
  #swipe = new Swipe();
  depth = 0;
  #parts: InboxParts | null = null;
  #drop = new FileDrop(this, (files) => this.#within((conversation) => conversation.attach(files)));
  #clock: ReturnType<typeof setInterval> | undefined;
  #size = new ResizeObserver(([entry]) => {
    this.isWide = (entry?.contentRect.width ?? 0) >= wide;
  });
  #seen = () => {
    this.#markRead();
    this.#look();
  };
  #pressed = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || this.shortcuts === null) return;
    const isHere = event.composedPath().includes(this);
    const settings = this.#parts?.overlays.settings;
    if (settings) {
      if (event.key === 'Escape' && document.activeElement === document.body) void settings.back();
      return;
    }
    if (!isHere && !(this.wholePage && document.activeElement === document.body)) return;
    const command = commandOf(event, this.shortcuts);
    // What lies below the settings is left alone.
    if (command === null || (this.#isInSettings && command !== 'commands' && command !== 'sheet')) return;
    if (!this.#run(command, event)) return;
    event.preventDefault();
  };

  static override readonly styles = [tokens, avatarStyles, consoleInboxStyles, conversationFrameStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      this.now = serverNow();
    }, 15_000);
    this.#size.observe(this);
    document.addEventListener('visibilitychange', this.#seen);
    // First here, so that a page around the console sees whether a key was used.
    this.addEventListener('keydown', this.#pressed);
    document.addEventListener('keydown', this.#pressed);
    this.addEventListener('toast-show', this.#showToast);
    void customElements.whenDefined('agent-console-conversation').then(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#parts?.views?.stop();
    this.#size.disconnect();
    document.removeEventListener('visibilitychange', this.#seen);
    this.removeEventListener('keydown', this.#pressed);
    document.removeEventListener('keydown', this.#pressed);
    this.removeEventListener('toast-show', this.#showToast);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#parts?.actions.focus.note();
    if (changed.has('inView')) {
      this.selected = this.inView.selected;
      this.shown = this.inView.shown;
      this.isWide = this.clientWidth >= wide;
      // As a dialog it would take the focus of the page.
      this.isContactOpen = this.inView.isContactOpen && this.isWide;
    }
    if (changed.has('change')) this.now = serverNow();
    if (!changed.has('numbers')) return;
    if (this.shown !== null && !this.#number(this.shown)) this.shown = null;
    if (this.selected && !this.#number(this.selected.inbox)) this.selected = null;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const { selected, shown, isContactOpen } = this;
    Object.assign(this.inView, { selected, shown, isContactOpen });
    if (changed.has('change')) {
      this.#markRead();
      this.#parts?.views?.refresh();
    }
    void this.#parts?.actions.focus.keep();
    // The banner is loaded with the first thing that it says.
    if (this.stores?.alerts.some(({ alerts }) => alerts.length > 0)) void import('./number-alerts.ts');
    if (changed.has('selected')) {
      this.#look();
      if (this.selected === null && changed.get('selected')) this.dispatchEvent(new ConversationClose());
    }
    const depth = this.#layers;
    if (depth === this.depth) return;
    this.depth = depth;
    this.dispatchEvent(new LayersChange(depth));
  }

  /** How many layers the page can go back from. */
  get #layers(): number {
    const isOpen = this.selected !== null;
    return [
      this.chosen !== null,
      isOpen,
      isOpen && this.isContactOpen && !this.isWide,
      ...(this.#parts?.overlays.layers ?? []),
    ].filter(Boolean).length;
  }

  /** Closes what lies on top; false: nothing does. */
  back(): boolean {
    if (this.#parts?.overlays.back()) return true;
    if (!this.isOnePane && this.choice?.end?.()) return true;
    if (!this.selected) return false;
    this.selected = null;
    return true;
  }

  async open(ref: ConversationRef): Promise<void> {
    await this.#select(ref);
  }

  /** Restores the view of the last time. */
  async openAgain(takesFocus: boolean): Promise<void> {
    if (this.selected) await this.#select(this.selected, null, takesFocus ? 'conversation' : 'nowhere');
  }

  async close(): Promise<void> {
    const key = this.selected && keyOf(this.selected);
    const hadFocus = this.#conversationElement?.matches(':focus-within');
    this.selected = null;
    await this.updateComplete;
    if (hadFocus) await this.list?.focusKey(key);
  }

  /** Opens the conversation with a customer, found by the page's data; see `AgentConsole.open`. */
  async openContact(contact: string | number, inbox?: string): Promise<void> {
    const { refOf } = await import('../contact/find-contact.ts');
    const first = inbox ?? this.shown ?? this.numbers[0]?.id ?? '';
    await this.#select(await refOf(this.stores, contact, { only: inbox ?? null, first }));
  }

  async openHealth(inbox: string): Promise<void> {
    if (this.agent?.role !== 'admin') return;
    if (this.numbers.length > 1) this.#show(inbox);
    await this.#openSettings('health');
  }

  /** Puts a text into the message field of the open conversation. False: none is open. */
  async compose(text: string): Promise<boolean> {
    await this.updateComplete;
    const conversation = this.#conversationElement;
    if (!conversation) return false;
    await this.#loadParts();
    await conversation.takeUp(text);
    return true;
  }

  /** Fetches the parts for the next actions while the agent looks at the list. */
  async prepare(): Promise<void> {
    await Promise.all([
      this.#loadParts().then(({ views }) => this.attempt(async () => views?.load())),
      this.loadColleagues(),
    ]);
  }

  /** Two conversations have become one. */
  merged(from: ConversationRef, into: ConversationRef): void {
    this.requestUpdate();
    if (this.selected && keyOf(this.selected) === keyOf(from)) void this.#select(into);
  }

  /** Everything of a customer is gone. */
  erased(ref: ConversationRef): void {
    this.requestUpdate();
    if (this.selected && keyOf(this.selected) === keyOf(ref)) this.selected = null;
  }

  protected override render() {
    // Renders again in another language and keeps its state.
    return this.stores ? keyed(this.speech, this.#renderInbox(this.stores)) : nothing;
  }

  #renderInbox(stores: InboxStores) {
    const conversation = this.selected === null ? undefined : stores.conversation(this.selected);
    const store = conversation && stores.of(conversation.inbox);
    const names = this.#names();
    const listed = this.#search.rows(stores, this.shown);
    const isSearch = this.#search.text !== null;
    const note = stores.isOffline ? strings.reconnecting : this.notice;
    const isBeside = conversation !== undefined && this.isContactOpen && this.isWide;
    return html`<div
        class="panes ${conversation ? 'reading' : ''} ${isBeside ? 'three' : ''}"
        data-change=${this.change}
        ?inert=${this.#isInSettings}
      >
        <div part="list" class="list ${this.#search.messages?.rows.length ? 'found' : ''}">
          <div>
          <agent-console-alerts
            .numbers=${stores.alerts.map((one) => ({ ...one, name: names?.get(one.inbox) ?? null }))}
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
              void this.attempt(() => this.#startWith(stores, event))}
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
                  .view=${stores.view}
                  .counts=${stores.counts(this.shown)}
                  .labels=${this.#colleagues.labels}
                  .people=${this.#others}
                  .saved=${this.#parts?.views?.buttons ?? []}
                  .sources=${this.#sources}
                  @saved-view-select=${({ id }: SavedViewSelect) => this.#parts?.views?.select(id)}
                  @view-edit=${() => void this.#parts?.views?.edit()}
                  .hasBot=${this.numbers.some(({ bot }) => bot !== null)}
                  @view-change=${(event: ViewChange) => void this.attempt(() => stores.showView(event.view))}
                  @choose-several=${() => void this.#loadParts().then(() => this.choice?.begin())}
                ></agent-console-list-tabs>`
              : nothing
          }
          <agent-console-choice
            .conversations=${listed}
            .opened=${this.selected && keyOf(this.selected)}
            .me=${this.agent}
            .labels=${this.#colleagues.labels}
            .peopleOf=${(inbox: string) => this.peopleOf(inbox)}
            .actOnMany=${async (...many: Parameters<ConsoleActions['actOnMany']>) => (await this.#loadParts()).actions.actOnMany(...many)}
            .attempt=${this.attempt}
            @choice-change=${({ chosen }: ChoiceChange) => {
              this.chosen = chosen;
            }}
          >
          <agent-console-list
            .labels=${this.#colleagues.labels}
            .chosen=${this.chosen}
            .isFiltered=${stores.view !== usualView || stores.hasAny}
            .conversations=${listed}
            .selected=${this.selected && keyOf(this.selected)}
            .numbers=${this.shown === null ? names : null}
            .drafts=${this.drafts.texts}
            .unsent=${stores.unsent}
            .typing=${stores.typing(this.agent?.id ?? '')}
            .now=${this.now}
            .hasMore=${!isSearch && stores.hasMore(this.shown)}
            .isSearch=${isSearch}
            @conversation-select=${(event: ConversationSelect) => void this.#select(event.conversation)}
            @list-more=${() => void this.attempt(() => stores.more(this.shown))}
          ></agent-console-list>
          </agent-console-choice>
          ${this.#renderFound(stores, names)}
        </div>
        <section
          part="conversation"
          class="conversation ${this.#drop.isOver ? 'dropping' : ''}"
          data-drop=${strings.dropFiles}
          aria-label=${strings.conversation}
          @touchstart=${(event: TouchEvent) => this.#swipe.begin(event)}
          @touchend=${this.#touchEnded}
        >
          ${
            conversation && store
              ? this.#renderConversation(store, conversation)
              : html`<div class="nothing">${strings.chooseConversation}</div>`
          }
        </section>
        ${conversation && store && this.isContactOpen ? this.#renderContact(store, conversation) : nothing}
      </div>
      ${this.#parts?.overlays.render(stores) ?? nothing}
      <agent-console-toast></agent-console-toast>
      <div role="status">${note ? html`<span class="note">${note}</span>` : nothing}</div>`;
  }

  #renderContact(store: InboxStore, conversation: InboxConversation) {
    return html`<agent-console-contact
      part="contact"
      .conversation=${conversation}
      .commands=${store.contact(conversation.id)}
      .mediaUrl=${(message: Message) => store.media.address(message)}
      .labels=${this.#colleagues.labels}
      .now=${this.now}
      .isAdmin=${this.agent?.role === 'admin'}
      .isPane=${this.isWide}
      @team-action=${({ command }: TeamActionEvent) => void this.#act(command, conversation)}
      @contact-close=${() => void this.#openContact(false)}
      @file-select=${({ message }: FileSelect) => {
        if (!this.isWide) this.isContactOpen = false;
        void this.conversation?.show(message.id);
      }}
    ></agent-console-contact>`;
  }

  /** Remembers on this page whether the panel beside the thread is open. */
  async #openContact(isOpen: boolean): Promise<void> {
    if (isOpen) await import('../contact/contact-panel.ts');
    this.isContactOpen = isOpen;
    if (!isOpen) this.conversation?.focusContactButton();
  }

  #renderFound(stores: InboxStores, names: ReadonlyMap<string, string> | null) {
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
        @found-more=${() => void this.attempt(() => this.#search.more(stores, this.shown, messages))}
      ></agent-console-found>`;
  }

  #renderConversation(store: InboxStore, conversation: InboxConversation) {
    const ref = { inbox: store.inbox, id: conversation.id };
    const numberName = this.#names()?.get(store.inbox) ?? null;
    const me = this.agent?.id ?? '';
    const back = () => void this.close();
    // A new element for each conversation, so that no state is carried over.
    return keyed(
      keyOf(ref),
      html`<agent-console-conversation
        exportparts="header"
        .store=${store}
        .conversation=${conversation}
        .change=${this.change}
        .api=${this.api}
        .me=${this.agent}
        .number=${this.#number(store.inbox) ?? null}
        .numberName=${numberName}
        .people=${this.#colleagues.of(store.inbox)}
        .labels=${this.#colleagues.labels}
        .draft=${this.drafts.text(ref)}
        .extras=${this.drafts.extras(ref)}
        .isDraftHeld=${this.drafts.isHeld(ref)}
        .firstUnread=${this.firstUnread}
        .isContactOpen=${this.isContactOpen}
        .now=${this.now}
        .attempt=${this.attempt}
        @list-back=${back}
        @reply-create=${() => void this.#openSettings('replies')}
        @contact-toggle=${() => void this.#openContact(!this.isContactOpen)}
        @team-action=${({ command }: TeamActionEvent) => void this.#act(command, conversation)}
        @note-begin=${() => void this.attempt(() => this.loadColleagues())}
        @composer-draft=${({ text, extras }: ComposerDraft) => this.#keepDraft(ref, text, extras)}
        @draft-addition=${({ extras }: DraftAddition) => void this.#addToDraft(me, ref, extras)}
        @message-send=${() => {
          this.firstUnread = null;
        }}
        @conversation-start=${({ phone }: ConversationStart) =>
          void this.attempt(async () =>
            this.#select({ inbox: store.inbox, id: await store.startConversation(phone) }),
          )}
        @message-forward=${({ message }: MessageForward) =>
          void this.attempt(async () => (await this.#loadParts()).overlays.openForward(store, message))}
        @picture-open=${({ message }: PictureOpen) => void this.attempt(async () => (await this.#loadParts()).overlays.openPicture(store, message))}
        >${
          customElements.get('agent-console-conversation')
            ? nothing
            : renderConversationFrame(conversation, numberName, back)
        }</agent-console-conversation
      >`,
    );
  }

  async #act(command: PeopleCommand, conversation: InboxConversation): Promise<void> {
    await this.attempt(async () => {
      await (await this.#loadParts()).actions.actOn(command, conversation);
    });
  }

  async #loadParts(): Promise<InboxParts> {
    const { InboxParts: Parts } = await import('./inbox-parts.ts');
    this.#parts ??= new Parts(this);
    return this.#parts;
  }

  /** Runs a command. Returns false if it does not apply here and the key belongs to the page. */
  #run(command: Command, event?: KeyboardEvent): boolean {
    // At once where it is loaded: the next key may go on from there.
    if (this.#parts) return this.#parts.actions.run(command, event);
    void this.#loadParts().then(({ actions }) => actions.run(command, event));
    return true;
  }

  get #isInSettings(): boolean {
    return this.#parts?.overlays.isInSettings ?? false;
  }

  get #toast() {
    return this.renderRoot.querySelector('agent-console-toast');
  }

  #showToast = async (event: ToastShow): Promise<void> => {
    event.stopPropagation();
    const path = event.composedPath();
    await import('../ui/feedback/toast.ts');
    await this.#toast?.show(event.content, path);
  };

  /** The pages that customers came from. */
  #sources = (): readonly string[] =>
    (this.stores?.list(this.shown) ?? []).flatMap(({ source }) => source?.page ?? []);

  get opened(): ConversationRef | null {
    return this.selected;
  }

  get shownNumber(): string | null {
    return this.shown;
  }

  get rows(): readonly InboxConversation[] {
    return this.stores ? this.#search.rows(this.stores, this.shown) : [];
  }

  get labels() {
    return this.#colleagues.labels;
  }

  peopleOf(inbox: string): readonly Person[] {
    return this.#colleagues.of(inbox);
  }

  get list() {
    return this.renderRoot.querySelector('agent-console-list');
  }

  get choice() {
    return this.renderRoot.querySelector('agent-console-choice');
  }

  /** Null while its element is not loaded: until then, it has none of its methods. */
  get conversation(): ConsoleConversation | null {
    const element = this.#conversationElement;
    const Loaded = customElements.get('agent-console-conversation');
    return Loaded && element instanceof Loaded ? element : null;
  }

  /** The element of the open conversation, which may still have to load. */
  get #conversationElement(): ConsoleConversation | null {
    return this.renderRoot.querySelector('agent-console-conversation');
  }

  get views(): readonly Destination[] {
    return this.#parts?.views?.destinations ?? [];
  }

  get settingsPages(): readonly Destination[] {
    return this.#parts?.overlays.settingsPages ?? [];
  }

  say(content: ToastContent): void {
    this.dispatchEvent(new ToastShow(content));
  }

  async select(ref: ConversationRef, focus: Zone): Promise<void> {
    await this.#select(ref, null, focus);
  }

  showNumber(inbox: string | null): void {
    this.#show(inbox);
  }

  openSettings(): void {
    void this.#openSettings();
  }

  focusSearch(): void {
    this.renderRoot.querySelector('agent-console-search')?.focus();
  }

  toggleContact(): void {
    void this.#openContact(!this.isContactOpen);
  }

  undoToast(): boolean {
    return this.#toast?.undo?.() ?? false;
  }

  openSheet(sheet: Sheet, group: ChoiceGroup | null = null): void {
    void this.#loadParts().then(({ overlays }) => overlays.openSheet(sheet, group));
  }

  /** Does something in the open conversation, as soon as it is loaded and drawn; false: none is open. */
  #within(act: (conversation: ConsoleConversation) => void): boolean {
    const conversation = this.#conversationElement;
    if (conversation) {
      void this.#loadParts()
        .then(() => conversation.updateComplete)
        .then(() => act(conversation));
    }
    return conversation !== null;
  }

  /** Whether the list and the conversation take turns. */
  get isOnePane(): boolean {
    const list = this.renderRoot.querySelector('.reading > .list');
    return list !== null && getComputedStyle(list).display === 'none';
  }

  #touchEnded(event: TouchEvent): void {
    if (this.#swipe.isBack(event, this.speech?.direction === 'rtl') && this.isOnePane) this.selected = null;
  }

  /** The colleagues who can have a conversation that is in the list. */
  get #others(): readonly Person[] {
    const inboxes = this.shown === null ? this.numbers.map(({ id }) => id) : [this.shown];
    return this.#colleagues.ofAny(inboxes).filter(({ id }) => id !== this.agent?.id);
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

  async #startWith(stores: InboxStores, { phone, inbox }: ConversationStart): Promise<void> {
    const store = stores.of(inbox ?? this.shown ?? this.numbers[0]?.id ?? '');
    if (store) await this.#select({ inbox: store.inbox, id: await store.startConversation(phone) });
  }

  loadColleagues(): Promise<void> {
    return this.#colleagues.load(this.api);
  }

  async #find(text: string): Promise<void> {
    const stores = this.stores;
    if (stores) await this.attempt(() => this.#search.find(stores, this.shown, text));
  }

  /** Opens a conversation, at one of its messages when it is named. */
  async #select(
    { inbox, id }: ConversationRef,
    messageId: number | null = null,
    focus: OpeningZone = 'conversation',
  ): Promise<void> {
    const store = this.stores?.of(inbox);
    if (!store) return;
    const unread = store.state.conversations.get(id)?.unread ?? 0;
    const ref = { inbox, id };
    const before = { inInbox: this.shadowRoot?.activeElement ?? null, onPage: focusedElement() };
    this.selected = ref;
    this.inboxToSet = inbox;
    if (this.#colleagues.isOld) void this.attempt(() => this.loadColleagues());
    this.firstUnread = null;
    const known = this.#tellOpen(store, id);
    await this.attempt(async () => {
      await Promise.all([store.open(id), this.#loadParts()]);
    });
    if (this.selected !== ref) return;
    if (!known) this.#tellOpen(store, id);
    if (messageId !== null) {
      await this.updateComplete;
      await this.conversation?.show(messageId);
      return;
    }
    store.threads.toNewest(id);
    const inbound = store.threads.thread(id).filter(({ direction }) => direction === 'in');
    this.firstUnread = unread > 0 ? (inbound.at(-unread)?.id ?? null) : null;
    this.#markRead();
    await this.#parts?.openingFocus.move(ref, focus, before);
  }

  /** False: it is not known yet whose conversation it is. */
  #tellOpen({ inbox, state }: InboxStore, id: number): boolean {
    const contact = state.conversations.get(id)?.contact;
    if (contact) this.dispatchEvent(new ConversationOpen(inbox, id, contact));
    return contact !== undefined;
  }

  /** What stands open in a visible page has been seen. */
  #markRead(): void {
    const conversation = this.selected && this.stores?.conversation(this.selected);
    const store = conversation && this.stores?.of(conversation.inbox);
    // An agent who reads older messages has not seen the new ones.
    const isSeen = store && !document.hidden && !store.threads.hasNewer(conversation.id);
    if (!isSeen || (conversation.unread === 0 && !conversation.mentioned)) return;
    // When it fails, the next message, or opening the conversation, tries again.
    store.markRead(conversation).catch(() => {});
  }

  /** Shows the other agents which conversation is visible to this one. */
  #look(): void {
    for (const store of this.stores?.only(null) ?? []) {
      const isHere = this.selected?.inbox === store.inbox && !document.hidden;
      store.look(isHere ? (this.selected?.id ?? null) : null);
    }
  }

  async #openSettings(section?: string): Promise<void> {
    await (await this.#loadParts()).overlays.openSettings(section);
  }

  #keepDraft(ref: ConversationRef, text: string, extras: string): void {
    this.drafts.keep(ref, text, extras);
    this.requestUpdate();
  }

  async #addToDraft(agent: string, ref: ConversationRef, extras: string): Promise<void> {
    const now = await this.drafts.add(agent, ref, extras);
    this.requestUpdate();
    await this.updateComplete;
    const conversation = this.conversation;
    const isOpen = now && this.selected && keyOf(this.selected) === keyOf(now);
    if (isOpen && agent === this.agent?.id) await conversation?.takeIn(extras);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-inbox': ConsoleInbox;
  }
}

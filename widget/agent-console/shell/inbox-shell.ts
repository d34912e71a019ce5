import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { local } from '../../client/browser/browser-storage.ts';
import { serverNow } from '../../client/live/server-clock.ts';
import type { ConversationRef, InboxConversation } from '../../client/state/inbox-state.ts';
import type { InboxStores } from '../../client/store/inbox-stores.ts';
import type { Speech } from '../../locales/speak.ts';
import { strings } from '../../locales/strings-first-load.ts';
import type { Destination, Sheet } from '../commands/registry.ts';
import type { ChoiceGroup } from '../commands/team-choices.ts';
import type { Zone } from '../commands/triage.ts';
import { AllDrafts } from '../composer/drafts/all-drafts.ts';
import type { ConsoleConversation } from '../conversation/conversation-view.ts';
import { ConversationClose, LayersChange } from '../events.ts';
import { avatarStyles } from '../ui/avatar.ts';
import { customElement } from '../ui/custom-element.ts';
import type { Density } from '../ui/density.ts';
import { type ToastContent, ToastShow } from '../ui/feedback/toast-show.ts';
import type { Shortcuts } from '../ui/keyboard/shortcuts.ts';
import { numberNames } from '../ui/number-names.ts';
import { tokens } from '../ui/tokens.ts';
import { Colleagues } from './colleagues.ts';
import { InboxKeys } from './inbox-keys.ts';
import type { InboxParts } from './inbox-parts.ts';
import { consoleInboxStyles } from './inbox-shell-styles.ts';
import { ConversationPane } from './panes/conversation-pane.ts';
import { conversationFrameStyles } from './panes/conversation-placeholder.ts';
import { FileDrop } from './panes/file-drop.ts';
import { ListPane } from './panes/list-pane.ts';
import { OpenConversation } from './panes/open-conversation.ts';
import type { OpeningZone } from './panes/opening-focus.ts';
import type { PaneHost } from './panes/pane-host.ts';
import { Swipe } from './panes/swipe.ts';
import { Toasts } from './toasts.ts';

/** From this width on, in pixels, there is room for a third pane; the style says it again. */
const wide = 1_100;
/** From this width on, the panel about the customer is open with each conversation, unless the agent has closed it. */
const roomy = 1_280;
const panelKey = 'agent-console/contact';

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
export class ConsoleInbox extends LitElement implements PaneHost {
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
  @property({ attribute: false }) density: Density = 'comfortable';
  /** Does something that the Worker may refuse, and says so. */
  @property({ attribute: false }) attempt: (command: () => Promise<void>) => Promise<void> = (command) =>
    command();
  /** The view when the inbox was last on the page, stored for the next time. */
  @property({ attribute: false }) inView = nothingInView();

  /** The number that is shown; null: all of them. */
  @state() private shown: string | null = null;
  /** The number in the settings: the one that was last shown, opened or set. */
  @state() inboxToSet: string | undefined;
  @state() isContactOpen = false;
  @state() isWide = false;
  @state() now = serverNow();

  readonly colleagues = new Colleagues(this);
  /** Null until they are loaded. */
  parts: InboxParts | null = null;
  depth = 0;
  #open = new OpenConversation(this);
  #list = new ListPane(this);
  #conversation = new ConversationPane(this, this.#open);
  /** The conversation that was open when the inbox was last drawn. */
  #wasOpen: ConversationRef | null = null;
  #toasts = new Toasts(this);
  #swipe = new Swipe();
  #drop = new FileDrop(this, (files) => this.#within((conversation) => conversation.attach(files)));
  #clock: ReturnType<typeof setInterval> | undefined;
  #size = new ResizeObserver(([entry]) => {
    this.isWide = (entry?.contentRect.width ?? 0) >= wide;
  });
  #seen = () => {
    this.#markRead();
    this.#open.look();
  };
  static override readonly styles = [tokens, avatarStyles, consoleInboxStyles, conversationFrameStyles];

  constructor() {
    super();
    new InboxKeys(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      this.now = serverNow();
    }, 15_000);
    this.#size.observe(this);
    document.addEventListener('visibilitychange', this.#seen);
    void customElements.whenDefined('agent-console-conversation').then(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.parts?.stop();
    this.#size.disconnect();
    document.removeEventListener('visibilitychange', this.#seen);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.parts?.actions.note();
    if (changed.has('inView')) {
      this.#open.ref = this.inView.selected;
      this.shown = this.inView.shown;
      this.isWide = this.clientWidth >= wide;
      // As a dialog it would take the focus of the page.
      this.isContactOpen = this.inView.isContactOpen && this.isWide;
    }
    if (changed.has('change')) this.now = serverNow();
    if (!changed.has('numbers')) return;
    if (this.shown !== null && !this.number(this.shown)) this.shown = null;
    if (this.opened && !this.number(this.opened.inbox)) this.#open.leave();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const { opened: selected, shown, isContactOpen } = this;
    Object.assign(this.inView, { selected, shown, isContactOpen });
    if (changed.has('change')) {
      this.#markRead();
      this.parts?.refresh();
    }
    void this.parts?.actions.keep();
    // The banner is loaded with the first thing that it says.
    if (this.stores?.alerts.some(({ alerts }) => alerts.length > 0)) void import('./panes/number-alerts.ts');
    if (selected !== this.#wasOpen) {
      this.#open.look();
      if (selected === null) this.dispatchEvent(new ConversationClose());
      this.#wasOpen = selected;
    }
    const depth = this.#layers;
    if (depth === this.depth) return;
    this.depth = depth;
    this.dispatchEvent(new LayersChange(depth));
  }

  #markRead(): void {
    this.parts?.readMarks.mark(this.opened);
  }

  /** How many layers the page can go back from. */
  get #layers(): number {
    const isOpen = this.opened !== null;
    return [
      this.#list.chosen !== null,
      isOpen,
      isOpen && this.isContactOpen && !this.isWide,
      ...(this.parts?.overlays.layers ?? []),
    ].filter(Boolean).length;
  }

  /** Closes what lies on top; false: nothing does. */
  back(): boolean {
    if (this.parts?.overlays.back()) return true;
    if (!this.isOnePane && this.choice?.end?.()) return true;
    if (!this.opened) return false;
    this.#open.leave();
    return true;
  }

  async open(ref: ConversationRef): Promise<void> {
    await this.openAt(ref);
  }

  /** Restores the view of the last time. */
  async openAgain(takesFocus: boolean): Promise<void> {
    if (this.opened) await this.openAt(this.opened, null, takesFocus ? 'conversation' : 'nowhere');
  }

  async close(): Promise<void> {
    const { key } = this.#open;
    const hadFocus = this.#conversationElement?.matches(':focus-within');
    this.#open.leave();
    await this.updateComplete;
    if (hadFocus) await this.list?.focusKey(key);
  }

  /** Opens the conversation with a customer, found by the page's data; see `AgentConsole.open`. */
  async openContact(contact: string | number, inbox?: string): Promise<void> {
    const { refOf } = await import('../contact/find-contact.ts');
    const first = inbox ?? this.shown ?? this.numbers[0]?.id ?? '';
    await this.openAt(await refOf(this.stores, contact, { only: inbox ?? null, first }));
  }

  async openHealth(inbox: string, page: 'health' | 'templates' = 'health'): Promise<void> {
    if (this.agent?.role !== 'admin' && !(page === 'templates' && this.agent?.permissions)) return;
    if (this.numbers.length > 1) this.show(inbox);
    await this.openPage(page);
  }

  /** Puts a text into the message field of the open conversation. False: none is open. */
  async compose(text: string): Promise<boolean> {
    await this.updateComplete;
    const conversation = this.#conversationElement;
    if (!conversation) return false;
    await this.loadParts();
    await conversation.takeUp(text);
    return true;
  }

  /** Fetches the parts for the next actions while the agent looks at the list. */
  async prepare(): Promise<void> {
    await Promise.all([
      this.loadParts().then(({ views }) => this.attempt(async () => views?.load())),
      this.loadColleagues(),
    ]);
    void this.parts?.drawFirst(this);
  }

  /** Two conversations have become one. */
  merged(from: ConversationRef, into: ConversationRef): void {
    this.requestUpdate();
    if (this.#open.is(from)) void this.openAt(into);
  }

  /** Everything of a customer is gone. */
  erased(ref: ConversationRef): void {
    this.requestUpdate();
    if (this.#open.is(ref)) this.#open.leave();
  }

  protected override render() {
    // Renders again in another language and keeps its state.
    return this.stores ? keyed(this.speech, this.#renderInbox(this.stores)) : nothing;
  }

  #renderInbox(stores: InboxStores) {
    const conversation = this.opened === null ? undefined : stores.conversation(this.opened);
    const store = conversation && stores.of(conversation.inbox);
    const note = stores.isOffline ? strings.reconnecting : this.notice;
    const isBeside = conversation !== undefined && this.isContactOpen && this.isWide;
    return html`<div
        class="panes ${conversation ? 'reading' : ''} ${isBeside ? 'three' : ''}"
        data-change=${this.change}
        ?inert=${this.parts?.overlays.isCovering}
      >
        ${this.#list.render(stores)}
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
              ? this.#conversation.render(store, conversation)
              : html`<div class="nothing">${strings.chooseConversation}</div>`
          }
        </section>
        ${
          conversation && store && this.isContactOpen
            ? this.#conversation.renderContact(store, conversation)
            : nothing
        }
      </div>
      ${this.parts?.overlays.render(stores) ?? nothing}
      <agent-console-toast></agent-console-toast>
      <div role="status">${note ? html`<span class="note">${note}</span>` : nothing}</div>`;
  }

  /** Remembers on this page whether the panel beside the thread is open. */
  async openPanel(isOpen: boolean): Promise<void> {
    if (this.isWide) local.set(panelKey, isOpen ? 'open' : 'closed');
    if (isOpen) await import('../contact/contact-panel.ts');
    this.isContactOpen = isOpen;
    if (!isOpen) this.conversation?.focusContactButton();
  }

  /** A conversation has been opened. */
  showPanel(): void {
    if (this.isContactOpen || this.clientWidth < roomy || local.get(panelKey) === 'closed') return;
    void import('../contact/contact-panel.ts').then(() => {
      this.isContactOpen = this.isWide;
    });
  }

  async actOn(command: PeopleCommand, conversation: InboxConversation): Promise<void> {
    await this.attempt(async () => {
      await (await this.loadParts()).actions.actOn(command, conversation);
    });
  }

  async loadParts(): Promise<InboxParts> {
    const { InboxParts: Parts } = await import('./inbox-parts.ts');
    this.parts ??= new Parts(this);
    return this.parts;
  }

  get opened(): ConversationRef | null {
    return this.#open.ref;
  }

  get shownNumber(): string | null {
    return this.shown;
  }

  get rows(): readonly InboxConversation[] {
    return this.stores ? this.#list.search.rows(this.stores, this.shown) : [];
  }

  get labels() {
    return this.colleagues.labels;
  }

  peopleOf(inbox: string): readonly Person[] {
    return this.colleagues.of(inbox);
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
    return this.parts?.views?.destinations ?? [];
  }

  get settingsPages(): readonly Destination[] {
    return this.parts?.overlays.settingsPages ?? [];
  }

  say(content: ToastContent): void {
    this.dispatchEvent(new ToastShow(content));
  }

  async select(ref: ConversationRef, focus: Zone): Promise<void> {
    await this.openAt(ref, null, focus);
  }

  showNumber(inbox: string | null): void {
    this.show(inbox);
  }

  openSettings(): void {
    void this.openPage();
  }

  openAnalytics(): void {
    void this.loadParts().then(({ overlays }) => overlays.openAnalytics());
  }

  focusSearch(): void {
    this.renderRoot.querySelector('agent-console-search')?.focus();
  }

  toggleContact(): void {
    void this.openPanel(!this.isContactOpen);
  }

  undoToast(): boolean {
    return this.#toasts.undo();
  }

  openSheet(sheet: Sheet, group: ChoiceGroup | null = null): void {
    void this.loadParts().then(({ overlays }) => overlays.openSheet(sheet, group));
  }

  /** Does something in the open conversation, as soon as it is loaded and drawn; false: none is open. */
  #within(act: (conversation: ConsoleConversation) => void): boolean {
    const conversation = this.#conversationElement;
    if (conversation) {
      void this.loadParts()
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
    if (this.#swipe.isBack(event, this.speech?.direction === 'rtl') && this.isOnePane) this.#open.leave();
  }

  number(inbox: string | undefined): InboxSummary | undefined {
    return inbox === undefined ? this.numbers[0] : this.numbers.find(({ id }) => id === inbox);
  }

  get names(): ReadonlyMap<string, string> | null {
    return this.numbers.length > 1 ? numberNames(this.numbers) : null;
  }

  show(inbox: string | null): void {
    this.shown = inbox;
    if (this.opened && inbox !== null && this.opened.inbox !== inbox) this.#open.leave();
    void this.#list.findAgain();
  }

  loadColleagues(): Promise<void> {
    return this.colleagues.load(this.api);
  }

  async openAt(
    ref: ConversationRef,
    messageId: number | null = null,
    focus: OpeningZone = 'conversation',
  ): Promise<void> {
    await this.#open.open(ref, messageId, focus);
  }

  async openPage(section?: string): Promise<void> {
    await (await this.loadParts()).overlays.openSettings(section);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-inbox': ConsoleInbox;
  }
}

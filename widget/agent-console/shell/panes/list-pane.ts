/** The list of conversations with what is above it: alerts, numbers, search, views. */
import { html, nothing } from 'lit';
import type { Person } from '../../../../worker/api/values.ts';
import { keyOf } from '../../../client/state/inbox-state.ts';
import { usualView } from '../../../client/state/list-view.ts';
import type { InboxStores } from '../../../client/store/inbox-stores.ts';
import { strings } from '../../../locales/strings-first-load.ts';
import { icons } from '../../../theme/icons-first-load.ts';
import type { ConsoleActions } from '../../commands/console-actions.ts';
import '../../list/conversation-list.ts';
import type { ConversationSelect } from '../../list/conversation-list.ts';
import { ListSearch } from '../../list/list-search.ts';
import type { ChoiceChange } from '../../list/list-selection.ts';
import '../../list/list-tabs.ts';
import type { SavedViewSelect, ViewChange } from '../../list/list-tabs.ts';
import '../../list/search-field.ts';
import type { ConversationStart, CustomerSearch } from '../../list/search-field.ts';
import type { FoundSelect } from '../../list/search-results.ts';
import { isAutomatic } from '../../ui/automatic.ts';
import type { NumberSelect } from '../../ui/number-switch.ts';
import type { HealthOpen } from './number-alerts.ts';
import type { PaneHost } from './pane-host.ts';

export class ListPane {
  readonly search: ListSearch;
  /** The keys of the selected rows; null: nothing is being selected. */
  chosen: ReadonlySet<string> | null = null;
  #host: PaneHost;

  constructor(host: PaneHost) {
    this.#host = host;
    this.search = new ListSearch(host);
  }

  render(stores: InboxStores) {
    const { search } = this;
    return html`<div part="list" class="list ${search.messages?.rows.length ? 'found' : ''}">
      <div>${this.#renderAlerts(stores)} ${this.#renderNumbers()}</div>
      <div class="top">${this.#renderTop(stores)}</div>
      ${search.text === null ? this.#renderTabs(stores) : nothing} ${this.#renderList(stores)}
      ${this.#renderFound(stores)}
    </div>`;
  }

  #renderAlerts(stores: InboxStores) {
    const { names, agent } = this.#host;
    return html`<agent-console-alerts
      .numbers=${stores.alerts.map((one) => ({ ...one, name: names?.get(one.inbox) ?? null }))}
      .isAdmin=${agent?.role === 'admin'}
      .managesTemplates=${agent?.permissions !== undefined}
      @health-open=${({ inbox, page }: HealthOpen) => this.#host.openHealth(inbox, page)}
    ></agent-console-alerts>`;
  }

  #renderNumbers() {
    const { names, shownNumber } = this.#host;
    if (!names) return nothing;
    void import('../../ui/number-switch.ts');
    return html`<agent-console-number-switch
      .numbers=${names}
      .shown=${shownNumber}
      @number-select=${(event: NumberSelect) => this.#host.show(event.inbox)}
    ></agent-console-number-switch>`;
  }

  #renderTop(stores: InboxStores) {
    const { found, messages } = this.search;
    return html`<agent-console-search
        .isEmpty=${found?.length === 0 && messages?.rows.length === 0}
        .numbers=${this.#shownNames}
        .problemOf=${this.#host.parts?.problemOf}
        @customer-search=${(event: CustomerSearch) => void this.find(event.text)}
        @conversation-start=${(event: ConversationStart) =>
          void this.#host.attempt(() => this.#startWith(stores, event))}
      ></agent-console-search>
      ${
        this.#host.agent
          ? html`<button class="round" aria-label=${strings.analytics} @click=${() => this.#host.openAnalytics()}>
                ${icons.analytics}
              </button>
              <button class="round" aria-label=${strings.settings} @click=${() => void this.#host.openPage()}>
                ${icons.settings}
              </button>
              <agent-console-account-menu
                .host=${this.#host}
                .agent=${this.#host.agent}
                .labels=${this.#host.labels}
              ></agent-console-account-menu>`
          : nothing
      }`;
  }

  #renderTabs(stores: InboxStores) {
    const { shownNumber, colleagues, parts, numbers } = this.#host;
    return html`<agent-console-list-tabs
      .view=${stores.view}
      .counts=${stores.counts(shownNumber)}
      .labels=${colleagues.labels}
      .people=${this.#others}
      .saved=${parts?.views?.buttons ?? []}
      .sources=${() => this.#sources()}
      .isAutomatic=${numbers.some(isAutomatic)}
      @saved-view-select=${({ id }: SavedViewSelect) => this.#host.parts?.views?.select(id)}
      @view-edit=${() => void this.#host.parts?.views?.edit()}
      @view-change=${(event: ViewChange) => void this.#host.attempt(() => stores.showView(event.view))}
      @choose-several=${() => void this.#host.loadParts().then(() => this.#host.choice?.begin())}
    ></agent-console-list-tabs>`;
  }

  #renderList(stores: InboxStores) {
    const { opened, agent, colleagues, shownNumber, drafts, now, attempt } = this.#host;
    const listed = this.search.rows(stores, shownNumber);
    const selected = opened && keyOf(opened);
    const isSearch = this.search.text !== null;
    return html`<agent-console-choice
      .conversations=${listed}
      .opened=${selected}
      .me=${agent}
      .labels=${colleagues.labels}
      .peopleOf=${(inbox: string) => colleagues.of(inbox)}
      .actOnMany=${async (...many: Parameters<ConsoleActions['actOnMany']>) =>
        (await this.#host.loadParts()).actions.actOnMany(...many)}
      .attempt=${attempt}
      @choice-change=${({ chosen }: ChoiceChange) => {
        this.chosen = chosen;
        this.#host.requestUpdate();
      }}
    >
      <agent-console-list
        .labels=${colleagues.labels}
        .chosen=${this.chosen}
        .isFiltered=${stores.view !== usualView || stores.hasAny}
        .conversations=${listed}
        .selected=${selected}
        .numbers=${this.#shownNames}
        .drafts=${drafts.texts}
        .unsent=${stores.unsent}
        .typing=${stores.typing(agent?.id ?? '')}
        .now=${now}
        .density=${this.#host.density}
        .hasMore=${!isSearch && stores.hasMore(shownNumber)}
        .isSearch=${isSearch}
        .isLoading=${stores.isLoading}
        @conversation-select=${(event: ConversationSelect) => void this.#host.openAt(event.conversation)}
        @list-more=${() => void this.#host.attempt(() => stores.more(shownNumber))}
      ></agent-console-list>
    </agent-console-choice>`;
  }

  #renderFound(stores: InboxStores) {
    const { messages } = this.search;
    if (!messages || messages.rows.length === 0) return nothing;
    return html`<h2 class="group">${strings.messages}</h2>
      <agent-console-found
        .found=${messages.rows}
        .hasMore=${messages.next.size > 0}
        .isPartial=${!messages.isComplete}
        .numbers=${this.#shownNames}
        @found-select=${({ found }: FoundSelect) =>
          void this.#host.openAt({ inbox: found.inbox, id: found.message.conversationId }, found.message.id)}
        @found-more=${() =>
          void this.#host.attempt(() => this.search.more(stores, this.#host.shownNumber, messages))}
      ></agent-console-found>`;
  }

  async find(text: string): Promise<void> {
    const { stores, shownNumber } = this.#host;
    if (stores) await this.#host.attempt(() => this.search.find(stores, shownNumber, text));
  }

  /** Searches again, in the number that is shown now. */
  async findAgain(): Promise<void> {
    if (this.search.text !== null) await this.find(this.search.text);
  }

  async #startWith(stores: InboxStores, { phone, inbox }: ConversationStart): Promise<void> {
    const { shownNumber, numbers } = this.#host;
    const store = stores.of(inbox ?? shownNumber ?? numbers[0]?.id ?? '');
    if (store) await this.#host.openAt({ inbox: store.inbox, id: await store.startConversation(phone) });
  }

  /** The names of the numbers, where rows of several are shown. */
  get #shownNames(): ReadonlyMap<string, string> | null {
    return this.#host.shownNumber === null ? this.#host.names : null;
  }

  /** The colleagues who can have a conversation that is in the list. */
  get #others(): readonly Person[] {
    const { shownNumber, numbers, colleagues, agent } = this.#host;
    const inboxes = shownNumber === null ? numbers.map(({ id }) => id) : [shownNumber];
    return colleagues.ofAny(inboxes).filter(({ id }) => id !== agent?.id);
  }

  /** The pages that customers came from. */
  #sources = (): readonly string[] =>
    (this.#host.stores?.list(this.#host.shownNumber) ?? []).flatMap(({ source }) => source?.page ?? []);
}

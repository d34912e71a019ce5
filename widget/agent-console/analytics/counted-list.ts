import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CountedConversations } from '../../../worker/api/analytics/counted.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { listConversations } from '../../client/api/conversations/conversations.ts';
import { listCounted } from '../../client/api/numbers/analytics.ts';
import { analyticsBook, analyticsWords as words } from '../../locales/analytics.ts';
import { ConversationWanted } from '../settings/conversation-wanted.ts';
import { SettingsTask } from '../settings/settings-task.ts';
import { avatarStyles, renderAvatar } from '../ui/avatar.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { customElement } from '../ui/custom-element.ts';
import { skeletonStyles } from '../ui/feedback/skeleton.ts';
import '../ui/overlays/dialog.ts';
import { listTimeText, numberText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { WordedElement } from '../ui/worded-element.ts';
import { amountText, type FigureChoice } from './figure-choice.ts';

interface Listed {
  rows: readonly Conversation[];
  next: string | null;
  isComplete: boolean;
  /** Null: each conversation counts once. */
  counts: Readonly<Record<string, number>> | null;
  total: CountedConversations['total'] | null;
}

/** The period and the filters of the page. */
export interface CountedFilter {
  from: string;
  to: string;
  agent?: string;
  label?: string;
  team?: string;
  source?: string;
}

/** The conversations that a figure counts. */
@customElement('agent-console-counted')
export class CountedList extends WordedElement {
  protected override readonly book = analyticsBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() inbox = '';
  @property({ attribute: false }) choice: FigureChoice | null = null;
  @property({ attribute: false }) filter: CountedFilter | null = null;
  /** The inbox is elsewhere, at this address; empty: it is around this page. */
  @property() console = '';
  @state() private now = Date.now();
  #task = new SettingsTask<Listed>(this, (api) => this.#page(api, null));

  static override readonly styles = [
    tokens,
    controlStyles,
    avatarStyles,
    skeletonStyles,
    css`
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        margin: 0 -12px;
        padding: 0;
        list-style: none;
      }
      .row {
        display: flex;
        gap: 12px;
        align-items: center;
        inline-size: 100%;
        min-block-size: 56px;
        padding: 8px 12px;
        border: 0;
        border-radius: var(--radius-m);
        background: none;
        color: inherit;
        text-align: start;
        text-decoration: none;
      }
      .row:hover {
        background: var(--hover);
      }
      .row:focus-visible {
        outline-offset: -2px;
      }
      .name {
        flex: 1;
        min-inline-size: 0;
        font-weight: 500;
        white-space: nowrap;
      }
      /* At the start of the row, and cut at its own end, whichever way it is written. */
      .name > bdi {
        display: inline-block;
        max-inline-size: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        vertical-align: bottom;
      }
      .times {
        padding: 2px 8px;
        border-radius: var(--radius-full);
        background: var(--sunken);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
        font-weight: 500;
      }
      time {
        color: var(--quiet);
        font-size: 13px;
        white-space: nowrap;
      }
      p {
        margin: 0 0 12px;
      }
      .problem {
        color: var(--alarm);
      }
    `,
  ];

  protected override render() {
    const { choice } = this;
    if (!choice) return nothing;
    return html`<agent-console-dialog heading=${`${choice.title} (${amountText(choice)})`} saves-at-once>
      ${this.#task.shown ? this.#renderList(this.#task.shown) : this.#task.renderUnloaded()}
    </agent-console-dialog>`;
  }

  #renderList(listed: Listed) {
    const { rows, next, isComplete } = listed;
    return html`${isComplete ? nothing : html`<p class="quiet">${words.listPart}</p>`}
      ${this.#renderTotal(listed)}
      ${rows.length === 0 && isComplete ? html`<p class="quiet">${words.listEmpty}</p>` : nothing}
      <ul aria-label=${this.choice?.title ?? ''}>
        ${rows.map((conversation) => html`<li>${this.#renderRow(conversation, listed.counts)}</li>`)}
      </ul>
      ${
        next === null
          ? nothing
          : html`<button class="button" ?disabled=${this.#task.isBusy} @click=${() => this.#more(next)}>${words.more}</button>`
      }
      ${this.#task.renderProblem()}`;
  }

  /** A figure of messages is higher than its list is long; one of past days is from last night. */
  #renderTotal({ total, isComplete }: Listed) {
    const count = this.choice?.count;
    if (total === null || total.conversations === 0) return nothing;
    const { counted, conversations } = total;
    const isNewer = isComplete && typeof count === 'number' && count !== counted;
    if (!isNewer && counted === conversations) return nothing;
    return html`<p class="quiet">
      ${words.listTotal(numberText(counted), conversations)} ${isNewer ? words.listNewer : nothing}
    </p>`;
  }

  #renderRow({ id, contact, lastMessageAt }: Conversation, counts: Listed['counts']) {
    const count = counts?.[id] ?? 1;
    const content = html`${renderAvatar(contact.name, contact.id)}
      <span class="name"><bdi>${contact.name}</bdi></span>
      ${count === 1 ? nothing : html`<span class="times">${numberText(count)}×</span>`}
      <time>${lastMessageAt > 0 ? listTimeText(lastMessageAt, this.now) : nothing}</time>`;
    if (this.console !== '') {
      const place = new URLSearchParams({ inbox: this.inbox, conversation: String(id) });
      return html`<a
        class="row"
        href="${this.console}#${place}"
        target="_blank"
        rel="noopener"
        title=${words.openInInbox}
        @click=${(event: MouseEvent) => {
          // The page has opened it itself.
          if (!this.#want(id)) event.preventDefault();
        }}
        >${content}</a
      >`;
    }
    return html`<button class="row" @click=${() => this.#want(id)}>${content}</button>`;
  }

  #want(id: number): boolean {
    return this.dispatchEvent(new ConversationWanted({ inbox: this.inbox, id }));
  }

  async #page(api: ApiClient, before: string | null): Promise<Listed | null> {
    const { choice, filter, inbox } = this;
    if (!choice || !filter) return null;
    const { figure, title: _, count: __, age, isOfAll = false, ...only } = choice;
    const { agent: ___, ...ofAll } = filter;
    if (figure !== 'waiting')
      return listCounted(api, inbox, {
        ...(isOfAll ? ofAll : filter),
        ...{ ...only, figure },
        ...(before !== null && { before }),
      });
    const wanted = { 'needs-reply': '1', sort: 'waiting', ...age } as const;
    const { rows, next } = await listConversations(api, inbox, { before, filter: wanted });
    return { rows, next, isComplete: true, counts: null, total: null };
  }

  #more(before: string): void {
    void this.#task.show(async (api) => {
      const page = await this.#page(api, before);
      const { rows = [], counts = null } = this.#task.shown ?? {};
      return (
        page && {
          ...page,
          rows: [...rows, ...page.rows],
          counts: page.counts && { ...counts, ...page.counts },
        }
      );
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-counted': CountedList;
  }
}

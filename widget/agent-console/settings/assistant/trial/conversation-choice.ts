import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Conversation } from '../../../../../worker/api/conversations/conversations.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { listConversations } from '../../../../client/api/conversations/conversations.ts';
import { assistantBook, assistantWords as words } from '../../../../locales/assistant.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField, renderGroup } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { skeletonStyles } from '../../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { momentText } from '../../../ui/time/times.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { SettingsTask } from '../../settings-task.ts';

/** Other conversations have been chosen. */
export class ConversationsChosen extends Event {
  constructor(readonly ids: readonly number[]) {
    super('conversations-chosen', { bubbles: true, composed: true });
  }
}

/** Chooses conversations among the newest, or among those that a search finds. */
@customElement('agent-console-conversation-choice')
export class ConversationChoice extends WordedElement {
  protected override readonly book = assistantBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @state() private chosen: readonly Conversation[] = [];
  #search = '';
  #task = new SettingsTask<readonly Conversation[]>(this, (api) => this.#load(api));

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    css`
      .found {
        max-block-size: 320px;
        overflow-y: auto;
        padding-inline: 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
      }
    `,
  ];

  protected override render() {
    const { shown } = this.#task;
    const found = shown ?? [];
    // What was chosen stays, whatever is searched for next.
    const others = this.chosen.filter(({ id }) => !found.some((one) => one.id === id));
    return html`${renderField({
      ...{ name: 'search', label: words.searchConversations, value: this.#search },
      change: (search) => {
        this.#search = search;
        void this.#task.reload();
      },
    })}
    ${
      shown
        ? renderGroup(
            { name: 'chosen', legend: words.conversationsChosen(this.chosen.length) },
            html`<div class="found">
              ${[...others, ...found].map((one) => this.#renderOne(one))}
              ${found.length === 0 ? html`<p class="quiet" role="status">${words.noConversationFound}</p>` : ''}
            </div>`,
          )
        : this.#task.renderUnloaded(3)
    }`;
  }

  #renderOne(conversation: Conversation) {
    const { id, contact, lastMessageAt } = conversation;
    return renderCheckbox({
      ...{ name: 'chosen', value: String(id), label: html`<bdi>${contact.name}</bdi>` },
      ...(lastMessageAt !== null && { hint: momentText(lastMessageAt) }),
      isOn: this.chosen.some((one) => one.id === id),
      change: (isOn) => {
        this.chosen = isOn ? [...this.chosen, conversation] : this.chosen.filter((one) => one.id !== id);
        this.dispatchEvent(new ConversationsChosen(this.chosen.map((one) => one.id)));
      },
    });
  }

  async #load(api: ApiClient): Promise<readonly Conversation[] | null> {
    const { number } = this;
    if (!number) return null;
    const search = this.#search.trim();
    const filter = search === '' ? {} : { search };
    return (await listConversations(api, number.id, { before: null, filter })).rows;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-conversation-choice': ConversationChoice;
  }
  interface HTMLElementEventMap {
    'conversations-chosen': ConversationsChosen;
  }
}

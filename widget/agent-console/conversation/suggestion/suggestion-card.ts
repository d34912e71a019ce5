import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Suggestion } from '../../../../worker/api/automation/assistant.ts';
import type { SuggestionFrame } from '../../../../worker/api/conversations/live.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { dropSuggestion, getSuggestion } from '../../../client/api/assistant.ts';
import { suggestionBook, suggestionWords as words } from '../../../locales/suggestion.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { keysText, usualShortcuts } from '../../ui/keyboard/shortcuts.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { isCurrent } from './current-suggestion.ts';
import { renderSources, sourceStyles } from './source-list.ts';

/** The agent takes the suggested answer, to edit and send it. */
export class SuggestionUse extends Event {
  constructor(readonly text: string) {
    super('suggestion-use', { bubbles: true, composed: true });
  }
}

/** Suggestions that somebody has used or does not want, as far as this page knows: the inbox and the turn of each. */
const settled = new Set<string>();

/** What the assistant suggests as an answer, above the message field. It is empty while there is nothing to suggest. */
@customElement('agent-console-suggestion')
export class SuggestionCard extends WordedElement {
  protected override readonly book = suggestionBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) inbox = '';
  @property({ attribute: false }) conversationId: number | null = null;
  /** The newest messages: a suggestion is over once somebody has written. */
  @property({ attribute: false }) messages: readonly Message[] = [];
  /** The newest that the live socket said about suggestions, in any conversation. */
  @property({ attribute: false }) arrived: SuggestionFrame | null = null;
  @state() private suggestion: Suggestion | null = null;

  static override readonly styles = [
    tokens,
    controlStyles,
    sourceStyles,
    css`
      article {
        display: grid;
        gap: 8px;
        margin: 8px max(12px, var(--column-margin, 0px));
        padding: 12px;
        border: 1px solid color-mix(in srgb, var(--accent) 32%, var(--line));
        border-radius: var(--radius-m);
        background: var(--ours);
      }
      header {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      header > svg {
        flex: none;
        inline-size: 18px;
        block-size: 18px;
        color: var(--accent);
      }
      header > strong {
        flex: 1;
        font: 600 var(--text-13) var(--font);
      }
      .icon-button {
        margin: -8px;
      }
      p {
        margin: 0;
      }
      .text {
        max-block-size: 8lh;
        overflow: auto;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .reason {
        font-size: 13px;
        line-height: 18px;
        overflow-wrap: anywhere;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: center;
        justify-content: space-between;
      }
      kbd {
        padding: 0 4px;
        border-radius: var(--radius-s);
        border: 1px solid color-mix(in srgb, currentColor 48%, transparent);
        font: 500 var(--text-12) var(--font);
      }
      @media (pointer: coarse) {
        kbd {
          display: none;
        }
      }
    `,
  ];

  /** Takes the suggested text over into the message field; false: there is none. */
  use(): boolean {
    const { text, turn } = this.#shown ?? {};
    if (turn === undefined || !text) return false;
    this.#settle(turn);
    this.dispatchEvent(new SuggestionUse(text));
    return true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversationId')) void this.#load();
    if (!changed.has('arrived') || !this.arrived) return;
    const { suggestion, dropped } = this.arrived;
    if (suggestion?.conversationId === this.conversationId) this.suggestion = suggestion;
    if (dropped) settled.add(this.#keyOf(dropped.turn));
  }

  protected override render() {
    const shown = this.#shown;
    if (!shown) return nothing;
    const { text, reason, sources, turn } = shown;
    const title = titleOf(shown);
    return html`<article aria-label=${title}>
      <header>
        ${icons.assistant}<strong role="status">${title}</strong>
        <button
          class="icon-button"
          aria-label=${words.dismiss}
          title=${words.dismiss}
          @click=${() => this.#settle(turn)}
        >
          ${icons.close}
        </button>
      </header>
      ${text === null ? html`<p class="reason" dir="auto">${reason}</p>` : html`<p class="text" dir="auto" tabindex="0" role="group" aria-label=${title}>${text}</p>`}
      ${
        text === null && sources.length === 0
          ? nothing
          : html`<footer>
              ${renderSources(sources)}
              ${
                text === null
                  ? nothing
                  : html`<button class="button main" @click=${() => this.use()}>
                      ${words.use} <kbd aria-hidden="true">${keysText(usualShortcuts.suggestion).at(-1)}</kbd>
                    </button>`
              }
            </footer>`
      }
    </article>`;
  }

  get #shown(): Suggestion | null {
    const { suggestion, conversationId, messages } = this;
    if (
      !suggestion ||
      suggestion.conversationId !== conversationId ||
      settled.has(this.#keyOf(suggestion.turn))
    )
      return null;
    return isCurrent(suggestion, messages) ? suggestion : null;
  }

  /** Each inbox counts its own turns. */
  #keyOf(turn: number): string {
    return `${this.inbox}/${turn}`;
  }

  /** It is gone at once, and for the whole team. If that fails, it comes back with the page at worst. */
  #settle(turn: number): void {
    settled.add(this.#keyOf(turn));
    this.requestUpdate();
    const { api, inbox, conversationId } = this;
    if (api && conversationId !== null)
      void failureOf(() => dropSuggestion(api, inbox, conversationId, turn));
  }

  /** Without an answer there is nothing to show: the conversation works as well. */
  async #load(): Promise<void> {
    const { api, inbox, conversationId } = this;
    this.suggestion = null;
    if (!api || conversationId === null) return;
    await failureOf(async () => {
      const { suggestion } = await getSuggestion(api, inbox, conversationId);
      if (this.conversationId === conversationId) this.suggestion ??= suggestion;
    });
  }
}

/** Without a text: what the assistant would do instead. */
function titleOf({ action, text }: Suggestion): string {
  if (text !== null) return words.title;
  if (action === 'ignore') return words.ignored;
  return action === 'close' ? words.closed : words.left;
}

declare global {
  interface HTMLElementEventMap {
    'suggestion-use': SuggestionUse;
  }
  interface HTMLElementTagNameMap {
    'agent-console-suggestion': SuggestionCard;
  }
}

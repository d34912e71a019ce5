import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Entry } from '../../../worker/api/conversations/teamwork.ts';
import { failureOf } from '../../client/api/api-failure.ts';
import type { ContactCommands } from '../../client/store/contact-commands.ts';
import { speech } from '../../locales/speak.ts';
import { strings } from '../../locales/strings.ts';
import { entryText } from '../thread/team-entry.ts';
import { customElement } from '../ui/custom-element.ts';
import { renderIsolated } from '../ui/isolated.ts';
import { momentText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { FileSelect } from './contact-files.ts';
import { contactStyles } from './contact-styles.ts';

/** When the conversation was resolved and reopened, and the team's notes, newest first. Each leads to its place in the thread. */
@customElement('agent-console-contact-history')
export class ContactHistory extends LitElement {
  @property({ attribute: false }) conversation = 0;
  @property({ attribute: false }) commands: ContactCommands | null = null;
  /** The state of the conversation. A change of it is in the history. */
  @property({ attribute: false }) conversationState = '';
  /** The newest note of the thread, which may have been written while the history is shown. */
  @property({ attribute: false }) lastNote = 0;
  @state() private entries: readonly Entry[] = [];
  @state() private next: string | null = null;

  static override readonly styles = [
    tokens,
    contactStyles,
    css`
      :host([hidden]) {
        display: none;
      }
      ul {
        gap: 0;
        margin-inline: -8px;
      }
      li > button {
        display: grid;
        gap: 2px;
        inline-size: 100%;
        min-block-size: 36px;
        padding: 8px;
        border: 0;
        border-radius: var(--radius-m);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
      }
      li > button:hover {
        background: var(--sunken);
      }
      @media (pointer: coarse) {
        li > button {
          min-block-size: 44px;
        }
      }
      .text {
        display: -webkit-box;
        overflow: hidden;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      small {
        color: var(--quiet);
      }
    `,
  ];

  /** An empty list takes no room. */
  protected override updated(): void {
    this.hidden = this.entries.length === 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation')) this.entries = [];
    const hasNewNote = changed.has('lastNote') && this.lastNote > (this.entries[0]?.id ?? 0);
    if (changed.has('conversation') || changed.has('conversationState') || hasNewNote) void this.#load(null);
  }

  protected override render() {
    const { entries, next } = this;
    if (entries.length === 0) return nothing;
    return html`<section>
      <ul>
        ${entries.map((entry) => html`<li>${this.#renderEntry(entry)}</li>`)}
      </ul>
      ${
        next === null
          ? nothing
          : html`<button class="plain" @click=${() => void this.#load(next)}>${strings.moreHistory}</button>`
      }
    </section>`;
  }

  #renderEntry(entry: Entry) {
    const [text, about] =
      entry.type === 'note'
        ? [html`<span class="text" dir="auto">${entry.text}</span>`, strings.noteBy(entry.by?.name ?? '')]
        : [html`<span class="text" dir=${speech.direction}>${renderIsolated(entryText(entry))}</span>`, null];
    return html`<button @click=${() => void this.#show(entry)}>
      ${text}
      <small>${about === null ? nothing : html`<bdi>${about}</bdi> · `}<time>${momentText(entry.at)}</time></small>
    </button>`;
  }

  /** The message before it is shown in the thread; an entry has no place of its own there. */
  async #show(entry: Entry): Promise<void> {
    await failureOf(async () => {
      const message = await this.commands?.messageBefore(entry);
      if (message) this.dispatchEvent(new FileSelect(message));
    });
  }

  async #load(before: string | null): Promise<void> {
    const { commands, conversation } = this;
    if (!commands) return;
    // The panel's own request says that the inbox cannot be reached.
    await failureOf(async () => {
      const page = await commands.history(before);
      // Pressed twice, the second answer has the same page.
      const isLeft = this.conversation !== conversation || (before !== null && before !== this.next);
      if (isLeft) return;
      this.entries = before === null ? page.rows : [...this.entries, ...page.rows];
      this.next = page.next;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact-history': ContactHistory;
  }
}

import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SavedReply } from '../../../../worker/api/conversations/replies.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { spokenOnly } from '../../ui/spoken-only.ts';
import { tokens } from '../../ui/tokens.ts';

/** The agent chose a saved reply. */
export class ReplyChosen extends Event {
  constructor(readonly reply: SavedReply) {
    super('reply-chosen', { bubbles: true, composed: true });
  }
}

/** The agent wants to create a saved reply, from what is in the field. */
export class ReplyCreate extends Event {
  constructor(
    readonly shortcut: string,
    readonly text: string,
  ) {
    super('reply-create', { bubbles: true, composed: true });
  }
}

const maxShown = 8;

/** The saved replies that match the text after the slash. The field keeps the focus and passes on the keys. */
@customElement('agent-console-replies')
export class ReplyPicker extends LitElement {
  @property({ attribute: false }) replies: readonly SavedReply[] = [];
  /** The text after the slash. */
  @property({ attribute: false }) text = '';
  /** The text of the message around it, which a new reply starts with. */
  @property({ attribute: false }) draft = '';
  @state() private at = 0;

  static override readonly styles = [
    tokens,
    css`
      ul {
        max-block-size: 256px;
        margin: 0 0 8px;
        padding: 4px;
        overflow-y: auto;
        border: 1px solid var(--line);
        border-radius: 14px;
        background: var(--raised);
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 12px;
        align-content: center;
        min-block-size: 44px;
        padding: 4px 12px;
        border-radius: 10px;
        cursor: pointer;
      }
      [aria-selected='true'] {
        background: var(--ours);
      }
      small {
        grid-column: 1 / -1;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .file {
        display: flex;
        gap: 4px;
        align-items: center;
        color: var(--quiet);
      }
      .create {
        display: flex;
        grid-column: 1 / -1;
        gap: 8px;
        align-items: center;
        color: var(--link);
        font-weight: 500;
      }
      .create svg {
        inline-size: 18px;
        block-size: 18px;
      }
      .file svg {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
      }
      p {
        margin: 0 0 8px;
        color: var(--quiet);
      }
      .spoken {
        ${spokenOnly}
        margin: 0;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('text') || changed.has('replies')) this.at = 0;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const found = this.#found;
    if (found.length === 0) {
      return html`<p role="status">
        ${this.replies.length === 0 ? strings.noReplyYet : strings.noReplies}
        <button type="button" class="plain" @click=${() => this.#create()}>${strings.createReply}</button>
      </p>`;
    }
    const chosen = found[this.at];
    return html`<ul role="listbox" aria-label=${strings.savedReplies}>
        ${found.map((reply, index) =>
          this.#renderOption(
            index,
            () => this.dispatchEvent(new ReplyChosen(reply)),
            html`<strong><bdi>/${reply.shortcut}</bdi></strong><span dir="auto">${reply.title}${reply.isFavourite ? ' ★' : ''}</span>
              <small dir="auto">${reply.text}</small>
              ${reply.file ? html`<small class="file">${icons.file}<bdi>${reply.file.filename}</bdi></small>` : nothing}`,
          ),
        )}
        ${this.#renderOption(
          found.length,
          () => this.#create(),
          html`<span class="create">${icons.plus} ${strings.newReply}</span>`,
        )}
      </ul>
      <p role="status" class="spoken">
        ${strings.replyAt(chosen?.title ?? strings.newReply, this.at + 1, found.length + 1)}
      </p>`;
  }

  #renderOption(index: number, choose: () => void, content: unknown) {
    return html`<li
      role="option"
      aria-selected=${index === this.at ? 'true' : 'false'}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${choose}
    >
      ${content}
    </li>`;
  }

  #create(): void {
    this.dispatchEvent(new ReplyCreate(this.text, this.draft));
  }

  /** Returns whether the list handled the key. */
  press(key: string): boolean {
    const found = this.#found;
    if (found.length === 0) return false;
    const chosen = found[this.at];
    // The last option creates a reply.
    const count = found.length + 1;
    switch (key) {
      case 'ArrowDown':
        this.at = (this.at + 1) % count;
        return true;
      case 'ArrowUp':
        this.at = (this.at + count - 1) % count;
        return true;
      case 'Tab':
      case 'Enter':
        if (chosen) this.dispatchEvent(new ReplyChosen(chosen));
        else this.#create();
        return true;
      default:
        return false;
    }
  }

  /** Matches the start of the shortcut first, then any of its words. */
  get #found(): readonly SavedReply[] {
    const wanted = this.text.toLocaleLowerCase();
    const begins = ({ shortcut }: SavedReply) => shortcut.toLocaleLowerCase().startsWith(wanted);
    const holds = ({ title, text }: SavedReply) => `${title} ${text}`.toLocaleLowerCase().includes(wanted);
    const first = this.replies.filter(begins);
    const others = this.replies.filter((reply) => !begins(reply) && holds(reply));
    return [...first, ...others].slice(0, maxShown);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-replies': ReplyPicker;
  }
}

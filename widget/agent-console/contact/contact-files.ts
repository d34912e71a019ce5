import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import { failureOf } from '../../client/api/api-failure.ts';
import type { ContactCommands } from '../../client/store/contact-commands.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { contentText } from '../content/content-text.ts';
import { customElement } from '../ui/custom-element.ts';
import { tokens } from '../ui/tokens.ts';
import { contactStyles } from './contact-styles.ts';

/** An agent wants to see the message that a file came with, or that something happened after. */
export class FileSelect extends Event {
  constructor(readonly message: Message) {
    super('file-select', { bubbles: true, composed: true });
  }
}

/** The pictures and files of a conversation, newest first. */
@customElement('agent-console-contact-files')
export class ContactFiles extends LitElement {
  @property({ attribute: false }) conversation = 0;
  @property({ attribute: false }) commands: ContactCommands | null = null;
  @property({ attribute: false }) mediaUrl: (message: Message) => string | null = () => null;
  @state() private files: readonly Message[] = [];
  @state() private next: string | null = null;

  static override readonly styles = [
    tokens,
    contactStyles,
    css`
      :host([hidden]) {
        display: none;
      }
      .grid {
        grid-template-columns: repeat(auto-fill, minmax(84px, 1fr));
      }
      .file {
        display: grid;
        place-content: center;
        justify-items: center;
        inline-size: 100%;
        aspect-ratio: 1;
        padding: 4px;
        border: 1px solid var(--line);
        border-radius: 10px;
        overflow: hidden;
        background: var(--sunken);
        color: var(--quiet);
        font-size: 11px;
        overflow-wrap: anywhere;
      }
      .file.picture {
        padding: 0;
        place-content: stretch;
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }
      .file span {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
    `,
  ];

  /** An empty list takes no room. */
  protected override updated(): void {
    this.hidden = this.files.length === 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('conversation')) return;
    this.files = [];
    this.next = null;
    void this.#more();
  }

  protected override render() {
    if (this.files.length === 0) return nothing;
    return html`<section>
      <ul class="grid">
        ${this.files.map((file) => html`<li>${this.#renderFile(file)}</li>`)}
      </ul>
      ${
        this.next === null
          ? nothing
          : html`<button class="plain" @click=${() => void this.#more()}>${strings.moreFiles}</button>`
      }
    </section>`;
  }

  #renderFile(message: Message) {
    const { content, direction } = message;
    const url = this.mediaUrl(message);
    const isPicture = (content.type === 'image' || content.type === 'sticker') && url !== null;
    const name = contentText(content, direction);
    return html`<button
      class="file ${isPicture ? 'picture' : ''}"
      aria-label=${strings.showFile(name)}
      @click=${() => this.dispatchEvent(new FileSelect(message))}
    >
      ${isPicture ? html`<img src=${url} alt="" loading="lazy" />` : html`${icons.file}<span dir="auto">${name}</span>`}
    </button>`;
  }

  async #more(): Promise<void> {
    const { commands, conversation } = this;
    if (!commands) return;
    // The panel's own request says that the inbox cannot be reached.
    await failureOf(async () => {
      const before = this.next;
      const page = await commands.files(before);
      // Pressed twice, the second answer has the same page.
      if (this.conversation !== conversation || this.next !== before) return;
      this.files = [...this.files, ...page.rows];
      this.next = page.next;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact-files': ContactFiles;
  }
}

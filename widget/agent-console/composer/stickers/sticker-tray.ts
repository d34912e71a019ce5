import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { tokens } from '../../ui/tokens.ts';

/** A sticker that can be sent again. */
export interface Sticker {
  /** Read out to people who do not see it. */
  name: string;
  /** The address of its picture. */
  url: string;
  /** Null: it is no longer available. */
  file: () => Promise<File | null>;
  /** Takes it out of the list; null for one from the conversation. */
  forget: (() => Promise<void>) | null;
}

/** The agent chose a picture for a sticker. */
export class StickerPick extends Event {
  constructor(readonly file: File) {
    super('sticker-pick', { bubbles: true, composed: true });
  }
}

/** Stickers that the agent has sent from this browser, those of the conversation, and a way to choose another picture. */
@customElement('agent-console-stickers')
export class StickerTray extends LitElement {
  @property({ attribute: false }) load: () => Promise<readonly Sticker[]> = async () => [];
  @state() private stickers: readonly Sticker[] | null = null;
  @state() private hasFailed = false;

  static override readonly styles = [
    tokens,
    controlStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
        padding-block-end: 8px;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(72px, 1fr));
        gap: 8px;
        max-block-size: 232px;
        margin: 0;
        padding: 2px;
        overflow-y: auto;
        list-style: none;
      }
      li {
        position: relative;
      }
      .sticker {
        inline-size: 100%;
        aspect-ratio: 1;
        padding: 4px;
        border: 0;
        border-radius: var(--radius-m);
        background: none;
        cursor: pointer;
      }
      .sticker:hover {
        background: var(--sunken);
      }
      .sticker:focus-visible,
      .forget:focus-visible {
        outline: 2px solid var(--accent);
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: contain;
      }
      .forget {
        position: absolute;
        inset-block-start: 0;
        inset-inline-end: 0;
        display: grid;
        inline-size: 24px;
        block-size: 24px;
        padding: 0;
        place-items: center;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--raised);
        color: var(--quiet);
        cursor: pointer;
        opacity: 0;
      }
      .forget svg {
        inline-size: 14px;
        block-size: 14px;
      }
      li:hover .forget,
      .forget:focus-visible {
        opacity: 1;
      }
      @media (hover: none) {
        .forget {
          opacity: 1;
        }
      }
      p {
        margin: 0;
        color: var(--quiet);
      }
      .problem {
        color: var(--alarm);
      }
      input {
        display: none;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // The properties are set after it is connected.
    queueMicrotask(() => void this.#load());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { url } of this.stickers ?? []) if (url.startsWith('blob:')) URL.revokeObjectURL(url);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.sticker, .choose')?.focus();
  }

  protected override render() {
    const { stickers } = this;
    return html`
      ${stickers && stickers.length > 0 ? this.#renderStickers(stickers) : nothing}
      ${stickers?.length === 0 ? html`<p>${strings.compose.noStickers}</p>` : nothing}
      ${this.hasFailed ? html`<p class="problem" role="alert">${strings.compose.stickerGone}</p>` : nothing}
      <div>
        <button type="button" class="button choose" @click=${() => this.renderRoot.querySelector('input')?.click()}>
          ${icons.sticker} ${strings.compose.chooseSticker}
        </button>
        <input type="file" accept="image/*" tabindex="-1" aria-hidden="true" @change=${this.#chosen} />
      </div>
    `;
  }

  #renderStickers(stickers: readonly Sticker[]) {
    return html`<ul aria-label=${strings.compose.sticker}>
      ${stickers.map(
        (sticker) => html`<li>
          <button
            type="button"
            class="sticker"
            title=${sticker.name}
            aria-label=${sticker.name}
            @click=${() => void this.#pick(sticker)}
          >
            <img src=${sticker.url} alt="" loading="lazy" />
          </button>
          ${
            sticker.forget
              ? html`<button
                  type="button"
                  class="forget"
                  title=${strings.removeFile(sticker.name)}
                  aria-label=${strings.removeFile(sticker.name)}
                  @click=${() => void this.#forget(sticker)}
                >
                  ${icons.close}
                </button>`
              : nothing
          }
        </li>`,
      )}
    </ul>`;
  }

  async #load(): Promise<void> {
    this.stickers = await this.load();
    await this.updateComplete;
    this.focus();
  }

  async #pick(sticker: Sticker): Promise<void> {
    const file = await sticker.file();
    this.hasFailed = file === null;
    if (file) this.dispatchEvent(new StickerPick(file));
  }

  async #forget(sticker: Sticker): Promise<void> {
    await sticker.forget?.();
    this.stickers = this.stickers?.filter((other) => other !== sticker) ?? null;
    await this.updateComplete;
    this.focus();
  }

  #chosen({ target }: Event): void {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : null;
    if (file) this.dispatchEvent(new StickerPick(file));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-stickers': StickerTray;
  }
}

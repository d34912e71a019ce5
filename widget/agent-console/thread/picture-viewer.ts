import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import { strings } from '../../locales/strings.ts';
import { icons } from '../../theme/icons.ts';
import { contentText } from '../content/content-text.ts';
import { customElement } from '../ui/custom-element.ts';
import { tokens } from '../ui/tokens.ts';

export class ViewerClose extends Event {
  constructor() {
    super('viewer-close', { bubbles: true, composed: true });
  }
}

export interface Pictures {
  pictures: readonly { url: string; text: string }[];
  at: number;
}

/** All pictures of the thread that a message is in, at this one's. */
export function picturesAround(store: InboxStore, message: Message): Pictures {
  const images = store.threads.thread(message.conversationId).filter(isPicture);
  const pictures = images.map((image) => ({
    url: store.media.address(image) ?? '',
    text: contentText(image.content, image.direction),
  }));
  return { pictures, at: images.findIndex(({ id }) => id === message.id) };
}

/** Whether it is a picture, or has one as its header. */
function isPicture({ content, media }: Message): boolean {
  switch (content.type) {
    case 'image':
      return true;
    case 'template':
      return media !== null && content.shown?.headerFormat === 'IMAGE';
    case 'interactive':
      return (
        media !== null && 'header' in content.interactive && content.interactive.header?.type === 'image'
      );
    default:
      return false;
  }
}

/** A picture as large as the window, in a dialog of the browser's own: focus stays in it, Escape closes it. */
@customElement('agent-console-viewer')
export class PictureViewer extends LitElement {
  @property({ attribute: false }) pictures: Pictures['pictures'] = [];
  @property({ attribute: false }) at = 0;

  static override readonly styles = [
    tokens,
    css`
      dialog {
        box-sizing: border-box;
        inline-size: 100vw;
        block-size: 100dvh;
        max-inline-size: none;
        max-block-size: none;
        padding: 0;
        border: 0;
        background: rgb(0 0 0 / 92%);
        color: #fff;
      }
      figure {
        display: grid;
        grid-template-rows: auto 1fr auto;
        inline-size: 100%;
        block-size: 100%;
        margin: 0;
      }
      header {
        display: flex;
        gap: 8px;
        justify-content: flex-end;
        padding: 8px;
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        min-block-size: 0;
        object-fit: contain;
      }
      figcaption {
        padding: 12px 16px;
        text-align: center;
      }
      a {
        color: inherit;
      }
    `,
  ];

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render() {
    const picture = this.pictures[this.at];
    return html`<dialog aria-label=${strings.photo} @close=${() => this.dispatchEvent(new ViewerClose())} @keydown=${this.#move}>
      <figure>
        <header>
          <a class="round" aria-label=${strings.download} href="${picture?.url ?? ''}&download" download>${icons.download}</a>
          <button class="round" aria-label=${strings.close} @click=${() => this.renderRoot.querySelector('dialog')?.close()}>
            ${icons.close}
          </button>
        </header>
        <img src=${picture?.url ?? ''} alt=${picture?.text ?? ''} />
        <figcaption dir="auto">${picture?.text ?? ''}</figcaption>
      </figure>
    </dialog>`;
  }

  #move({ key }: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0;
    const direction = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const next = this.at + step * direction;
    if (this.pictures[next]) this.at = next;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-viewer': PictureViewer;
  }
}

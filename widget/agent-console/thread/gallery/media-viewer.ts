import { css, html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { pictureColors } from '../../ui/palettes/pictures.ts';
import { tokens } from '../../ui/tokens.ts';
import type { Gallery, GalleryItem } from './gallery.ts';
import { Zoom } from './zoom.ts';

export class ViewerClose extends Event {
  constructor() {
    super('viewer-close', { bubbles: true, composed: true });
  }
}

/**
 * The pictures and videos of a conversation, one at a time and as large as the window, in a dialog of the browser's own:
 * focus stays in it, Escape closes it.
 */
@customElement('agent-console-viewer')
export class MediaViewer extends LitElement {
  @property({ attribute: false }) gallery: Gallery | null = null;
  @state() private items: readonly GalleryItem[] = [];
  @state() private current = 0;
  @query('dialog') private dialog?: HTMLDialogElement | null;
  #zoom = new Zoom(() => this.requestUpdate());

  static override readonly styles = [
    tokens,
    pictureColors,
    css`
      dialog {
        box-sizing: border-box;
        inline-size: 100vw;
        block-size: 100dvh;
        max-inline-size: none;
        max-block-size: none;
        padding: 0;
        border: 0;
        overflow: hidden;
        background: var(--viewer);
        color: var(--on-picture);
        color-scheme: dark;
      }
      figure {
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
        inline-size: 100%;
        block-size: 100%;
        margin: 0;
      }
      header {
        display: flex;
        gap: 4px;
        align-items: center;
        padding: 8px;
      }
      .count {
        margin-inline: 8px auto;
        font-size: 14px;
        font-variant-numeric: tabular-nums;
      }
      .stage {
        position: relative;
        overflow: hidden;
        touch-action: none;
      }
      img,
      video {
        display: block;
        inline-size: 100%;
        block-size: 100%;
        object-fit: contain;
        user-select: none;
      }
      .zoomed {
        cursor: grab;
      }
      .side {
        position: absolute;
        inset-block-start: calc(50% - 22px);
        background: var(--picture-shade);
      }
      .before {
        inset-inline-start: 12px;
      }
      .after {
        inset-inline-end: 12px;
      }
      .after svg,
      .before:dir(rtl) svg {
        rotate: 180deg;
      }
      .after:dir(rtl) svg {
        rotate: 0deg;
      }
      .round:disabled {
        opacity: 0.35;
        cursor: default;
      }
      figcaption {
        min-block-size: 48px;
        padding: 12px 16px;
        text-align: center;
        overflow-wrap: anywhere;
      }
      a {
        color: inherit;
      }
      :focus-visible {
        outline-color: var(--on-picture);
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('gallery') || !this.gallery) return;
    const { items, id, loadAll } = this.gallery;
    this.items = items;
    this.current = id;
    // Without the older ones, those of the thread can still be seen.
    loadAll().then(
      (all) => {
        this.items = all;
      },
      () => {},
    );
  }

  override firstUpdated(): void {
    this.dialog?.showModal();
  }

  protected override render() {
    const at = this.items.findIndex(({ id }) => id === this.current);
    const item = this.items[at];
    const isImage = item?.kind !== 'video';
    return html`<dialog
      aria-label=${isImage ? strings.photo : strings.video}
      @close=${() => this.dispatchEvent(new ViewerClose())}
      @keydown=${this.#pressed}
    >
      <figure>
        <header>
          <span class="count" role="status">${this.items.length > 1 ? strings.positionOf(at + 1, this.items.length) : nothing}</span>
          ${isImage ? this.#renderZoom() : nothing}
          <a
            class="round save"
            aria-label=${strings.download}
            title=${strings.download}
            href="${item?.url ?? ''}&download"
            download
            >${icons.download}</a
          >
          <button class="round" aria-label=${strings.close} title=${strings.close} @click=${() => this.dialog?.close()}>
            ${icons.close}
          </button>
        </header>
        <div class="stage">
          ${item ? (isImage ? this.#renderPicture(item) : this.#renderVideo(item)) : nothing}
          ${this.items.length > 1 ? [this.#renderStep('before', at), this.#renderStep('after', at)] : nothing}
        </div>
        <figcaption dir="auto">${item?.text ?? ''}</figcaption>
      </figure>
    </dialog>`;
  }

  #renderZoom() {
    const zoom = this.#zoom;
    return html`<button class="round" aria-label=${strings.zoomOut} title=${strings.zoomOut} ?disabled=${zoom.scale === 1} @click=${() => zoom.out()}>
        ${icons.zoomOut}</button
      ><button class="round" aria-label=${strings.zoomIn} title=${strings.zoomIn} @click=${() => zoom.in()}>
        ${icons.zoomIn}
      </button>`;
  }

  #renderPicture({ url, text }: GalleryItem) {
    const zoom = this.#zoom;
    return html`<img
      class=${zoom.scale > 1 ? 'zoomed' : ''}
      style=${zoom.style}
      src=${url}
      alt=${text}
      draggable="false"
      @wheel=${(event: WheelEvent) => zoom.wheel(event)}
      @dblclick=${() => zoom.toggle()}
      @pointerdown=${(event: PointerEvent) => zoom.down(event)}
      @pointermove=${(event: PointerEvent) => zoom.move(event)}
      @pointerup=${(event: PointerEvent) => zoom.up(event)}
      @pointercancel=${(event: PointerEvent) => zoom.up(event)}
    />`;
  }

  #renderVideo({ url, text }: GalleryItem) {
    return html`<video src=${url} aria-label=${text} controls autoplay playsinline></video>`;
  }

  #renderStep(side: 'before' | 'after', at: number) {
    const by = side === 'before' ? -1 : 1;
    const name = side === 'before' ? strings.previousFile : strings.nextFile;
    return html`<button
      class="round side ${side}"
      aria-label=${name}
      title=${name}
      ?disabled=${this.items[at + by] === undefined}
      @click=${() => this.#step(by)}
    >
      ${icons.back}
    </button>`;
  }

  #step(by: number): void {
    const at = this.items.findIndex(({ id }) => id === this.current);
    const next = this.items[at + by];
    if (!next) return;
    this.current = next.id;
    this.#zoom.reset();
  }

  #pressed(event: KeyboardEvent): void {
    // A video uses the arrow keys for itself.
    if (event.composedPath()[0] instanceof HTMLVideoElement || event.ctrlKey || event.metaKey) return;
    const isRightToLeft = getComputedStyle(this).direction === 'rtl';
    const keys: Record<string, () => void> = {
      ArrowRight: () => this.#step(isRightToLeft ? -1 : 1),
      ArrowLeft: () => this.#step(isRightToLeft ? 1 : -1),
      '+': () => this.#zoom.in(),
      '=': () => this.#zoom.in(),
      '-': () => this.#zoom.out(),
      '0': () => this.#zoom.reset(),
      s: () => this.renderRoot.querySelector<HTMLElement>('.save')?.click(),
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-viewer': MediaViewer;
  }
}

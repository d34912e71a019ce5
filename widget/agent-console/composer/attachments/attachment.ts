import { html, nothing } from 'lit';
import { type MediaKind, sizeText } from '../../../../worker/whatsapp/sending/media.ts';
import type { StoredFile, StoreFailure } from '../../../client/browser/file-store.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';

const longestCaption = 1_024;

/** How many characters a caption is too long; `nameLength` is the length of the agent's name in it. */
export function captionOver({ caption }: Attachment, nameLength: number): number {
  return Math.max(0, caption.trim().length - longestCaption + nameLength);
}

export interface Attachment {
  file: File;
  /** Where the browser stores it. */
  stored: StoredFile;
  /** Why the browser does not store it. */
  notKept: StoreFailure | null;
  /** For its thumbnail. */
  url: string;
  caption: string;
  kind: MediaKind;
  /** Why WhatsApp would reject it. */
  problem: string | null;
  /** The picture that this sticker was made of. */
  madeOf: Attachment | null;
}

/** One file that waits to be sent, with its caption; `nameLength` is the length of the agent's name in it. */
export function renderAttachment(
  attachment: Attachment,
  {
    nameLength,
    change,
    remove,
    makeSticker,
    makePicture,
  }: {
    nameLength: number;
    change: (change: Partial<Attachment>) => void;
    remove: () => void;
    makeSticker: () => void;
    makePicture: () => void;
  },
) {
  const { file, url, caption, kind, problem, notKept, madeOf } = attachment;
  const over = captionOver(attachment, nameLength);
  return html`<li>
    ${kind === 'image' || kind === 'sticker' ? html`<img class=${kind} src=${url} alt="" />` : html`<span class="icon">${icons.file}</span>`}
    <small class=${problem ? 'problem' : 'about'}><bdi>${file.name}</bdi><span> · <bdi>${problem ?? sizeText(file.size)}</bdi></span></small>
    ${
      kind === 'audio' || kind === 'sticker'
        ? html`<span class="kind">${kind === 'sticker' ? strings.compose.sticker : nothing}</span>`
        : html`<input
            aria-label="${strings.caption}: ${file.name}"
            placeholder=${strings.caption}
            aria-invalid=${over > 0 ? 'true' : 'false'}
            dir="auto"
            .value=${caption}
            @input=${({ target }: Event) => {
              if (target instanceof HTMLInputElement) change({ caption: target.value });
            }}
          />`
    }
    ${over > 0 ? html`<small class="problem" role="status">${strings.charactersOver(over)}</small>` : nothing}
    ${notKept ? html`<small class="problem" role="status">${strings.fileNotKept[notKept]}</small>` : nothing}
    <span class="ends">
      ${
        problem && kind !== 'document' && madeOf === null
          ? html`<button
              class="plain"
              @click=${() => change({ kind: 'document', problem: null })}
            >
              ${strings.asDocument}
            </button>`
          : nothing
      }
      ${
        madeOf || (file.type.startsWith('image/') && kind !== 'sticker')
          ? html`<button
              type="button"
              class="icon-button"
              title=${strings.compose.sendAsSticker}
              aria-label="${strings.compose.sendAsSticker}: ${(madeOf ?? attachment).file.name}"
              aria-pressed=${madeOf ? 'true' : 'false'}
              @click=${madeOf ? makePicture : makeSticker}
            >
              ${icons.sticker}
            </button>`
          : nothing
      }
      <button class="round" aria-label=${strings.removeFile(file.name)} @click=${remove}>
        ${icons.close}
      </button>
    </span>
  </li>`;
}

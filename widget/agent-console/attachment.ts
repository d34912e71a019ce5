import { html, nothing } from 'lit';
import { type MediaKind, sizeText } from '../../worker/whatsapp/media.ts';
import { strings } from '../locales/strings.ts';
import { icons } from '../theme/icons.ts';

const longestCaption = 1_024;

export interface Attachment {
  file: File;
  /** For a picture of it. */
  url: string;
  caption: string;
  kind: MediaKind;
  /** Why WhatsApp would refuse it. */
  problem: string | null;
}

/** One file that waits to be sent, with its caption; `nameLength` is what the agent's name takes of that. */
export function renderAttachment(
  { file, url, caption, kind, problem }: Attachment,
  {
    nameLength,
    change,
    remove,
  }: { nameLength: number; change: (change: Partial<Attachment>) => void; remove: () => void },
) {
  return html`<li>
    ${kind === 'image' ? html`<img src=${url} alt="" />` : html`<span class="icon">${icons.file}</span>`}
    <small class=${problem ? 'problem' : ''}><bdi>${file.name}</bdi> · ${problem ?? sizeText(file.size)}</small>
    ${
      kind === 'audio'
        ? html`<span></span>`
        : html`<input
            aria-label="${strings.caption}: ${file.name}"
            placeholder=${strings.caption}
            maxlength=${longestCaption - nameLength}
            dir="auto"
            .value=${caption}
            @input=${({ target }: Event) => {
              if (target instanceof HTMLInputElement) change({ caption: target.value });
            }}
          />`
    }
    <span class="ends">
      ${
        problem && kind !== 'document'
          ? html`<button
              class="plain"
              @click=${() => change({ kind: 'document', problem: null })}
            >
              ${strings.asDocument}
            </button>`
          : nothing
      }
      <button class="round" aria-label=${strings.removeFile(file.name)} @click=${remove}>
        ${icons.close}
      </button>
    </span>
  </li>`;
}

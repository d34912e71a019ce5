import { html, nothing, type TemplateResult } from 'lit';
import type { MessageMedia } from '../../../worker/api/conversations/messages.ts';
import { withoutOverrides } from '../../../worker/whatsapp/direction.ts';
import { baseType, type MediaKind, sizeText } from '../../../worker/whatsapp/sending/media.ts';
import { strings } from '../../locales/strings.ts';
import { errorText } from '../../locales/worker-texts/errors.ts';
import { icons } from '../../theme/icons.ts';
import './audio/audio-player.ts';
import type { ContentView } from './content-view.ts';
import { linked } from './linked-text.ts';

interface FileObject {
  link?: string | undefined;
  mime_type?: string | undefined;
  filename?: string | undefined;
  caption?: string | undefined;
  voice?: boolean | undefined;
}

/** A file in its own form, or its state while it is not available. */
export function renderFile(kind: MediaKind, file: FileObject, view: ContentView): unknown {
  const { media, url } = view;
  // A link leads to a foreign server, so it is only requested when the agent follows it.
  if (!media && !url && file.link)
    return html`<p class="file">${icons.file}<span>${linked(file.link)}</span></p>`;
  if (media?.state === 'failed') return renderMissing(view);
  if (media?.state === 'waiting' || url === null) return renderPlaceholder(kind);
  switch (kind) {
    case 'image':
      return html`<button class="picture" aria-label=${strings.openPhoto} @click=${view.open}>
        <img
          src=${url}
          alt=${file.caption || strings.photo}
          .style=${shapeOf(media)}
          loading="lazy"
          decoding="async"
          @load=${url.startsWith('blob:') ? takeShape : nothing}
        />
      </button>`;
    case 'sticker':
      return html`<img class="sticker" src=${url} alt=${strings.sticker} loading="lazy" decoding="async" />`;
    case 'video':
      return html`<video
        class="video"
        src=${url}
        aria-label=${file.caption || strings.video}
        .style=${shapeOf(media)}
        controls
        preload="metadata"
        playsinline
      ></video>`;
    case 'audio':
      return html`<agent-console-audio .src=${url} .label=${file.voice ? strings.voiceMessage : strings.audio}></agent-console-audio>`;
    case 'document':
      return renderDocument(file, view, url);
  }
}

/** The room that a picture takes before it is there. Very high or wide ones are shown smaller within theirs. */
function shapeOf(media: Pick<MessageMedia, 'width' | 'height'> | null): string {
  if (!media?.width || !media.height) return '';
  return `--ratio: ${Math.min(5, Math.max(0.45, media.width / media.height)).toFixed(4)}`;
}

/** A picture of this device has no size stored yet. It takes its own shape now, so that nothing moves once it is sent. */
function takeShape({ currentTarget: picture }: Event): void {
  if (!(picture instanceof HTMLImageElement)) return;
  picture.style.cssText = shapeOf({ width: picture.naturalWidth, height: picture.naturalHeight });
}

function renderDocument(
  { filename, mime_type }: FileObject,
  { media }: ContentView,
  url: string,
): TemplateResult {
  const name = withoutOverrides(filename ?? '');
  const type = typeText(name, media?.mimeType ?? mime_type ?? null);
  const size = media?.size == null ? null : sizeText(media.size);
  const address = url.startsWith('blob:') ? url : `${url}&download`;
  return html`<a class="file" href=${address} download=${name} target="_blank" rel="noopener">
    ${icons.file}
    <span><bdi>${name || strings.document}</bdi><small>${[type, size].filter(Boolean).join(' · ')}</small></span>
    ${icons.download}
  </a>`;
}

/** `PDF`, by the name's ending, or else by the type. */
function typeText(filename: string, mimeType: string | null): string {
  const ending = filename.match(/\.([a-z0-9]{1,5})$/i)?.[1];
  const subtype = mimeType === null ? '' : (baseType(mimeType).split('/')[1] ?? '');
  return (ending ?? (subtype.length <= 5 ? subtype : '')).toUpperCase();
}

function renderPlaceholder(kind: MediaKind): TemplateResult {
  return html`<div class="waiting ${kind}" role="img" aria-label=${strings.fetchingFile}></div>`;
}

function renderMissing({ media, retryFile }: ContentView): TemplateResult {
  const why = media?.error ? errorText(media.error) : null;
  return html`<div class="missing">
    <strong>${why?.title}</strong> ${why?.advice}
    ${retryFile ? html`<br /><button class="plain" @click=${retryFile}>${strings.retry}</button>` : nothing}
  </div>`;
}

/**
 * Which files WhatsApp accepts, as which kind, and how large. Sources:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media#supported-media-types
 * and `MediaObject` in Meta's OpenAPI description v23.0.
 */

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

export const mediaKinds: readonly MediaKind[] = ['image', 'video', 'audio', 'document', 'sticker'];

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

interface MediaRule {
  /** Null: any type. */
  types: readonly string[] | null;
  /** The types in words. */
  names: string;
  maxBytes: number;
}

export const mediaRules: Readonly<Record<MediaKind, MediaRule>> = {
  image: { types: ['image/jpeg', 'image/png'], names: 'JPEG or PNG', maxBytes: 5 * megabyte },
  video: {
    types: ['video/mp4', 'video/3gpp'],
    names: 'MP4 or 3GP (H.264 with AAC)',
    maxBytes: 16 * megabyte,
  },
  audio: {
    types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    names: 'AAC, AMR, MP3, M4A or OGG with Opus',
    maxBytes: 16 * megabyte,
  },
  document: { types: null, names: 'any file', maxBytes: 100 * megabyte },
  sticker: { types: ['image/webp'], names: 'WebP', maxBytes: 500 * kilobyte },
};

/** A static sticker is limited to 100 KB, an animated one to 500 KB. */
export const maxStaticStickerBytes = 100 * kilobyte;

export interface MediaFile {
  kind: MediaKind;
  /** May carry parameters: `audio/ogg; codecs=opus`. */
  mimeType: string;
  /** In bytes. */
  size: number;
}

export interface MediaProblem {
  code: 'media_type' | 'media_empty' | 'media_too_large';
  message: string;
}

/** The sides of a sticker in pixels. Source: the page named at `stickerProblem`. */
const stickerSide = 512;

/** Why WhatsApp would reject this file; null when it would accept it. */
export function mediaProblem({ kind, mimeType, size }: MediaFile): MediaProblem | null {
  const { types, names, maxBytes } = mediaRules[kind];
  const type = baseType(mimeType);
  if (types !== null && !types.includes(type)) {
    return {
      code: 'media_type',
      message: `WhatsApp accepts ${names} as ${kind}, not ${type || 'a file without a type'}. Convert it, or send it as a document.`,
    };
  }
  if (size === 0) return { code: 'media_empty', message: 'The file is empty. Choose another one.' };
  if (size > maxBytes) {
    const instead =
      kind === 'document' ? 'Send a smaller one or a link.' : 'Make it smaller, or send it as a document.';
    return {
      code: 'media_too_large',
      message: `WhatsApp accepts up to ${sizeText(maxBytes)} as ${kind}; this file has ${sizeText(size)}. ${instead}`,
    };
  }
  return null;
}

/**
 * Why WhatsApp would not deliver a sticker that `mediaProblem` lets pass; null when it would. It accepts the message and
 * reports the failure later, so it is found before. `header` is null for a file that is not WebP. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/sticker-messages
 */
export function stickerProblem(
  header: { width: number; height: number; isAnimated: boolean } | null,
  size: number,
): { code: 'media_type' | 'sticker_size' | 'media_too_large'; message: string } | null {
  if (header === null) {
    return { code: 'media_type', message: 'WhatsApp accepts only WebP as sticker. Convert the file.' };
  }
  const { width, height, isAnimated } = header;
  if (width !== stickerSide || height !== stickerSide) {
    const message = `A sticker has 512 × 512 pixels; this one has ${width} × ${height}. Change its size.`;
    return { code: 'sticker_size', message };
  }
  const maxBytes = isAnimated ? mediaRules.sticker.maxBytes : maxStaticStickerBytes;
  if (size <= maxBytes) return null;
  const kind = isAnimated ? 'an animated sticker' : 'a sticker that does not move';
  return {
    code: 'media_too_large',
    message: `WhatsApp accepts up to ${sizeText(maxBytes)} as ${kind}; this file has ${sizeText(size)}. Make it smaller.`,
  };
}

/** The best kind for a file. A file that WhatsApp cannot display is sent as a document. */
export function kindOfFile(mimeType: string, size: number): MediaKind {
  const fits = (kind: MediaKind) => mediaProblem({ kind, mimeType, size }) === null;
  return (['image', 'video', 'audio'] as const).find(fits) ?? 'document';
}

/** Without parameters, in lower case. */
export function baseType(mimeType: string): string {
  return (mimeType.split(';')[0] ?? '').trim().toLowerCase();
}

/** `4.2 MB`; whole numbers stay whole. */
export function sizeText(bytes: number): string {
  if (bytes < kilobyte) return `${bytes} B`;
  const [amount, unit] = bytes >= megabyte ? [bytes / megabyte, 'MB'] : [bytes / kilobyte, 'KB'];
  return `${Number(amount.toFixed(1))} ${unit}`;
}

/** Hosts that the access token may be sent to when downloading media: Meta's own, and the host of Graph. */
export function isMetaMediaAddress(address: string, graphUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (origin === new URL(graphUrl).origin) return true;
  return protocol === 'https:' && /(^|\.)(fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net)$/.test(hostname);
}

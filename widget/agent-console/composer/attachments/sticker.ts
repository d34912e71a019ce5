/** A picture as a sticker: WebP, 512 × 512 px, up to 100 KB, or 500 KB if it moves. Converted in the browser. */
import { webpHeader, webpHeaderLength } from '../../../../worker/whatsapp/files/webp.ts';
import { maxStaticStickerBytes, mediaRules } from '../../../../worker/whatsapp/sending/media.ts';

const side = 512;

/** `too_large` and `animated` cannot be mended here. `unreadable`: not a picture, or the browser cannot write WebP. */
export type StickerProblem = 'too_large' | 'animated' | 'unreadable';

export async function toSticker(file: File): Promise<File | StickerProblem> {
  const header = webpHeader(new Uint8Array(await file.slice(0, webpHeaderLength).arrayBuffer()));
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return 'unreadable';
  }
  const { width, height } = picture;
  const isAnimated = header?.isAnimated ?? false;
  const isFit = header !== null && width === side && height === side;
  const maxBytes = isAnimated ? mediaRules.sticker.maxBytes : maxStaticStickerBytes;
  if (isFit && file.size <= maxBytes) {
    picture.close();
    return named(file, file.name);
  }
  // A canvas has only the first picture of an animation.
  if (isAnimated) {
    picture.close();
    return isFit ? 'too_large' : 'animated';
  }
  const converted = await converted512(picture);
  picture.close();
  return converted instanceof Blob ? named(converted, file.name) : converted;
}

/** Puts the picture in the middle of a transparent square, in the best quality that the limit allows. */
async function converted512(picture: ImageBitmap): Promise<Blob | StickerProblem> {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return 'unreadable';
  const scale = Math.min(side / picture.width, side / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height);
  for (const quality of [0.92, 0.8, 0.65, 0.5, 0.35, 0.2]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', quality));
    // A browser that cannot write WebP writes PNG.
    if (blob?.type !== 'image/webp') return 'unreadable';
    if (blob.size <= maxStaticStickerBytes) return blob;
  }
  return 'too_large';
}

function named(blob: Blob, name: string): File {
  return new File([blob], `${name.replace(/\.[^.]*$/, '') || 'sticker'}.webp`, { type: 'image/webp' });
}

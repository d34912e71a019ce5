/** The pixels of a picture, sticker or video, from the beginning of its file. */
import { movieSize } from './movie-size.ts';
import { type PictureSize, pictureSize } from './picture-size.ts';
import { webpHeader } from './webp.ts';

/** Room for what a camera writes before the size: Exif with a thumbnail, at most 64 KB, and a colour profile. */
export const displaySizeBytes = 128 * 1024;

/** Null when the beginning does not say it. */
export function displaySize(bytes: Uint8Array): PictureSize | null {
  const { width, height } = pictureSize(bytes) ?? webpHeader(bytes) ?? movieSize(bytes) ?? noSize;
  return width > 0 && height > 0 ? { width, height } : null;
}

const noSize: PictureSize = { width: 0, height: 0 };

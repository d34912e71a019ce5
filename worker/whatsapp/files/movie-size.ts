/**
 * The pixels of an MP4 or 3GP as it is displayed, from the header of its video track. Source: ISO/IEC 14496-12, 8.3.2
 * (`tkhd`).
 */
import type { PictureSize } from './picture-size.ts';

/** Null when it is neither, or when the header comes after the pictures, as it does before a file is made for the web. */
export function movieSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 8 || view.getUint32(4) !== boxType('ftyp')) return null;
  for (const movie of boxesIn(view, 0, view.byteLength, 'moov')) {
    for (const track of boxesIn(view, movie.start, movie.end, 'trak')) {
      for (const header of boxesIn(view, track.start, track.end, 'tkhd')) {
        const size = trackSize(view, header);
        // A sound track has no pixels.
        if (size !== null && size.width > 0) return size;
      }
    }
  }
  return null;
}

/** What a box contains, without its length and type. The end may be beyond the bytes that are there. */
interface Box {
  start: number;
  end: number;
}

function* boxesIn(view: DataView, start: number, end: number, type: string): Iterable<Box> {
  const wanted = boxType(type);
  let at = start;
  while (at + 16 <= Math.min(end, view.byteLength)) {
    // 1 announces a length of 64 bits, 0 a box that goes on to the end of the file.
    const short = view.getUint32(at);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    if (length < head) return;
    if (view.getUint32(at + 4) === wanted) yield { start: at + head, end: at + length };
    at += length;
  }
}

/** The last fields of the header: a matrix of nine numbers, then the sides, as fixed-point numbers of 16.16 bits. */
function trackSize(view: DataView, { start }: Box): PictureSize | null {
  if (start >= view.byteLength) return null;
  const isLong = view.getUint8(start) === 1;
  const matrix = start + (isLong ? 52 : 40);
  if (matrix + 44 > view.byteLength) return null;
  const [width, height] = [view.getUint16(matrix + 36), view.getUint16(matrix + 40)];
  const isTurned = view.getInt32(matrix) === 0 && view.getInt32(matrix + 4) !== 0;
  return isTurned ? { width: height, height: width } : { width, height };
}

function boxType(name: string): number {
  return [...name].reduce((type, letter) => type * 256 + letter.charCodeAt(0), 0);
}

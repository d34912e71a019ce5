/**
 * The pixels of a JPEG or PNG, read from its header. Sources: https://www.w3.org/TR/png-3/#11IHDR and the frame header of
 * https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.2.2).
 */
export interface PictureSize {
  width: number;
  height: number;
}

/** Null when the file is neither a JPEG nor a PNG. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pngSize(view) ?? jpegSize(view);
}

const pngSignature = 0x89504e470d0a1a0an;
const ihdr = 0x49484452;

function pngSize(view: DataView): PictureSize | null {
  if (view.byteLength < 24 || view.getBigUint64(0) !== pngSignature || view.getUint32(12) !== ihdr)
    return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the segments up to the frame header, the first segment with the size. */
function jpegSize(view: DataView): PictureSize | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Any number of 0xff bytes may precede a marker.
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** SOF0 to SOF15, except DHT, JPG and DAC, whose numbers are in that range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

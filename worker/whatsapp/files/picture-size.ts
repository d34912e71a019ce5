/**
 * The pixels of a JPEG or PNG as it is displayed, read from its header. Sources: https://www.w3.org/TR/png-3/#11IHDR, the
 * frame header of https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.2.2), and the orientation of
 * https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf (4.6.4): a camera stores a portrait as a landscape to be turned.
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

/** Walks the segments up to the frame header, the first segment with the size. The orientation comes before it. */
function jpegSize(view: DataView): PictureSize | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  let isTurned = false;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Any number of 0xff bytes may precede a marker.
    if (marker === 0xff) {
      at += 1;
    } else if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return isTurned ? { width: height, height: width } : { width, height };
    } else {
      if (marker === app1) isTurned ||= isTurnedByExif(view, at + 4);
      at += 2 + view.getUint16(at + 2);
    }
  }
  return null;
}

const app1 = 0xe1;
const exifSignature = 0x45786966;
const littleEndian = 0x4949;
const orientationTag = 0x112;

/** Whether the orientation turns the picture by a quarter: its values from 5 to 8 do. */
function isTurnedByExif(view: DataView, at: number): boolean {
  const tiff = at + 6;
  if (tiff + 8 > view.byteLength || view.getUint32(at) !== exifSignature) return false;
  const isLittle = view.getUint16(tiff) === littleEndian;
  const directory = tiff + view.getUint32(tiff + 4, isLittle);
  if (directory + 2 > view.byteLength) return false;
  const entries = view.getUint16(directory, isLittle);
  for (let entry = directory + 2; entry + 12 <= view.byteLength; entry += 12) {
    if (entry >= directory + 2 + entries * 12) return false;
    if (view.getUint16(entry, isLittle) === orientationTag) return view.getUint16(entry + 8, isLittle) >= 5;
  }
  return false;
}

/** SOF0 to SOF15, except DHT, JPG and DAC, whose numbers are in that range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

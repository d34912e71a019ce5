/** What the header of a WebP file says. Source: https://developers.google.com/speed/webp/docs/riff_container */
export interface WebpHeader {
  width: number;
  height: number;
  isAnimated: boolean;
}

/** The beginning of a file that is enough to read its header. */
export const webpHeaderLength = 30;

/** Null when it is not WebP. */
export function webpHeader(bytes: Uint8Array): WebpHeader | null {
  if (bytes.length < webpHeaderLength || textAt(bytes, 0) !== 'RIFF' || textAt(bytes, 8) !== 'WEBP')
    return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lower14 = 0x3fff;
  switch (textAt(bytes, 12)) {
    case 'VP8X': {
      const side = (at: number) => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_00_00;
      return { width: side(24), height: side(27), isAnimated: (view.getUint8(20) & 2) !== 0 };
    }
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & lower14), height: 1 + ((bits >>> 14) & lower14), isAnimated: false };
    }
    case 'VP8 ': {
      const side = (at: number) => view.getUint16(at, true) & lower14;
      return { width: side(26), height: side(28), isAnimated: false };
    }
    default:
      return null;
  }
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

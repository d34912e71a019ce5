/** The header of a WebP file. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webpHeader } from '../../../../worker/whatsapp/files/webp.ts';
import { png, webp } from '../../../fixtures/pictures.ts';

/** A file of one chunk, whose content is in hexadecimal. */
function withChunk(name: string, content: string): Uint8Array {
  const bytes = content.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [];
  const text = (word: string) => [...new TextEncoder().encode(word)];
  return Uint8Array.from([
    ...[...text('RIFF'), bytes.length + 12, 0, 0, 0, ...text('WEBP')],
    ...[...text(name), bytes.length, 0, 0, 0, ...bytes],
  ]);
}

describe('the header of a WebP file', () => {
  it('an extended file says its size, and whether it moves', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 24 }),
        fc.integer({ min: 1, max: 2 ** 24 }),
        fc.boolean(),
        (width, height, isAnimated) => {
          expect(webpHeader(webp(width, height, { isAnimated }))).toEqual({ width, height, isAnimated });
        },
      ),
    );
  });

  it('a lossy file and a lossless one say their size', () => {
    // As Chromium writes a picture of 2 × 3 pixels.
    const lossy = withChunk('VP8 ', '7001009d012a020003000742');
    const lossless = withChunk('VP8L', '2f01800000000750c488fe0722a2ff01');
    expect(webpHeader(lossy)).toEqual({ width: 2, height: 3, isAnimated: false });
    expect(webpHeader(lossless)).toEqual({ width: 2, height: 3, isAnimated: false });
  });

  it('other bytes have none', () => {
    expect(webpHeader(png(512, 512))).toBeNull();
    expect(webpHeader(webp(512, 512).subarray(0, 29))).toBeNull();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void webpHeader(bytes)));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isMetaMediaAddress,
  kindOfFile,
  mediaKinds,
  mediaProblem,
  mediaRules,
  stickerProblem,
} from '../../../../worker/whatsapp/sending/media.ts';

describe('mediaProblem', () => {
  for (const kind of mediaKinds) {
    const { types, maxBytes } = mediaRules[kind];
    const mimeType = types?.[0] ?? 'application/pdf';
    it(`mediaProblem accepts ${kind} up to ${maxBytes} bytes and not one byte more`, () => {
      expect(mediaProblem({ kind, mimeType, size: maxBytes })).toBeNull();
      expect(mediaProblem({ kind, mimeType, size: maxBytes + 1 })?.code).toBe('media_too_large');
      expect(mediaProblem({ kind, mimeType, size: 0 })?.code).toBe('media_empty');
    });
  }

  it('mediaProblem looks at the type without its parameters', () => {
    expect(mediaProblem({ kind: 'audio', mimeType: 'Audio/OGG; codecs=opus', size: 1 })).toBeNull();
    expect(mediaProblem({ kind: 'audio', mimeType: 'audio/webm', size: 1 })?.code).toBe('media_type');
  });
});

describe('stickerProblem', () => {
  const sticker = { width: 512, height: 512, isAnimated: false };
  const kilobyte = 1024;

  it('a sticker may have 100 KB, or 500 KB if it moves, and not one byte more', () => {
    for (const [isAnimated, max] of [
      [false, 100 * kilobyte],
      [true, 500 * kilobyte],
    ] as const) {
      expect(stickerProblem({ ...sticker, isAnimated }, max)).toBeNull();
      expect(stickerProblem({ ...sticker, isAnimated }, max + 1)?.code).toBe('media_too_large');
    }
  });

  it('a sticker is a WebP file of 512 × 512 pixels', () => {
    const side = fc.integer({ min: 1, max: 2_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const isRight = width === 512 && height === 512;
        expect(stickerProblem({ ...sticker, width, height }, 1)?.code).toBe(
          isRight ? undefined : 'sticker_size',
        );
      }),
    );
    expect(stickerProblem(null, 1)?.code).toBe('media_type');
  });
});

describe('kindOfFile', () => {
  it('kindOfFile always finds a kind that takes the file, if there is one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('image/png', 'image/gif', 'video/mp4', 'audio/mpeg', 'text/html', ''),
        fc.integer({ min: 1, max: 100 * 1024 * 1024 }),
        (mimeType, size) => {
          expect(mediaProblem({ kind: kindOfFile(mimeType, size), mimeType, size })).toBeNull();
        },
      ),
    );
  });
});

describe('isMetaMediaAddress', () => {
  const graph = 'https://graph.facebook.com';
  it('the token is sent to Meta’s own hosts over TLS only', () => {
    expect(
      isMetaMediaAddress('https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', graph),
    ).toBe(true);
    for (const address of [
      'http://lookaside.fbsbx.com/x',
      'https://fbsbx.com.evil.example/x',
      'https://evilfbsbx.com/x',
      'https://evil.example/?h=lookaside.fbsbx.com',
      'file:///etc/passwd',
      'not an address',
    ]) {
      expect([address, isMetaMediaAddress(address, graph)]).toEqual([address, false]);
    }
  });
});

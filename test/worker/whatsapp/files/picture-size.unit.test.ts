import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../../../worker/whatsapp/files/picture-size.ts';
import { exifJpeg, jpeg, png } from '../../../fixtures/pictures.ts';

const side = fc.integer({ min: 1, max: 65_535 });

describe('the size of a picture', () => {
  it('the size of a picture is read from a PNG and from a baseline or progressive JPEG', () => {
    fc.assert(
      fc.property(side, side, fc.constantFrom(0xc0, 0xc1, 0xc2), (width, height, frame) => {
        expect(pictureSize(png(width, height))).toEqual({ width, height });
        expect(pictureSize(jpeg(width, height, frame))).toEqual({ width, height });
      }),
    );
  });

  it('a photo that its camera stored on its side has the size as displayed', () => {
    const orientation = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(side, side, orientation, fc.boolean(), (width, height, value, isLittle) => {
        const turned = { width: height, height: width };
        const size = pictureSize(exifJpeg({ width, height }, value, isLittle));
        expect(size).toEqual(value >= 5 ? turned : { width, height });
      }),
    );
  });

  it('the size of a picture is read from a part of a larger buffer', () => {
    const whole = new Uint8Array(100);
    whole.set(png(640, 480), 7);
    expect(pictureSize(whole.subarray(7, 40))).toEqual({ width: 640, height: 480 });
  });

  it('the size of truncated or other bytes is unknown, and never throws', () => {
    for (const whole of [png(640, 640), jpeg(640, 640)]) {
      for (let end = 0; end < 23; end += 1) expect(pictureSize(whole.subarray(0, end))).toBeNull();
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void pictureSize(bytes)));
    const photo = exifJpeg({ width: 3, height: 2 }, 6, true);
    const broken = fc.tuple(fc.nat({ max: photo.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(fc.property(broken, ([at, byte]) => void pictureSize(photo.with(at, byte))));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displaySize } from '../../../../worker/whatsapp/files/display-size.ts';
import { exifJpeg, mp4, png, webp } from '../../../fixtures/pictures.ts';

const side = fc.integer({ min: 1, max: 65_535 });
const sides = fc.record({ width: side, height: side });

describe('the size in which a file is displayed', () => {
  it('the size is read from every kind of picture, sticker and video', () => {
    fc.assert(
      fc.property(sides, ({ width, height }) => {
        const turned = { width: height, height: width };
        expect(displaySize(png(width, height))).toEqual({ width, height });
        expect(displaySize(exifJpeg({ width, height }, 8, false))).toEqual(turned);
        expect(displaySize(webp(width, height))).toEqual({ width, height });
        expect(displaySize(mp4({ width, height }))).toEqual({ width, height });
      }),
    );
  });

  it('a video that a phone recorded upright has the size as displayed', () => {
    fc.assert(
      fc.property(sides, fc.boolean(), ({ width, height }, isLong) => {
        const size = displaySize(mp4({ width, height }, { isTurned: true, isLong }));
        expect(size).toEqual({ width: height, height: width });
      }),
    );
  });

  it('a picture without pixels, a video that is cut off and any other bytes have no size', () => {
    expect(displaySize(png(0, 20))).toBeNull();
    const whole = mp4({ width: 640, height: 360 });
    for (let end = 0; end < whole.length - 4; end++) expect(displaySize(whole.subarray(0, end))).toBeNull();
    const broken = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(fc.property(broken, ([at, byte]) => void displaySize(whole.with(at, byte))));
  });
});

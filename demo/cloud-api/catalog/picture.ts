/** A picture of a product, drawn as PNG: a bowl in the color of its glaze. */
import type { Product } from './products.ts';

const size = 240;
type Color = readonly [red: number, green: number, blue: number];
const paper: Color = [246, 242, 234];

export async function drawProduct({ color }: Product): Promise<Uint8Array> {
  const rows = new Uint8Array(size * (1 + size * 3));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      rows.set(colorAt(x / size, y / size, color), y * (1 + size * 3) + 1 + x * 3);
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, size);
  view.setUint32(4, size);
  // 8 bits a channel, red, green and blue.
  header.set([8, 2], 8);
  const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
  const parts = [
    signature,
    chunk('IHDR', header),
    chunk('IDAT', await deflated(rows)),
    chunk('IEND', new Uint8Array()),
  ];
  return new Blob(parts).bytes();
}

/** A bowl with a darker inside, and a lighter stripe below its rim. */
function colorAt(x: number, y: number, color: Color): Color {
  const across = (x - 0.5) / 0.36;
  const isInside = across ** 2 + ((y - 0.36) / 0.07) ** 2 < 1;
  const isBelowRim = y > 0.36 && across ** 2 + ((y - 0.36) / 0.42) ** 2 < 1;
  if (isInside) return shaded(color, 0.55);
  if (!isBelowRim) return paper;
  return shaded(color, y < 0.46 ? 1.15 : 1 - across * 0.12);
}

function shaded([red, green, blue]: Color, by: number): Color {
  const channel = (value: number) => Math.max(0, Math.min(255, Math.round(value * by)));
  return [channel(red), channel(green), channel(blue)];
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const named = new Uint8Array(4 + data.length);
  named.set(new TextEncoder().encode(type));
  named.set(data, 4);
  const whole = new Uint8Array(named.length + 8);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(named, 4);
  view.setUint32(named.length + 4, checksumOf(named));
  return whole;
}

/** CRC-32, as PNG wants it. */
function checksumOf(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

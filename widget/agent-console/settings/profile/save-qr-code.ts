import { qrPath } from '../../../message-us/card/qr-code.ts';

/** Minimum pixels on each side, enough for a printed poster. */
const pixels = 1_200;

/** Gives the reader a QR code as a file: lines for print, or pixels for everything else. */
export async function saveQrCode(text: string, name: string, type: 'svg' | 'png'): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(type === 'svg' ? svgOf(text) : await pngOf(text));
  link.download = `${name}.${type}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function svgOf(text: string): Blob {
  const { size, path } = qrPath(text);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
  return new Blob([svg], { type: 'image/svg+xml' });
}

async function pngOf(text: string): Promise<Blob> {
  const { size, path } = qrPath(text);
  const scale = Math.ceil(pixels / size);
  const canvas = new OffscreenCanvas(size * scale, size * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws nothing.');
  context.scale(scale, scale);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size, size);
  context.fillStyle = '#000';
  context.fill(new Path2D(path));
  return canvas.convertToBlob({ type: 'image/png' });
}

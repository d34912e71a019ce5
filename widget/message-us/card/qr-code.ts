import { generate } from 'lean-qr/nano';
import { html, svg } from 'lit/html.js';

const margin = 3;

/** Rendered locally, so that no service sees the content. Always dark on white, because cameras need that. */
export function renderQrCode(text: string, name: string) {
  const { size, path } = qrPath(text);
  return html`<svg part="qr-code" class="code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${name} shape-rendering="crispEdges">${svg`<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d=${path} />`}</svg>`;
}

/** The path of the dark squares, each of size 1, with a margin around them. */
export function qrPath(text: string): { size: number; path: string } {
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + margin} ${y + margin}h1v1h-1z`;
  return { size: code.size + 2 * margin, path };
}

/** One emoji that was new in each version of the standard. */
const firsts: readonly (readonly [version: number, emoji: string])[] = [
  [17, '🫪'],
  [16, '🫩'],
  [15, '🫨'],
  [14, '🫠'],
  [13, '🥲'],
  [12, '🥱'],
  [11, '🥰'],
];

let newest: number | null = null;

/**
 * The newest version whose emoji this device can draw. Others would be empty boxes. A colored emoji looks the same
 * whatever the text color is; an empty box does not.
 */
export function newestEmojiVersion(): number {
  newest ??= firsts.find(([, emoji]) => isDrawn(emoji))?.[0] ?? 5;
  // Versions such as 13.1 came between two of the list.
  return newest + 0.9;
}

function isDrawn(emoji: string): boolean {
  const [inBlack, inWhite] = ['#000', '#fff'].map((color) => pixelsOf(emoji, color));
  // Without a canvas nothing speaks against it.
  if (!inBlack || !inWhite) return true;
  return inBlack.some((value) => value > 0) && inBlack.every((value, at) => value === inWhite[at]);
}

function pixelsOf(emoji: string, color: string): Uint8ClampedArray | null {
  const canvas = document.createElement('canvas');
  canvas.width = 16;
  canvas.height = 16;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.font = '12px sans-serif';
  context.textBaseline = 'top';
  context.fillStyle = color;
  context.fillText(emoji, 0, 0);
  return context.getImageData(0, 0, 16, 16).data;
}

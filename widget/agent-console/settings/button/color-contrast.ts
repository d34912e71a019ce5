/** The contrast of a button's color with its text and with a white page, as WCAG 2 measures it. */
export type Rgb = readonly [red: number, green: number, blue: number];

export interface ColorCheck {
  /** `#rrggbb`. */
  hex: string;
  /** The color that the button gives its text. */
  ink: 'black' | 'white';
  textContrast: number;
  pageContrast: number;
}

const named: Record<string, string> = { teal: '#075e54', green: '#25d366', white: '#ffffff', '': '#075e54' };

/** Null if the text is not a color. */
export function checkColor(color: string): ColorCheck | null {
  const rgb = rgbOf(named[color.trim().toLowerCase()] ?? color);
  if (!rgb) return null;
  const light = luminance(rgb);
  const onWhite = contrast(light, 1);
  const onBlack = contrast(light, 0);
  const ink = onWhite >= onBlack ? 'white' : 'black';
  const hex = `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
  return { hex, ink, textContrast: Math.max(onWhite, onBlack), pageContrast: onWhite };
}

export function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The browser resolves names and color functions by painting one pixel. */
function rgbOf(color: string): Rgb | null {
  const [, hex] = /^#([\da-f]{6})$/i.exec(color.trim()) ?? [];
  const part = (at: number) => Number.parseInt((hex ?? '').slice(at, at + 2), 16);
  if (hex) return [part(0), part(2), part(4)];
  if (!CSS.supports('color', color)) return null;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

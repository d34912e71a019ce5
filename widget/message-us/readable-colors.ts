/** Names for WhatsApp's own colours; any other value is a CSS colour. */
const named: Record<string, string> = { teal: '#128c7e', green: '#25d366', white: '#ffffff' };

/** A colour that the browser understands; teal when it does not. `isColor` asks the browser. */
export function backgroundOf(color: string, isColor: (color: string) => boolean): string {
  const wanted = color.trim();
  const background = named[wanted.toLowerCase()] ?? wanted;
  return isColor(background) ? background : '#128c7e';
}

/** Black or white, whichever is easier to read on this colour by WCAG 2's contrast ratio. Channels from 0 to 255. */
export function readableOn([red, green, blue]: readonly [number, number, number]): '#000000' | '#ffffff' {
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const onBlack = (luminance + 0.05) / 0.05;
  const onWhite = 1.05 / (luminance + 0.05);
  return onBlack >= onWhite ? '#000000' : '#ffffff';
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

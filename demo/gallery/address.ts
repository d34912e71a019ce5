/** What the fragment of a page's address says: `#element=agent-console-menu&theme=dark&language=ar`. */
import { type Language, languages } from '../../widget/locales/languages.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export const directions = ['auto', 'ltr', 'rtl'] as const;
export const widths = ['auto', '390', '820', '1440'] as const;

export interface Address {
  element: string;
  theme: (typeof themes)[number];
  language: Language;
  /** `auto`: that of the language. */
  direction: (typeof directions)[number];
  /** Width of the page in the index, in pixels. */
  width: (typeof widths)[number];
  /** The only state to show; null: all of them. */
  state: string | null;
}

export function readAddress(fragment: string): Address {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const oneOf = <const Value extends string>(name: string, values: readonly Value[], usual: Value): Value =>
    values.find((value) => value === given.get(name)) ?? usual;
  return {
    element: given.get('element') ?? '',
    theme: oneOf('theme', themes, 'auto'),
    language: oneOf(
      'language',
      languages.map(({ tag }) => tag),
      'en',
    ),
    direction: oneOf('direction', directions, 'auto'),
    width: oneOf('width', widths, 'auto'),
    state: given.get('state'),
  };
}

export function writeAddress(address: Partial<Address>): string {
  const said = Object.entries(address).filter((entry): entry is [string, string] => entry[1] !== null);
  return `#${new URLSearchParams(said)}`;
}

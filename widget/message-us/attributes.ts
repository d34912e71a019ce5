/**
 * Every attribute of `<message-us>` and its values. The framework types, the editor data and the manifest are generated
 * from this.
 */
export interface MessageUsAttributes {
  /** Your WhatsApp number with its country code, or your short link `wa.me/message/CODE`. */
  number?: string | number;
  /**
   * The text on the button.
   * @default `Message us`, in the page's language
   */
  label?: string;
  /** The text that WhatsApp opens with; `{TITLE}` and other names are filled in from the page. */
  'pre-filled-message'?: string;
  /**
   * `teal`, `green`, `white` or any CSS color.
   * @default teal
   */
  color?: 'teal' | 'green' | 'white' | (string & {});
  /**
   * Height of the button.
   * @default standard
   */
  size?: 'standard' | 'compact';
  /**
   * A CSS length, or a number of pixels.
   * @default round
   */
  'border-radius'?: string | number;
  /**
   * Whether the button has an icon, a label, or both.
   * @default both
   */
  shows?: 'both' | 'icon' | 'label';
  /** Keeps the button at the bottom of the window, at the `end` of a line or at its `start`. */
  floating?: 'end' | 'start' | '' | boolean;
  /** Opens a card before WhatsApp. Settings that only a card can show also turn it on. */
  card?: '' | boolean;
  /** A short text at the corner, such as `1`. */
  badge?: string | number;
  /** The id of a connected number. Its settings are read from the Worker; attributes override them. */
  connection?: string | number;
  /** The origin of your Worker, if the script is served from somewhere else, such as your bundle. */
  worker?: string;
  /** Reports clicks to your Worker, with the page and campaign; `consent`: only with `consented`. */
  attribution?: 'consent' | '' | boolean;
  /** The visitor has given consent, for example in your cookie banner. */
  consented?: '' | boolean;
  /** Analytics tools on the page to report clicks to: `datalayer`, `gtag`, `meta`, `plausible`, `matomo`. */
  analytics?: string;
  /** Opens the card after this many seconds. */
  'opens-after'?: string | number;
  /** Opens the card when this percentage of the page is scrolled. */
  'opens-at-scroll'?: string | number;
  /** Opens the card when the element with this selector comes into view. */
  'opens-in-view'?: string;
  /** Opens the card at this page view and later ones. Views are counted only with `consented`. */
  'opens-at-view'?: string | number;
  /** Opens the card when the address contains this, such as `#chat`, `?chat` or `?from=letter`. */
  'opens-at-address'?: string;
  /** Opens the card when the pointer leaves the window at the top. */
  'opens-on-exit'?: '' | boolean;
}

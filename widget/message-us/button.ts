import type { ButtonSettings } from '../../worker/api/numbers/button.ts';
import type { Variables } from './click/page-text.ts';

/** The button as seen by the modules that it loads later. They cannot import its class, because it imports them. */
export interface Button extends HTMLElement {
  readonly allSettings: ButtonSettings & { number: string; label: string; text: string; color: string };
  readonly settings: ButtonSettings | string | null | undefined;
  /** The JSON inside the element. */
  readonly json: string | null | undefined;
  readonly language: string;
  readonly variables: Variables;
  readonly isPending: boolean;
  /** The Worker's address for an element without `worker`. */
  readonly defaultWorker: string;
  readonly attribution: unknown;
  readonly opensOnExit: unknown;
  badge: unknown;
  consented: unknown;
  isCardOpen: boolean;
  /** In the preview of the console's settings: the device to show, whatever the window is. The card stays in the page. */
  preview?: 'phone' | 'desktop';
  repaired: Record<string, string>;
  repairedSettings: ButtonSettings | undefined;
  read(name: string): string | undefined;
  requestUpdate(): void;
  watch(): void;
  showCard(isUserInitiated: boolean): Promise<void>;
}

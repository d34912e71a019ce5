import type { ButtonSettings } from '../../worker/api/button.ts';
import type { Variables } from './click/page-text.ts';

/** The button as the parts see it that it loads later: they cannot import its class, which imports them. */
export interface Button extends HTMLElement {
  readonly allSettings: ButtonSettings & { number: string; label: string; text: string; color: string };
  readonly settings: ButtonSettings | string | null | undefined;
  /** The JSON inside the element. */
  readonly json: string | null | undefined;
  readonly language: string;
  readonly variables: Variables;
  readonly isPending: boolean;
  /** Where the Worker is when the element does not say it. */
  readonly defaultWorker: string;
  readonly attribution: unknown;
  readonly opensOnExit: unknown;
  badge: unknown;
  /** The visitor has agreed. */
  consented: unknown;
  isCardOpen: boolean;
  repaired: Record<string, string>;
  repairedSettings: ButtonSettings | undefined;
  read(name: string): string | undefined;
  requestUpdate(): void;
  watch(): void;
  showCard(isAsked: boolean): Promise<void>;
}

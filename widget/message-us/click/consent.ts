import type { Button } from '../button.ts';

/** Only a clear yes counts: `consented="no"` or `consented="0"` is none. */
export function hasConsent(button: Button): boolean {
  return /^(1|yes|on|consented)?$/i.test(button.read('consented') ?? 'no');
}

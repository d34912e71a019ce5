import type { Button } from './button.ts';
import { explain } from './explain.ts';

/**
 * The address of a button's Worker, without a trailing slash; null if it is unknown. Accepts what people paste:
 * `https://w.example/`, `w.example`, `https://w.example/message-us.js`.
 */
export function workerOf(button: Button): string | null {
  const given = button.read('worker')?.trim() || button.defaultWorker;
  if (!given) {
    explain(
      button,
      'does not know where your Worker is, because its script is served from somewhere else. Add worker="https://YOUR-WORKER"; until then connection and attribution do nothing.',
    );
    return null;
  }
  const address =
    /^(https?:)?\/\//i.test(given) || given.startsWith('/') ? given : `${schemeOf(given)}://${given}`;
  if (!URL.canParse(address, document.baseURI)) {
    explain(
      button,
      `has worker="${given}", which is not an address. Write it like worker="https://YOUR-WORKER".`,
    );
    return null;
  }
  const { origin, pathname } = new URL(address, document.baseURI);
  return origin + pathname.replace(/\/(message-us(\.classic)?\.js)?$/, '').replace(/\/+$/, '');
}

/** A Worker on the developer's own computer has no certificate. */
function schemeOf(host: string): string {
  return /^(localhost|127\.|\[::1\])/.test(host) ? 'http' : 'https';
}

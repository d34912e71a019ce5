import type { Button } from './button.ts';
import { explain } from './explain.ts';

/**
 * Where the Worker of a button is, without a slash at its end; null when nothing says it. Takes what people paste:
 * `https://w.example/`, `w.example`, `https://w.example/message-us.js`.
 */
export function workerOf(button: Button): string | null {
  const given = button.read('worker')?.trim() || button.defaultWorker;
  if (!given) {
    explain(
      button,
      'does not know where your Worker is, because its script comes from somewhere else. Add worker="https://YOUR-WORKER"; until then connection and attribution do nothing.',
    );
    return null;
  }
  const address =
    /^(https?:)?\/\//i.test(given) || given.startsWith('/') ? given : `${schemeOf(given)}://${given}`;
  if (!URL.canParse(address, document.baseURI)) {
    explain(button, `worker="${given}" is not an address. Write it like worker="https://YOUR-WORKER".`);
    return null;
  }
  const { origin, pathname } = new URL(address, document.baseURI);
  return origin + pathname.replace(/\/(message-us(\.classic)?\.js)?$/, '').replace(/\/+$/, '');
}

/** On the developer's own computer there is no certificate. */
function schemeOf(host: string): string {
  return /^(localhost|127\.|\[::1\])/.test(host) ? 'http' : 'https';
}

import type { ButtonSettings } from '../../worker/api/numbers/button.ts';
import type { Button } from './button.ts';
import { explain } from './explain.ts';
import { workerOf } from './worker-address.ts';

/** After this the button appears with the settings in its tag. */
const timeoutMs = 4_000;

/**
 * Loads a number's settings from the Worker. The request reveals nothing about the visitor: it has no cookie and no
 * referrer. If it fails, the button uses the settings in its tag.
 */
export async function fetchSettings(button: Button, connection: string): Promise<ButtonSettings> {
  const worker = workerOf(button);
  if (worker === null) return {};
  const address = `${worker}/api/inboxes/${encodeURIComponent(connection)}/button`;
  try {
    const answer = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (answer.ok) return await answer.json();
    explain(
      button,
      answer.status === 404
        ? `has connection="${connection}", but ${worker} has no such number. Copy the tags again from the console's settings, under Button.`
        : `could not load its settings from ${address}: status ${answer.status}. The button uses the settings in its tag.`,
    );
  } catch (error) {
    explain(
      button,
      `could not load its settings from ${address}: ${error}. The button uses the settings in its tag. If this keeps happening, check that connection="${connection}" is the id of a connected number, that the address of your Worker is right, and that the connect-src of your Content-Security-Policy allows it.`,
    );
  }
  return {};
}

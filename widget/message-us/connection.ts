import type { ButtonSettings } from '../../worker/api/button.ts';
import type { Button } from './button.ts';
import { explain } from './explain.ts';
import { workerOf } from './worker-address.ts';

/** The button does not wait longer for its settings, and shows what its tag says. Milliseconds. */
const longestWait = 4_000;

/**
 * A number's settings from the Worker, in a request that says nothing about the visitor: no cookie and no referrer.
 * Without an answer there are none, and what the tag says counts.
 */
export async function settingsFrom(button: Button, connection: string): Promise<ButtonSettings> {
  const worker = workerOf(button);
  if (worker === null) return {};
  const address = `${worker}/api/inboxes/${encodeURIComponent(connection)}/button`;
  try {
    const answer = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(longestWait),
    });
    if (answer.ok) return await answer.json();
    explain(
      button,
      answer.status === 404
        ? `connection="${connection}" is not a number of ${worker}. Copy the tags again from the console's settings, under Button.`
        : `got no settings from ${address}: status ${answer.status}. The button shows what its tag says.`,
    );
  } catch (error) {
    explain(
      button,
      `got no settings from ${address}: ${error}. The button shows what its tag says. If this lasts, check that connection="${connection}" is the id of a connected number, the address of your Worker, and the connect-src of your Content-Security-Policy.`,
    );
  }
  return {};
}

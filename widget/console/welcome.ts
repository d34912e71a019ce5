import '../agent-console/settings/account/welcome-dialog.ts';
import { ApiClient } from '../client/api/api-client.ts';
import { failureOf } from '../client/api/api-failure.ts';
import { listAgents } from '../client/api/people/team.ts';
import { SessionStore } from '../client/signing-in/session-store.ts';

/** Asks an agent who has joined just now for a picture. */
export async function welcome(agent: string): Promise<void> {
  const api = new ApiClient(location.origin, async () => new SessionStore(location.origin).token ?? '');
  // If it fails, the settings have it as well.
  await failureOf(async () => {
    const dialog = document.createElement('agent-console-welcome');
    dialog.api = api;
    dialog.member = (await listAgents(api)).find(({ id }) => id === agent) ?? null;
    dialog.addEventListener('dialog-close', () => dialog.remove());
    document.body.append(dialog);
  });
}

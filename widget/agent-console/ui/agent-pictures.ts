import type { TeamMember } from '../../../worker/api/people/team.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { getPicture } from '../../client/api/people/team.ts';
import { agentPictures } from './avatar.ts';

/** The id of the picture that each agent's address belongs to. */
const loaded = new Map<string, string>();

/**
 * Loads the pictures that have changed. They are only for people who are signed in, so each is requested with the
 * session and shown from memory. Resolves to whether there is something new to show; without its picture, an agent is
 * shown with initials.
 */
export async function loadPictures(
  api: ApiClient,
  team: readonly Pick<TeamMember, 'id' | 'picture'>[],
): Promise<boolean> {
  const changed = team.filter(({ id, picture }) => (loaded.get(id) ?? null) !== picture);
  await Promise.all(
    changed.map(async ({ id, picture }) => {
      const file = picture === null ? null : await getPicture(api, id, picture).catch(() => null);
      const former = agentPictures.get(id);
      if (former) URL.revokeObjectURL(former);
      if (file === null || picture === null) {
        agentPictures.delete(id);
        loaded.delete(id);
      } else {
        agentPictures.set(id, URL.createObjectURL(file));
        loaded.set(id, picture);
      }
    }),
  );
  return changed.length > 0;
}

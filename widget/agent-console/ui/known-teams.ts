/**
 * The teams that conversations can be assigned to. They are loaded after the list, and what shows them renders again when
 * its labels are another list.
 */
import type { LabelColor } from '../../../worker/api/conversations/labels.ts';
import type { Team } from '../../../worker/api/people/teams.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { listTeams } from '../../client/api/people/teams.ts';
import { teamMembers } from '../../client/state/list-view.ts';
import { ownColors } from './avatar.ts';

let known: readonly Team[] = [];

/** The color of an avatar that is nearest to that of a team. */
const avatarColorOf: Readonly<Record<LabelColor, number>> = {
  ...{ teal: 0, blue: 1, purple: 2, pink: 4, red: 5, orange: 6, green: 7 },
  ...{ yellow: 8, gray: 9 },
};

/** The id of the agent who is signed in. */
let me = '';

export function noteOwnId(id: string): void {
  me = id;
}

/** Whether the agent who is signed in is a member of a team. */
export function hasOwnTeam(): boolean {
  return known.some(({ members }) => members.includes(me));
}

export function knownTeams(): readonly Team[] {
  return known;
}

/** Resolves to whether they are different from before. */
export async function loadTeams(api: ApiClient): Promise<boolean> {
  const loaded = await listTeams(api);
  const isOther = JSON.stringify(loaded) !== JSON.stringify(known);
  known = loaded;
  for (const { id, color, members } of loaded) {
    ownColors.set(id, avatarColorOf[color]);
    teamMembers.set(id, members);
  }
  return isOther;
}

/** The name of a team after a square of its colour. Labels have a round spot. */
import { css, html } from 'lit';
import type { LabelColor } from '../../../worker/api/conversations/labels.ts';
import type { NamedTeam } from '../../../worker/api/people/teams.ts';
import { knownTeams } from './known-teams.ts';
import { labelColors } from './palettes/labels.ts';

/** Gray where its colour is not known, as of a team that was deleted. */
export function teamColor(id: string): LabelColor {
  return knownTeams().find((team) => team.id === id)?.color ?? 'gray';
}

export function renderTeamName({ id, name }: NamedTeam, color = teamColor(id)) {
  return html`<span class="team-name ${color}"><bdi>${name}</bdi></span>`;
}

export const teamNameStyles = css`
  .team-name {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .team-name > bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .team-name::before {
    content: '';
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border-radius: 3px;
    background: var(--spot);
    forced-color-adjust: none;
  }
  ${labelColors}
`;

import { nothing } from 'lit';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import { strings } from '../../locales/strings.ts';
import { TeamActionEvent } from '../conversation/header/conversation-tools.ts';
import { renderSelect } from '../ui/controls/field.ts';
import { knownTeams } from '../ui/known-teams.ts';

/** The team of the conversation; nothing if there are no teams. */
export function renderTeamSelect(host: EventTarget, { assignee, team }: Conversation) {
  const teams = knownTeams();
  if (teams.length === 0) return nothing;
  const options: [string, string][] = [
    ['', strings.noTeam],
    ...teams.map(({ id, name }): [string, string] => [id, name]),
  ];
  return renderSelect({
    ...{ name: 'team', label: strings.team, value: team?.id ?? '', options },
    change: (id) =>
      host.dispatchEvent(
        new TeamActionEvent({ type: 'assign', team: id || null, from: assignee?.id ?? null }),
      ),
  });
}

/** Named teams and their members. */
import type { Distribution } from '../../api/automation/assignment.ts';
import type { LabelColor } from '../../api/conversations/labels.ts';
import { type CheckedTeam, maxTeams, type NamedTeam, type Team } from '../../api/people/teams.ts';
import { ApiError } from '../../errors.ts';
import { agentOf } from './agents.ts';

/** By name. */
export function teams(sql: SqlStorage): Team[] {
  const members = sql
    .exec<{ team_id: string; agent_id: string }>('SELECT * FROM team_member ORDER BY agent_id')
    .toArray();
  return sql
    .exec<{
      id: string;
      name: string;
      color: LabelColor;
      distribution: Distribution | null;
      max_open: number | null;
    }>('SELECT * FROM team ORDER BY name, id')
    .toArray()
    .map(({ max_open: maxOpen, ...team }) => ({
      ...team,
      members: members.filter(({ team_id: id }) => id === team.id).map(({ agent_id: id }) => id),
      maxOpen,
    }));
}

/** The team that a conversation is to be assigned to. */
export function namedTeam(sql: SqlStorage, id: string): NamedTeam {
  const [team] = sql
    .exec<{ id: string; name: string }>('SELECT id, name FROM team WHERE id = ?', id)
    .toArray();
  if (team) return team;
  throw new ApiError(422, 'team_not_found', 'There is no team with this id. GET /api/teams lists them.');
}

/** Creates or changes a team; `id` is null for a new one. Call it in a transaction. */
export function putTeam(sql: SqlStorage, id: string | null, wanted: CheckedTeam): Team {
  const known = teams(sql);
  const { name, color, distribution, maxOpen } = wanted;
  if (id !== null && !known.some((team) => team.id === id)) throw notFound();
  if (id === null && known.length >= maxTeams) {
    throw new ApiError(409, 'too_many_teams', 'There are already a hundred teams. Delete one first.');
  }
  const folded = name.toLowerCase();
  if (known.some((team) => team.id !== id && team.name.toLowerCase() === folded)) {
    throw new ApiError(409, 'team_exists', 'There is already a team with this name. Choose another name.');
  }
  const members = [...new Set(wanted.members)].sort();
  const stranger = members.find((agentId) => agentOf(sql, agentId) === null);
  if (stranger !== undefined) {
    throw new ApiError(
      422,
      'agent_not_found',
      `There is no agent with the id ${stranger}. GET /api/agents lists them.`,
    );
  }
  const key = id ?? crypto.randomUUID();
  sql.exec(
    `INSERT INTO team (id, name, color, distribution, max_open) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (id) DO UPDATE SET name = ?2, color = ?3, distribution = ?4, max_open = ?5`,
    ...[key, name, color, distribution, maxOpen],
  );
  sql.exec('DELETE FROM team_member WHERE team_id = ?', key);
  for (const agentId of members) sql.exec('INSERT INTO team_member VALUES (?, ?)', key, agentId);
  return { id: key, name, color, members, distribution, maxOpen };
}

export function removeTeam(sql: SqlStorage, id: string): Team {
  const team = teams(sql).find((one) => one.id === id);
  if (!team) throw notFound();
  sql.exec('DELETE FROM team WHERE id = ?', id);
  return team;
}

export function isInTeam(sql: SqlStorage, agentId: string): boolean {
  return sql.exec('SELECT 1 FROM team_member WHERE agent_id = ? LIMIT 1', agentId).toArray().length > 0;
}

function notFound(): ApiError {
  return new ApiError(404, 'team_not_found', 'There is no team with this id.');
}

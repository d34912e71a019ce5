/** Loads what rules and the answers of menus can name. */
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { getAutomationFiles, getMenus } from '../../../../client/api/automation.ts';
import { listLabels, listReplies } from '../../../../client/api/conversations/shared.ts';
import { listAgents } from '../../../../client/api/people/team.ts';
import { listTeams } from '../../../../client/api/people/teams.ts';
import type { RuleChoices } from './builder.ts';

export async function loadChoices(api: ApiClient, inbox: string): Promise<RuleChoices> {
  const [labels, agents, teams, { menus }, replies, { files }] = await Promise.all([
    listLabels(api),
    listAgents(api),
    listTeams(api),
    getMenus(api, inbox),
    listReplies(api),
    getAutomationFiles(api, inbox),
  ]);
  return { labels, agents, teams, menus, replies, files };
}

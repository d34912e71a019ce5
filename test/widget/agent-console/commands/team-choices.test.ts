import { afterEach, expect, it, vi } from 'vitest';
import { inGroup, teamChoices } from '../../../../widget/agent-console/commands/team-choices.ts';
import { lookAtAvailability } from '../../../../widget/agent-console/ui/known-availability.ts';
import { loadTeams } from '../../../../widget/agent-console/ui/known-teams.ts';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import type { ConversationMode } from '../../../../worker/api/conversations/conversations.ts';
import type { Availability, PresentAgent } from '../../../../worker/api/conversations/live.ts';
import type { Team } from '../../../../worker/api/people/teams.ts';
import { conversation } from '../rows.ts';

const me = { id: 'a1', name: 'Ana', role: 'agent' as const };

function modesOffered(modes: readonly ConversationMode[], isAutomatic = true) {
  const conversations = modes.map((mode, index) => ({ ...conversation(index + 1, { mode }), inbox: '1' }));
  const choices = teamChoices({ conversations, me, people: [], labels: [], isAutomatic });
  return inGroup(choices, 'mode').map(({ command }) => command.type === 'mode' && command.mode);
}

it('several conversations that a bot answers can be taken over, or their bot turned off', () => {
  expect(modesOffered(['automatic', 'automatic'])).toEqual(['person', 'off']);
});

it('the bot of several conversations can be resumed, also where it is off', () => {
  expect(modesOffered(['person', 'person'])).toEqual(['automatic', 'off']);
  expect(modesOffered(['off', 'off'])).toEqual(['automatic']);
});

it('conversations whose bot is off cannot be taken over together with others', () => {
  expect(modesOffered(['automatic', 'off'])).toEqual(['automatic', 'off']);
});

it('who answers is no choice where a number has no bot', () => {
  expect(modesOffered(['automatic', 'person'], false)).toEqual([]);
});

const sales: Team = {
  ...{ id: 'sales', name: 'Sales', color: 'green', members: [] },
  ...{ distribution: null, maxOpen: null },
};

async function haveTeams(teams: readonly Team[]): Promise<void> {
  vi.stubGlobal('fetch', async () => Response.json(teams));
  await loadTeams(new ApiClient('https://inbox.example', async () => 'token'));
}

afterEach(async () => {
  await haveTeams([]);
  vi.unstubAllGlobals();
});

function teamsOffered(teams: readonly ({ id: string; name: string } | null)[]) {
  const conversations = teams.map((team, index) => ({ ...conversation(index + 1, { team }), inbox: '1' }));
  const choices = teamChoices({ conversations, me, people: [], labels: [], isAutomatic: false });
  return inGroup(choices, 'team').map(({ title, isOn }) => [title, isOn]);
}

it('conversations can be assigned to a team, and removed from one', async () => {
  await haveTeams([sales]);
  expect(teamsOffered([null])).toEqual([['Assign to the team Sales', false]]);
  expect(teamsOffered([sales, sales])).toEqual([
    ['Assign to the team Sales', true],
    ['Remove from the team', false],
  ]);
  expect(teamsOffered([sales, null])).toEqual([
    ['Assign to the team Sales', false],
    ['Remove from the team', false],
  ]);
});

it('colleagues are offered with their availability on the number of the conversation', () => {
  const here = (id: string, availability: Availability) => ({ id, name: id, availability });
  const store = (inbox: string, agents: PresentAgent[]) => ({
    inbox,
    availability: { type: 'availability' as const, agents, idleAfterMinutes: 15 },
  });
  lookAtAvailability(() => [
    store('1', [here('a1', 'available'), here('bo', 'idle'), here('cleo', 'away')]),
    store('2', [here('dan', 'available')]),
  ]);
  const people = ['a1', 'bo', 'cleo', 'dan'].map((id) => ({ id, name: id }));
  const conversations = [{ ...conversation(1), inbox: '1' }];
  const choices = teamChoices({ conversations, me, people, labels: [], isAutomatic: false });
  expect(inGroup(choices, 'assign').map(({ name, presence, detail }) => [name, presence, detail])).toEqual([
    ['Assign to me', 'available', undefined],
    ['bo', 'idle', 'Away'],
    ['cleo', 'away', 'Away'],
    ['dan', 'offline', 'Offline'],
  ]);
  lookAtAvailability(() => []);
  const unknown = teamChoices({ conversations, me, people, labels: [], isAutomatic: false });
  expect(inGroup(unknown, 'assign').map(({ presence, detail }) => [presence, detail])).toEqual(
    people.map(() => [null, undefined]),
  );
});

it('teams are no choice where there are none', async () => {
  await haveTeams([]);
  expect(teamsOffered([null])).toEqual([]);
});

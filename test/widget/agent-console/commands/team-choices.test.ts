import { expect, it } from 'vitest';
import { inGroup, teamChoices } from '../../../../widget/agent-console/commands/team-choices.ts';
import type { ConversationMode } from '../../../../worker/api/conversations/conversations.ts';
import { conversation } from '../rows.ts';

const me = { id: 'a1', name: 'Ana', role: 'agent' as const };

function modesOffered(modes: readonly ConversationMode[], hasBot = true) {
  const conversations = modes.map((mode, index) => ({ ...conversation(index + 1, { mode }), inbox: '1' }));
  const choices = teamChoices({ conversations, me, people: [], labels: [], hasBot });
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

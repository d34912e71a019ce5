/** Everything that the team can do to conversations. The menus and the command bar offer the same choices. */
import type { ConversationMode } from '../../../worker/api/conversations/conversations.ts';
import type { Label, LabelColor } from '../../../worker/api/conversations/labels.ts';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { availabilityText } from '../ui/availability-mark.ts';
import type { Command } from '../ui/keyboard/shortcuts.ts';
import { availabilityOf, type Presence } from '../ui/known-availability.ts';
import { knownTeams } from '../ui/known-teams.ts';
import { snoozeTimes } from '../ui/time/snooze-times.ts';

export type ChoiceGroup = 'state' | 'assign' | 'team' | 'label' | 'snooze' | 'read' | 'mode';

export interface TeamChoice {
  id: string;
  group: ChoiceGroup;
  /** In a menu, below the name of its group. */
  name: string;
  /** On its own. */
  title: string;
  /** It is so already, for all of the conversations. */
  isOn: boolean;
  command: PeopleCommand;
  /** The shortcut that does exactly this. */
  shortcut?: Command;
  /** When it ends, as in "Mon 9:00 AM". */
  detail?: string;
  label?: Label;
  /** Whether the agent is available. Null when it is not known. */
  presence?: Presence | null;
  /** The colour of a team. */
  color?: LabelColor;
}

export interface ChoiceTarget {
  conversations: readonly InboxConversation[];
  me: Agent;
  /** Who can be given all of the conversations. */
  people: readonly Person[];
  labels: readonly Label[];
  /** Whether the number of each conversation has a bot. */
  isAutomatic: boolean;
}

export function teamChoices(target: ChoiceTarget): readonly TeamChoice[] {
  if (target.conversations.length === 0) return [];
  return [
    ...stateChoices(target),
    ...snoozeChoices(),
    ...assignChoices(target),
    ...assignToTeamChoices(target),
    ...labelChoices(target),
    ...readChoices(target),
    ...modeChoices(target),
  ];
}

export const inGroup = (choices: readonly TeamChoice[], group: ChoiceGroup): readonly TeamChoice[] =>
  choices.filter((choice) => choice.group === group);

/** The action of `E` and the button: resolve, or reopen if all are resolved. */
export function mainState(conversations: readonly InboxConversation[]): PeopleCommand {
  const isAnyOpen = conversations.some(({ state }) => state !== 'resolved');
  return { type: 'state', state: isAnyOpen ? 'resolved' : 'open' };
}

function stateChoices({ conversations }: ChoiceTarget): TeamChoice[] {
  const isAnyOpen = conversations.some(({ state }) => state !== 'resolved');
  const isAnyClosed = conversations.some(({ state }) => state !== 'open');
  const choice = (state: 'open' | 'resolved', text: string, isMain: boolean): TeamChoice => ({
    id: `state:${state}`,
    group: 'state',
    name: text,
    title: text,
    isOn: false,
    command: { type: 'state', state },
    ...(isMain && { shortcut: 'resolve' }),
  });
  return [
    ...(isAnyOpen ? [choice('resolved', strings.resolve, true)] : []),
    ...(isAnyClosed ? [choice('open', strings.reopen, !isAnyOpen)] : []),
  ];
}

function snoozeChoices(): TeamChoice[] {
  return snoozeTimes().map(({ name, until, when }) => ({
    id: `snooze:${name}`,
    group: 'snooze',
    name,
    title: strings.snoozeUntil(when),
    detail: when,
    isOn: false,
    command: { type: 'state', state: 'snoozed', until },
  }));
}

function assignChoices({ conversations, me, people }: ChoiceTarget): TeamChoice[] {
  const has = (id: string | null) => conversations.every(({ assignee }) => (assignee?.id ?? null) === id);
  const inboxes = conversations.map(({ inbox }) => inbox);
  const choice = (to: string | null, name: string, title: string): TeamChoice => {
    const presence = to === null ? null : availabilityOf(to, inboxes);
    return {
      id: `assign:${to ?? ''}`,
      group: 'assign',
      name,
      title,
      isOn: has(to),
      command: { type: 'assign', to },
      ...(to === me.id && { shortcut: 'assign' }),
      presence,
      ...(presence && presence !== 'available' && { detail: availabilityText(presence) }),
    };
  };
  return [
    choice(me.id, strings.assignToMe, strings.assignToMe),
    ...people
      .filter(({ id }) => id !== me.id)
      .map(({ id, name }) => choice(id, name, strings.assignToName(name))),
    ...(has(null) ? [] : [choice(null, strings.unassign, strings.unassign)]),
  ];
}

function assignToTeamChoices({ conversations }: ChoiceTarget): TeamChoice[] {
  const choice = (team: string | null, name: string, title: string, color?: LabelColor): TeamChoice => ({
    id: `team:${team ?? ''}`,
    group: 'team',
    name,
    title,
    isOn: conversations.every((one) => (one.team?.id ?? null) === team),
    command: { type: 'assign', team },
    ...(color && { color }),
  });
  const isAnyInTeam = conversations.some(({ team }) => team !== null);
  return [
    ...knownTeams().map(({ id, name, color }) => choice(id, name, strings.assignToTeam(name), color)),
    ...(isAnyInTeam ? [choice(null, strings.removeFromTeam, strings.removeFromTeam)] : []),
  ];
}

function labelChoices({ conversations, labels }: ChoiceTarget): TeamChoice[] {
  return labels.map((label) => {
    const isOn = conversations.every((conversation) => conversation.labels.includes(label.id));
    return {
      id: `label:${label.id}`,
      group: 'label',
      name: label.name,
      title: isOn ? strings.labelOff(label.name) : strings.labelOn(label.name),
      isOn,
      command: { type: 'label', ...(isOn ? { remove: [label.id] } : { add: [label.id] }) },
      label,
    };
  });
}

function readChoices({ conversations }: ChoiceTarget): TeamChoice[] {
  const isAnyUnread = conversations.some(({ unread, mentioned }) => unread > 0 || mentioned);
  const choice = (type: 'read' | 'unread', text: string): TeamChoice => ({
    id: type,
    group: 'read',
    name: text,
    title: text,
    isOn: false,
    command: { type },
    ...(type === 'unread' && { shortcut: 'unread' }),
  });
  return [choice('unread', strings.markUnread), ...(isAnyUnread ? [choice('read', strings.markRead)] : [])];
}

/** Who answers. A conversation whose bot is off is turned on before anyone can take over. */
function modeChoices({ conversations, isAutomatic }: ChoiceTarget): TeamChoice[] {
  if (!isAutomatic) return [];
  const isAny = (mode: ConversationMode) => conversations.some((one) => one.mode === mode);
  const choice = (mode: ConversationMode): TeamChoice => ({
    id: `mode:${mode}`,
    group: 'mode',
    name: strings.modeCommands[mode],
    title: strings.modeCommands[mode],
    isOn: conversations.every((one) => one.mode === mode),
    command: { type: 'mode', mode },
  });
  return [
    ...(isAny('automatic') && !isAny('off') ? [choice('person')] : []),
    ...(isAny('person') || isAny('off') ? [choice('automatic')] : []),
    ...(isAny('automatic') || isAny('person') ? [choice('off')] : []),
  ];
}

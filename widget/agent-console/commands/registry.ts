/**
 * Every command of the console, in one place. The shortcuts, the command bar and the list of shortcuts read it, and the
 * menus share the choices of `team-choices.ts`.
 */
import type { Label, LabelColor } from '../../../worker/api/conversations/labels.ts';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import type { ConsoleConversation } from '../conversation/conversation-view.ts';
import { type Command, isCommand, type Shortcuts, usualShortcuts } from '../ui/keyboard/shortcuts.ts';
import { type ChoiceGroup, inGroup, mainState, type TeamChoice, teamChoices } from './team-choices.ts';

export type Sheet = 'commands' | 'shortcuts';

/** A place of the console to go to, such as a view of the list or a page of the settings. */
export interface Destination {
  id: string;
  name: string;
  isOn: boolean;
  go(): void;
}

/** The targets of the commands. */
export interface CommandSurface {
  readonly me: Agent | null;
  readonly labels: readonly Label[];
  readonly shortcuts: Shortcuts;
  /** The target of a command: the selected conversations, else the focused row, else the open conversation. */
  target(): readonly InboxConversation[];
  /** Who can be assigned all of these. */
  people(conversations: readonly InboxConversation[]): readonly Person[];
  /** Whether the number of each of these has a bot. */
  isAutomatic(conversations: readonly InboxConversation[]): boolean;
  readonly isConversationOpen: boolean;
  readonly canUndo: boolean;
  readonly views: readonly Destination[];
  readonly numbers: readonly (Pick<InboxSummary, 'id' | 'name'> & { isOn: boolean })[];
  readonly settings: readonly Destination[];
  showNumber(inbox: string | null): void;
  act(command: PeopleCommand, conversations: readonly InboxConversation[]): void;
  /** Lets the agent choose one of these in the command bar. */
  pick(group: ChoiceGroup): void;
  openSheet(sheet: Sheet): void;
  search(): void;
  step(by: 1 | -1, isWriting: boolean): boolean;
  stepOut(): boolean;
  toggleChoice(): boolean;
  toggleContact(): void;
  undo(): boolean;
  openSettings(): void;
  openAnalytics(): void;
  /** Whether this agent has chosen to be away; null: it is not known. */
  readonly isAway: boolean | null;
  setAway(isAway: boolean): void;
  /** Does something in the open conversation; false: none is open. */
  within(act: (conversation: ConsoleConversation) => void): boolean;
}

export type Section = 'conversation' | 'writing' | 'list' | 'go' | 'console';

export interface ConsoleCommand {
  id: string;
  section: Section;
  title: string;
  /** Other words that find it. */
  also?: string;
  detail?: string;
  keys?: string;
  isOn?: boolean;
  label?: Label;
  /** The colour of a team. */
  color?: LabelColor;
  /** False: it means nothing here, and a key stays the page's. */
  run(event?: KeyboardEvent): boolean;
}

interface Fixed {
  section: Section;
  /** Whether it can be found in the command bar now. */
  isOffered?(surface: CommandSurface): boolean;
  title?(surface: CommandSurface): string;
  run(surface: CommandSurface, event?: KeyboardEvent): boolean;
}

const hasTarget = (surface: CommandSurface) => surface.target().length > 0;
const isOpen = ({ isConversationOpen }: CommandSurface) => isConversationOpen;

/** Does it to the target; false: there is none. */
function actOn(
  surface: CommandSurface,
  command: (target: readonly InboxConversation[]) => PeopleCommand,
): boolean {
  const target = surface.target();
  if (target.length === 0) return false;
  surface.act(command(target), target);
  return true;
}

/** By the name of its shortcut. */
const fixed: Readonly<Record<Command, Fixed>> = {
  resolve: {
    section: 'conversation',
    isOffered: () => false,
    run: (surface) => actOn(surface, mainState),
  },
  assign: {
    section: 'conversation',
    isOffered: () => false,
    // An existing assignee keeps it, and the toast says so, because a key is easily pressed by mistake.
    run: (surface) =>
      actOn(surface, ({ length }) => ({
        type: 'assign',
        to: surface.me?.id ?? null,
        ...(length === 1 && { from: null }),
      })),
  },
  assignTo: {
    section: 'conversation',
    isOffered: hasTarget,
    run: (surface) => pickFor(surface, 'assign'),
  },
  label: {
    section: 'conversation',
    isOffered: hasTarget,
    run: (surface) => pickFor(surface, 'label'),
  },
  snooze: {
    section: 'conversation',
    isOffered: hasTarget,
    run: (surface) => pickFor(surface, 'snooze'),
  },
  unread: {
    section: 'conversation',
    isOffered: () => false,
    run: (surface) => actOn(surface, () => ({ type: 'unread' })),
  },
  undo: {
    section: 'conversation',
    isOffered: ({ canUndo }) => canUndo,
    run: (surface) => surface.undo(),
  },
  reply: {
    section: 'writing',
    isOffered: isOpen,
    run: (surface) => surface.within((conversation) => conversation.write(false)),
  },
  note: {
    section: 'writing',
    isOffered: isOpen,
    run: (surface) => surface.within((conversation) => conversation.write(true)),
  },
  quote: {
    section: 'writing',
    isOffered: isOpen,
    run: (surface) => surface.within((conversation) => conversation.quoteLast()),
  },
  suggestion: {
    section: 'writing',
    isOffered: isOpen,
    run: (surface) => surface.within((conversation) => conversation.useSuggestion()),
  },
  attach: {
    section: 'writing',
    isOffered: isOpen,
    run: (surface) => surface.within((conversation) => conversation.chooseFiles()),
  },
  find: {
    section: 'conversation',
    isOffered: isOpen,
    run: (surface) => surface.within((conversation) => conversation.find()),
  },
  next: {
    section: 'list',
    run: (surface, event) => surface.step(1, event?.altKey === true),
  },
  previous: {
    section: 'list',
    run: (surface, event) => surface.step(-1, event?.altKey === true),
  },
  choose: {
    section: 'list',
    isOffered: hasTarget,
    run: (surface) => surface.toggleChoice(),
  },
  search: {
    section: 'list',
    run: (surface) => {
      surface.search();
      return true;
    },
  },
  list: {
    section: 'list',
    isOffered: isOpen,
    run: (surface) => surface.stepOut(),
  },
  commands: {
    section: 'console',
    isOffered: () => false,
    run: (surface) => {
      surface.openSheet('commands');
      return true;
    },
  },
  sheet: {
    section: 'console',
    run: (surface) => {
      surface.openSheet('shortcuts');
      return true;
    },
  },
  settings: {
    section: 'console',
    run: (surface) => {
      surface.openSettings();
      return true;
    },
  },
  analytics: {
    section: 'console',
    run: (surface) => {
      surface.openAnalytics();
      return true;
    },
  },
};

function pickFor(surface: CommandSurface, group: ChoiceGroup): boolean {
  if (surface.target().length === 0) return false;
  surface.pick(group);
  return true;
}

export const keysOf = (command: Command, own: Shortcuts): string => own[command] ?? usualShortcuts[command];

/** Runs the command of a shortcut. */
export function runCommand(command: Command, surface: CommandSurface, event?: KeyboardEvent): boolean {
  return fixed[command].run(surface, event);
}

/** Every shortcut with its section, for the list of shortcuts. */
export function allShortcuts(own: Shortcuts): { command: Command; section: Section; keys: string }[] {
  return Object.entries(fixed).flatMap(([command, { section }]) => {
    if (!isCommand(command)) return [];
    const keys = keysOf(command, own);
    return keys === '' ? [] : [{ command, section, keys }];
  });
}

/** The choices for the target of a command. */
export function choicesFor(surface: CommandSurface): readonly TeamChoice[] {
  const { me, labels } = surface;
  const conversations = surface.target();
  if (me === null) return [];
  const people = surface.people(conversations);
  return teamChoices({ conversations, me, labels, people, isAutomatic: surface.isAutomatic(conversations) });
}

/** The commands to offer now; with a group, only its choices. */
export function commandsIn(surface: CommandSurface, group: ChoiceGroup | null): readonly ConsoleCommand[] {
  const target = surface.target();
  const choices = choicesFor(surface);
  const offered = group === null ? choices : pickedFrom(choices, group);
  const ofChoices = offered.map(
    ({ id, group: kind, title, name, isOn, command, shortcut, detail, label, color }): ConsoleCommand => ({
      id,
      section: 'conversation',
      title,
      also: `${name} ${detail ?? ''} ${strings.choiceGroups[kind]}`,
      isOn,
      run: () => {
        surface.act(command, target);
        return true;
      },
      ...(shortcut && { keys: keysOf(shortcut, surface.shortcuts) }),
      ...(label && { label }),
      ...(color && { color }),
      ...(group === 'snooze' ? { detail: name } : kind === 'assign' && detail && { detail }),
    }),
  );
  if (group !== null) return ofChoices;
  return [...inOrder(ofChoices, surface), ...destinations(surface)];
}

function pickedFrom(choices: readonly TeamChoice[], group: ChoiceGroup): readonly TeamChoice[] {
  return group === 'assign'
    ? [...inGroup(choices, 'assign'), ...inGroup(choices, 'team')]
    : inGroup(choices, group);
}

/** The choices, then the other commands of the conversation, then the rest. */
function inOrder(choices: readonly ConsoleCommand[], surface: CommandSurface): ConsoleCommand[] {
  const others = Object.entries(fixed).flatMap(([id, command]): ConsoleCommand[] => {
    if (!isCommand(id) || command.isOffered?.(surface) === false) return [];
    return [
      {
        id,
        section: command.section,
        title: strings.command[id],
        keys: keysOf(id, surface.shortcuts),
        run: (event) => command.run(surface, event),
      },
    ];
  });
  const more: ConsoleCommand[] = surface.isConversationOpen
    ? [
        {
          id: 'template',
          section: 'writing',
          title: strings.sendTemplateCommand,
          run: () => surface.within((conversation) => conversation.chooseTemplate()),
        },
        {
          id: 'date',
          section: 'conversation',
          title: strings.goToDate,
          run: () => surface.within((conversation) => conversation.chooseDate()),
        },
        {
          id: 'contact',
          section: 'conversation',
          title: strings.aboutCustomer,
          run: () => {
            surface.toggleContact();
            return true;
          },
        },
      ]
    : [];
  return [...choices, ...more, ...others, ...availability(surface)];
}

/** To be away, or available again. */
function availability({ isAway, setAway }: CommandSurface): ConsoleCommand[] {
  if (isAway === null) return [];
  return [
    {
      id: 'availability',
      section: 'console',
      title: isAway ? strings.goAvailable : strings.goAway,
      run: () => {
        setAway(!isAway);
        return true;
      },
    },
  ];
}

function destinations(surface: CommandSurface): ConsoleCommand[] {
  const to = (one: Destination, title: string): ConsoleCommand => ({
    id: one.id,
    section: 'go',
    title,
    isOn: one.isOn,
    run: () => {
      one.go();
      return true;
    },
  });
  return [
    ...surface.views.map((view) => to(view, strings.goToView(view.name))),
    ...(surface.numbers.length > 1
      ? [
          { id: null, name: strings.allNumbers, isOn: surface.numbers.every(({ isOn }) => !isOn) },
          ...surface.numbers,
        ].map(({ id, name, isOn }) =>
          to(
            { id: `number:${id ?? ''}`, name, isOn, go: () => surface.showNumber(id) },
            strings.showNumber(name),
          ),
        )
      : []),
    ...surface.settings.map((page) => to(page, strings.goToSettings(page.name))),
  ];
}

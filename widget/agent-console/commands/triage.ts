/**
 * Carries out what an agent does to conversations, one or many: it is shown at once, the next conversation opens, and a
 * toast says what happened and undoes it.
 */
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import type { Person } from '../../../worker/api/values.ts';
import { type ConversationRef, type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import { strings } from '../../locales/strings.ts';
import { failureText } from '../../locales/worker-texts/failures.ts';
import { type BulkOutcome, runBulk, runUndo, type Undo } from '../list/bulk-commands.ts';
import type { Chosen } from '../list/selection.ts';
import type { ToastContent } from '../ui/feedback/toast-show.ts';
import { knownTeams } from '../ui/known-teams.ts';

/** Where the focus is, so that it is in the same part of the console after the command. */
export type Zone = 'list' | 'thread' | 'composer';

export interface TriageSurface {
  /** The rows of the list. */
  rows(): readonly InboxConversation[];
  /** The same rows in the order in which the agent goes through them. */
  order(): readonly InboxConversation[];
  storeOf(inbox: string): Pick<InboxStore, 'bulk' | 'preview'> | undefined;
  /** An agent who can be assigned. */
  person(id: string): Person | undefined;
  /** The key of the conversation that is open. */
  opened(): string | null;
  zone(): Zone;
  say(toast: ToastContent): void;
  /** Goes on after something was done to the rows with these keys, which may have left the list. */
  moveOn(done: ReadonlySet<string>, before: readonly InboxConversation[], zone: Zone): void;
  /** Closes the open conversation. */
  close(): void;
  /** Goes back to a conversation, and opens it if it was open. */
  goBack(ref: ConversationRef, isOpened: boolean, zone: Zone): void;
}

interface Done {
  undo: readonly Undo[];
  /** The conversation that was open at the time. */
  opened: string | null;
  zone: Zone;
}

const maxNames = 5;
const maxDone = 20;

export class Triage {
  #surface: TriageSurface;
  /** What can be undone, newest last. */
  #done: Done[] = [];
  /** The last command, while it runs; it resolves to null if there is nothing to undo. */
  #doing: Promise<Done | null> | null = null;

  constructor(surface: TriageSurface) {
    this.#surface = surface;
  }

  /**
   * Does one thing to these conversations. `seen` has the last change of each that the agent knows; without it, that is
   * the one that is shown. Throws an `ApiFailure` if the inbox cannot be reached.
   */
  async act(command: PeopleCommand, rows: readonly InboxConversation[], seen?: Chosen): Promise<BulkOutcome> {
    const surface = this.#surface;
    const before = surface.order();
    const [opened, zone] = [surface.opened(), surface.zone()];
    const keys = new Set(rows.map(keyOf));
    // An open conversation would immediately be marked read again.
    if (command.type === 'unread' && opened !== null && keys.has(opened)) surface.close();
    const takeBack = rows.map((row) =>
      surface.storeOf(row.inbox)?.preview(row.id, this.#expected(row, command)),
    );
    if (this.#leaves(command, keys)) surface.moveOn(keys, before, zone);
    const known = seen ?? new Map(rows.map((row) => [keyOf(row), row.seq]));
    const doing = Promise.withResolvers<Done | null>();
    this.#doing = doing.promise;
    let done: Done | null = null;
    try {
      const outcome = await runBulk(command, rows, known, (inbox) => surface.storeOf(inbox)).finally(() => {
        for (const back of takeBack) back?.();
      });
      const { undo } = outcome;
      if (undo.length > 0) done = this.#remember({ undo, opened, zone });
      const text = await outcomeText(command, rows, outcome, (id) => surface.person(id));
      if (text !== '') surface.say({ text, ...this.#undoing(done) });
      if (outcome.failure) throw outcome.failure.reason;
      return outcome;
    } finally {
      if (this.#doing === doing.promise) this.#doing = null;
      doing.resolve(done);
    }
  }

  #remember(done: Done): Done {
    this.#done = [...this.#done, done].slice(-maxDone);
    return done;
  }

  /** The action of the toast's button. */
  #undoing(done: Done | null): Pick<ToastContent, 'undo'> {
    return done === null ? {} : { undo: () => void this.undo(done).catch(() => {}) };
  }

  /** Whether the last command is still running, so its toast has not appeared yet. */
  get isActing(): boolean {
    return this.#doing !== null;
  }

  /** Whether there is something to undo. */
  get canUndo(): boolean {
    return this.isActing || this.#done.length > 0;
  }

  /** Undoes this, or else the last command, once it has run. */
  async undo(one?: Done): Promise<void> {
    const done = one ?? (this.#doing ? await this.#doing : this.#done.at(-1));
    if (!done || !this.#done.includes(done)) return;
    const surface = this.#surface;
    this.#done = this.#done.filter((other) => other !== done);
    const outcome = await runUndo(done.undo, (inbox) => surface.storeOf(inbox));
    // What could not be reached can be tried again.
    if (outcome.rest.length > 0) this.#done = [...this.#done, { ...done, undo: outcome.rest }];
    const parts = [
      ...(outcome.done > 0 ? [strings.bulkCount(strings.bulkUndone, outcome.done)] : []),
      ...(outcome.left > 0 ? [strings.bulkLeft(outcome.left)] : []),
    ];
    if (parts.length > 0) surface.say({ text: parts.join(' ') });
    const [first] = done.undo;
    const opened = done.undo.find((one) => keyOf(one) === done.opened);
    const back = opened ?? first;
    if (back) surface.goBack(back, opened !== undefined, done.zone);
    if (outcome.failure) throw outcome.failure.reason;
  }

  /** An agent is done with a conversation that is resolved or snoozed, or no longer in their list. */
  #leaves(command: PeopleCommand, keys: ReadonlySet<string>): boolean {
    if (command.type === 'state') return command.state !== 'open' || !this.#isListed(keys);
    return (command.type === 'assign' || command.type === 'label') && !this.#isListed(keys);
  }

  #isListed(keys: ReadonlySet<string>): boolean {
    return this.#surface.rows().some((row) => keys.has(keyOf(row)));
  }

  /** How the conversation will be, as far as it is known before the inbox answers. */
  #expected(row: InboxConversation, command: PeopleCommand): Partial<Conversation> {
    switch (command.type) {
      case 'assign':
        return this.#expectedAssignment(row, command);
      case 'label': {
        const { add = [], remove = [] } = command;
        return { labels: [...new Set([...row.labels, ...add])].filter((id) => !remove.includes(id)) };
      }
      case 'state':
        return {
          state: command.state,
          snoozedUntil: command.state === 'snoozed' ? command.until : null,
          ...(command.state === 'resolved' && { waitingSince: null }),
        };
      case 'read':
        return { unread: 0, mentioned: false };
      case 'unread':
        return { unread: Math.max(1, row.unread) };
      case 'mode':
        return { mode: command.mode, modeUntil: null };
    }
  }

  /** A new team gets the conversation; whom its distribution chooses is not known yet. */
  #expectedAssignment(
    row: InboxConversation,
    { to, team: id }: Extract<PeopleCommand, { type: 'assign' }>,
  ): Partial<Conversation> {
    const team = id === undefined ? row.team : (knownTeams().find((one) => one.id === id) ?? null);
    const isNew = team !== null && team.id !== row.team?.id;
    const kept = isNew ? null : row.assignee;
    const assignee =
      to === undefined ? kept : to === null ? null : (this.#surface.person(to) ?? row.assignee);
    return { assignee, team: team && { id: team.id, name: team.name } };
  }
}

async function outcomeText(
  command: PeopleCommand,
  rows: readonly InboxConversation[],
  { done, refused }: BulkOutcome,
  person: (id: string) => Person | undefined,
): Promise<string> {
  const [only] = rows;
  const deed = deedText(command, person);
  const did =
    done === 0
      ? []
      : done === 1 && only && rows.length === 1
        ? [`${deed}: ${only.contact.name}`]
        : [strings.bulkCount(deed, done)];
  const whys = [...Map.groupBy(refused, ({ code }) => code)].map(async ([code, all]) => {
    const names = all.slice(0, maxNames).map(({ conversation }) => conversation.contact.name);
    if (all.length > maxNames) names.push(`+${all.length - maxNames}`);
    const list = names.join(', ');
    if (code === 'customer_wrote') return strings.bulkWrote(list);
    return `${list}: ${await failureText(code, all[0]?.message ?? '')}`;
  });
  return [...did, ...(await Promise.all(whys))].join(' ');
}

function deedText(command: PeopleCommand, person: (id: string) => Person | undefined): string {
  if (command.type === 'state') return strings.bulkDone[command.state];
  if (command.type !== 'assign') return strings.bulkDone[command.type];
  const { to, team: id } = command;
  const team = knownTeams().find((one) => one.id === id);
  if (team) return strings.assignedToTeam(team.name);
  if (to === null) return strings.unassigned;
  const agent = to === undefined ? undefined : person(to);
  return agent ? strings.assignedTo(agent.name) : strings.bulkDone.assign;
}

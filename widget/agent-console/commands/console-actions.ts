/** The actions behind the commands, and how they move the focus. Loaded after the list is on screen. */
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import { changeProfile } from '../../client/api/people/account.ts';
import { type ConversationRef, type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import type { ConsoleConversation } from '../conversation/conversation-view.ts';
import type { BulkOutcome } from '../list/bulk-commands.ts';
import type { Chosen } from '../list/selection.ts';
import { isAutomatic } from '../ui/automatic.ts';
import type { ToastContent } from '../ui/feedback/toast-show.ts';
import { isTypedInto } from '../ui/keyboard/plain-keys.ts';
import type { Command, Shortcuts } from '../ui/keyboard/shortcuts.ts';
import { availabilityOf } from '../ui/known-availability.ts';
import { focusedElement } from '../ui/overlays/focused.ts';
import { FocusKeeper, holds, isInThread } from './focus-keeper.ts';
import { nextStep, rowAfter } from './next-step.ts';
import { OpenPlace } from './open-place.ts';
import {
  type CommandSurface,
  type ConsoleCommand,
  commandsIn,
  type Destination,
  runCommand,
  type Sheet,
} from './registry.ts';
import type { Shell } from './shell-parts.ts';
import type { ChoiceGroup } from './team-choices.ts';
import { Triage, type TriageSurface, type Zone } from './triage.ts';

export class ConsoleActions implements CommandSurface, TriageSurface {
  #shell: Shell;
  #triage = new Triage(this);
  #focus: FocusKeeper;
  #place: OpenPlace;
  #held: readonly InboxConversation[] | null = null;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#focus = new FocusKeeper(shell);
    this.#place = new OpenPlace(shell);
  }

  /** Before something is drawn: remembers what has the focus and what is open. */
  note(): void {
    this.#focus.note();
    this.#place.note();
  }

  /** After it was drawn: puts the focus back if it was lost. */
  keep(): Promise<void> {
    return this.#focus.keep();
  }

  run(command: Command, event?: KeyboardEvent): boolean {
    return runCommand(command, this, event);
  }

  commands(group: ChoiceGroup | null): readonly ConsoleCommand[] {
    return commandsIn(this, group);
  }

  /** The target of the commands, in words. */
  get about(): string {
    const target = this.target();
    const [only] = target;
    if (only === undefined) return '';
    return target.length === 1 ? only.contact.name : strings.selectedCount(target.length);
  }

  get me(): Agent | null {
    return this.#shell.agent;
  }

  get labels(): readonly Label[] {
    return this.#shell.labels;
  }

  get shortcuts(): Shortcuts {
    return this.#shell.shortcuts ?? {};
  }

  get views(): readonly Destination[] {
    return this.#shell.views;
  }

  get settings(): readonly Destination[] {
    return this.#shell.settingsPages;
  }

  get numbers() {
    const { numbers, shownNumber } = this.#shell;
    return numbers.map(({ id, name }) => ({ id, name, isOn: id === shownNumber }));
  }

  get isConversationOpen(): boolean {
    return this.#shell.conversation !== null;
  }

  get canUndo(): boolean {
    return this.#triage.canUndo;
  }

  /**
   * Keeps the target until {@link release}: while its commands are chosen, the focus is elsewhere, and the list may be
   * drawn again.
   */
  hold(): void {
    this.#held = this.target();
  }

  release(): void {
    this.#held = null;
  }

  target(): readonly InboxConversation[] {
    const { choice, list, opened, stores, rows, isOnePane } = this.#shell;
    if (this.#held) {
      return this.#held.flatMap((one) => {
        const now = stores?.conversation(one);
        return now ? [now] : [];
      });
    }
    // Rows that a phone does not show beside the conversation are not meant.
    if (!isOnePane) {
      const chosen = rows.filter((row) => choice?.isChosen?.(row));
      if (chosen.length > 0) return chosen;
      const focused = list?.focusedKey;
      const row = rows.find((one) => keyOf(one) === focused);
      if (row) return [row];
    }
    const open = opened && stores?.conversation(opened);
    return open ? [open] : [];
  }

  people(conversations: readonly InboxConversation[]): readonly Person[] {
    const inboxes = [...new Set(conversations.map(({ inbox }) => inbox))];
    const [first, ...others] = inboxes.map((inbox) => this.#shell.peopleOf(inbox));
    return (first ?? []).filter(({ id }) => others.every((people) => people.some((one) => one.id === id)));
  }

  isAutomatic(conversations: readonly InboxConversation[]): boolean {
    const numbers = new Set(this.#shell.numbers.filter(isAutomatic).map(({ id }) => id));
    return conversations.every(({ inbox }) => numbers.has(inbox));
  }

  person(id: string): Person | undefined {
    const { agent, numbers } = this.#shell;
    if (agent?.id === id) return { id, name: agent.name };
    return numbers.flatMap((number) => this.#shell.peopleOf(number.id)).find((one) => one.id === id);
  }

  act(command: PeopleCommand, conversations: readonly InboxConversation[]): void {
    const { choice } = this.#shell;
    const isChosen = conversations.every((row) => choice?.isChosen?.(row));
    if (choice && isChosen && conversations.length > 0) {
      choice.act(command);
      return;
    }
    void this.#shell.attempt(async () => {
      await this.#triage.act(command, conversations);
    });
  }

  /** Does it to one conversation. */
  async actOn(command: PeopleCommand, conversation: InboxConversation): Promise<void> {
    await this.#triage.act(command, [conversation]);
  }

  /** Does it to conversations that were selected; `seen` has the last change of each that could be seen. */
  actOnMany(command: PeopleCommand, rows: readonly InboxConversation[], seen: Chosen): Promise<BulkOutcome> {
    return this.#triage.act(command, rows, seen);
  }

  pick(group: ChoiceGroup): void {
    this.#shell.openSheet('commands', group);
  }

  openSheet(sheet: Sheet): void {
    this.#shell.openSheet(sheet);
  }

  search(): void {
    this.#shell.focusSearch();
  }

  showNumber(inbox: string | null): void {
    this.#shell.showNumber(inbox);
  }

  openSettings(): void {
    this.#shell.openSettings();
  }

  openAnalytics(): void {
    this.#shell.openAnalytics();
  }

  get isAway(): boolean | null {
    const { agent } = this.#shell;
    const presence = agent && availabilityOf(agent.id);
    return presence && presence === 'away';
  }

  readonly setAway = (isAway: boolean): void => {
    const { api } = this.#shell;
    if (!api) return;
    void this.#shell.attempt(async () => {
      await changeProfile(api, { isAway });
      this.say({
        text: isAway ? strings.nowAway : strings.nowAvailable,
        undo: () => this.setAway(!isAway),
      });
    });
  };

  toggleContact(): void {
    this.#shell.toggleContact();
  }

  toggleChoice(): boolean {
    return this.#shell.choice?.toggle?.() ?? false;
  }

  undo(): boolean {
    // While a command runs, the toast on screen belongs to an earlier one.
    if (!this.#triage.isActing && this.#shell.undoToast()) return true;
    if (!this.#triage.canUndo) return false;
    void this.#shell.attempt(() => this.#triage.undo());
    return true;
  }

  within(act: (conversation: ConsoleConversation) => void): boolean {
    const { conversation } = this.#shell;
    if (conversation) void conversation.updateComplete.then(() => act(conversation));
    return conversation !== null;
  }

  /** To the conversation after this one, or before it; the focus stays in the list if it was not in a text. */
  step(by: 1 | -1, isWriting: boolean): boolean {
    const { opened } = this.#shell;
    const { rows } = this.#place;
    const at = rows.findIndex((row) => opened !== null && keyOf(row) === keyOf(opened));
    const row = rows[at < 0 ? 0 : at + by];
    const zone = this.zone();
    if (row) void this.#shell.select(row, isWriting ? 'composer' : zone === 'thread' ? 'thread' : 'list');
    return true;
  }

  /** One step out: from what is around the messages to them, and from there to the list. False: there is nothing to leave. */
  stepOut(): boolean {
    const { conversation, choice, list, opened, isOnePane } = this.#shell;
    const focused = focusedElement();
    const isIn = (part: 'conversation' | 'contact' | 'search') =>
      focused !== null && holds(this.#shell.renderRoot, part, focused);
    if (conversation && focused !== null && isIn('conversation')) {
      if (!isInThread(focused)) conversation.focusThread();
      else if (isOnePane) void this.#shell.close();
      else void list?.focusKey(opened && keyOf(opened));
      return true;
    }
    if (conversation && isIn('contact')) {
      conversation.focusThread();
      return true;
    }
    if (choice?.end?.()) return true;
    if (isIn('search')) {
      void list?.focusKey(opened && keyOf(opened));
      return true;
    }
    if (!opened || !isOnePane) return false;
    void this.#shell.close();
    return true;
  }

  rows(): readonly InboxConversation[] {
    return this.#shell.rows;
  }

  order(): readonly InboxConversation[] {
    return this.#place.rows;
  }

  storeOf(inbox: string) {
    return this.#shell.stores?.of(inbox);
  }

  opened(): string | null {
    return this.#shell.opened && keyOf(this.#shell.opened);
  }

  zone(): Zone {
    const focused = focusedElement();
    if (focused === null || !holds(this.#shell.renderRoot, 'conversation', focused)) {
      return this.#shell.isOnePane ? 'thread' : 'list';
    }
    return isTypedInto(focused) ? 'composer' : 'thread';
  }

  say(toast: ToastContent): void {
    this.#shell.say(toast);
  }

  moveOn(done: ReadonlySet<string>, before: readonly InboxConversation[], zone: Zone): void {
    const next = rowAfter(before, done, nextStep());
    const isOpenDone = this.#shell.opened !== null && done.has(keyOf(this.#shell.opened));
    if (isOpenDone && next) {
      void this.#shell.select(next, zone);
      return;
    }
    const at = before.findIndex((row) => done.has(keyOf(row)));
    void (async () => {
      if (isOpenDone) await this.#shell.close();
      if (next) await this.#shell.list?.focusKey(keyOf(next));
      else await this.#shell.list?.focusRow(Math.max(0, at));
    })();
  }

  async close(): Promise<void> {
    await this.#shell.close();
  }

  goBack(ref: ConversationRef, isOpened: boolean, zone: Zone): void {
    if (isOpened) void this.#shell.select(ref, zone);
    else void this.#shell.list?.focusKey(keyOf(ref));
  }
}

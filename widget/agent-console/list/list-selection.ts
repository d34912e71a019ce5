import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/labels.ts';
import type { Agent } from '../../../worker/api/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import { type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { type ConversationCommand, isMac } from '../ui/keyboard/shortcuts.ts';
import { tokens } from '../ui/tokens.ts';
import type { BulkAct } from './bulk-bar.ts';
import { type BulkOutcome, runBulk, runUndo, type StoreOf, type Undo } from './bulk-commands.ts';
import { allOf, type Choice, extended, kept, nothingChosen, toggled } from './selection.ts';

/** Which rows are chosen; null: one is opened, and none is chosen. */
export class ChoiceChange extends Event {
  constructor(readonly chosen: ReadonlySet<string> | null) {
    super('choice-change', { bubbles: true, composed: true });
  }
}

/** A finger that stays for so long, in milliseconds, and as near, in pixels, chooses. */
const holdFor = 450;
const holdWithin = 10;
const outcomeLasts = 8_000;
/** Somebody has to see that it was the wrong command, and to get to the button. */
const undoLasts = 30_000;
const mostNames = 5;

/**
 * Stands around the list. Several of its rows are chosen by Shift or Ctrl (⌘) and a click, by their picture, by a long
 * press, or by keys; at the foot is what can be done with them.
 */
@customElement('agent-console-choice')
export class ListChoice extends LitElement {
  /** The rows of the list. */
  @property({ attribute: false }) conversations: readonly InboxConversation[] = [];
  /** The key of the conversation that is open. */
  @property({ attribute: false }) opened: string | null = null;
  @property({ attribute: false }) me: Agent | null = null;
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** Who can be given a conversation of a number. */
  @property({ attribute: false }) peopleOf: (inbox: string) => readonly Person[] = () => [];
  @property({ attribute: false }) storeOf: StoreOf = () => undefined;
  /** Says what went wrong in it. */
  @property({ attribute: false }) attempt: (work: () => Promise<void>) => Promise<void> = (work) => work();
  @state() private choice: Choice | null = null;
  @state() private isBusy = false;
  /** What became of the last command. */
  @state() private outcome: string | null = null;
  /** What takes it back. */
  @state() private undo: readonly Undo[] = [];

  #forget: ReturnType<typeof setTimeout> | undefined;
  #hold: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | null = null;
  #isHeld = false;
  #isTouch = false;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: contents;
      }
      .foot {
        grid-row: 7;
        position: relative;
        z-index: 1;
        background: var(--surface);
      }
      .told {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      .told.shown {
        padding: 9.6px 14.4px;
        border-block-start: 1px solid var(--line);
      }
      p {
        flex: 1;
        min-inline-size: 0;
        margin: 0;
        font-size: 13px;
        overflow-wrap: anywhere;
      }
      p.heard {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        padding: 0;
        border: 0;
        overflow: hidden;
        clip-path: inset(50%);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // Before the row itself, which would open.
    this.addEventListener('click', this.#clicked, { capture: true });
    this.addEventListener('keydown', this.#pressed, { capture: true });
    this.addEventListener('keydown', this.#escaped);
    this.addEventListener('pointerdown', this.#touched);
    this.addEventListener('pointermove', this.#moved, { passive: true });
    for (const end of ['pointerup', 'pointercancel']) this.addEventListener(end, this.#released);
    this.addEventListener('contextmenu', this.#menu);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#released();
    clearTimeout(this.#forget);
  }

  /** Chooses the row that has the focus, else the conversation that is open, or takes it out again. */
  toggle(): boolean {
    const { activeElement } = this.#list?.shadowRoot ?? {};
    const key = activeElement instanceof HTMLElement ? activeElement.dataset.key : this.opened;
    const row = this.#row(key ?? null);
    if (row) this.#choose(toggled(this.choice ?? nothingChosen, row));
    return row !== undefined;
  }

  /** Goes on by touch or click on the rows. */
  begin(): void {
    this.#choose(this.choice ?? nothingChosen, true);
    void this.#list?.focusRow(0);
  }

  /** False: there was nothing to end. */
  end(): boolean {
    if (this.choice === null) return false;
    const from = this.conversations.findIndex((row) => this.choice?.chosen.has(keyOf(row)));
    const isInBar = this.shadowRoot?.activeElement != null;
    this.#choose(null);
    if (isInBar) void this.#list?.focusRow(Math.max(0, from));
    return true;
  }

  /** Does to those that are chosen what a key or the command bar asks for. False: none is. */
  run(command: ConversationCommand): boolean {
    if (!this.choice || this.choice.chosen.size === 0) return false;
    void import('./bulk-bar.ts')
      .then(() => this.updateComplete)
      .then(() => this.renderRoot.querySelector('agent-console-bulk')?.run(command));
    return true;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.choice || !changed.has('conversations')) return;
    const choice = kept(this.choice, this.conversations);
    if (choice !== this.choice) this.#set(choice.chosen.size > 0 ? choice : null);
  }

  protected override render() {
    const { choice, outcome, undo } = this;
    const chosen = this.conversations.filter((row) => choice?.chosen.has(keyOf(row)));
    const count = choice ? strings.chosen(chosen.length) : '';
    return html`<slot></slot>
      <div class="foot">
        <div class="told ${outcome === null ? '' : 'shown'}">
          <p role="status" class=${outcome === null ? 'heard' : ''}>${outcome ?? count}</p>
          ${
            undo.length === 0
              ? nothing
              : html`<button
                  class="plain"
                  ?disabled=${this.isBusy}
                  @click=${() => void this.attempt(() => this.#takeBack(undo))}
                >
                  ${strings.undo}
                </button>`
          }
        </div>
        ${
          choice
            ? html`<agent-console-bulk
                .conversations=${chosen}
                .people=${this.#people(chosen)}
                .me=${this.me}
                .labels=${this.labels}
                .isBusy=${this.isBusy}
                @choose-all=${() => this.#choose(allOf(this.conversations, choice))}
                @choose-none=${() => this.end()}
                @bulk-act=${(event: BulkAct) => void this.attempt(() => this.#run(event, chosen, choice))}
              ></agent-console-bulk>`
            : nothing
        }
      </div>`;
  }

  get #list() {
    return this.querySelector('agent-console-list');
  }

  /** Those who may see all the numbers. */
  #people(chosen: readonly InboxConversation[]): readonly Person[] {
    const [first, ...others] = [...new Set(chosen.map(({ inbox }) => inbox))].map(this.peopleOf);
    return (first ?? []).filter(({ id }) => others.every((people) => people.some((one) => one.id === id)));
  }

  /** An agent chooses. Nothing chosen any more ends it, if it was not begun with nothing. */
  #choose(choice: Choice | null, isBegun = false): void {
    if (choice) void import('./bulk-bar.ts');
    this.#show(null);
    this.#set(choice && (isBegun || choice.chosen.size > 0) ? choice : null);
  }

  #set(choice: Choice | null): void {
    this.choice = choice;
    this.dispatchEvent(new ChoiceChange(choice && new Set(choice.chosen.keys())));
  }

  async #run({ command }: BulkAct, rows: readonly InboxConversation[], choice: Choice): Promise<void> {
    const at = this.conversations.findIndex((row) => choice.chosen.has(keyOf(row)));
    this.isBusy = true;
    // What stands open would be read again at once.
    if (command.type === 'unread' && rows.some((row) => keyOf(row) === this.opened)) {
      this.dispatchEvent(new Event('opened-unread'));
    }
    try {
      const outcome = await runBulk(command, rows, choice.chosen, this.storeOf);
      const { refused, failure } = outcome;
      const done = command.type === 'state' ? command.state : command.type;
      this.#tell(strings.bulkDone[done], outcome);
      if (failure) throw failure.reason;
      // Whoever has been told may decide again about those.
      const chosen = new Map(refused.map(({ conversation }) => [keyOf(conversation), conversation.seq]));
      if (refused.length > 0) this.#set({ chosen, from: null, beside: chosen });
      else if (command.type === 'state') this.#set(null);
    } finally {
      this.isBusy = false;
    }
    await this.updateComplete;
    if (this.choice === null) void this.#list?.focusRow(at);
  }

  #tell(done: string, outcome: BulkOutcome): void {
    const refused = Map.groupBy(outcome.refused, ({ code }) => code);
    const whys = [...refused].map(([code, all]) => {
      const names = all.slice(0, mostNames).map(({ conversation }) => conversation.contact.name);
      if (all.length > mostNames) names.push(`+${all.length - mostNames}`);
      return code === 'customer_wrote'
        ? strings.bulkWrote(names.join(', '))
        : `${names.join(', ')}: ${all[0]?.message}`;
    });
    const text = [...(outcome.done > 0 ? [strings.bulkCount(done, outcome.done)] : []), ...whys].join(' ');
    this.#show(text || null, outcome.undo);
    if (whys.length === 0) this.#forgetLater();
  }

  #show(outcome: string | null, undo: readonly Undo[] = []): void {
    clearTimeout(this.#forget);
    this.outcome = outcome;
    this.undo = undo;
  }

  /** Not while somebody is about to press its button. */
  #forgetLater(): void {
    this.#forget = setTimeout(
      () => {
        if (this.renderRoot.querySelector('.told:is(:hover, :focus-within)')) this.#forgetLater();
        else this.#show(null);
      },
      this.undo.length > 0 ? undoLasts : outcomeLasts,
    );
  }

  async #takeBack(undo: readonly Undo[]): Promise<void> {
    this.isBusy = true;
    try {
      const { done, left, rest, failure } = await runUndo(undo, this.storeOf);
      const parts = [
        ...(done > 0 ? [strings.bulkCount(strings.bulkUndone, done)] : []),
        ...(left > 0 ? [strings.bulkLeft(left)] : []),
      ];
      // Where nothing came of it, what was told stays, with its button.
      if (!failure || parts.length > 0) this.#show(parts.join(' ') || null, rest);
      if (failure) throw failure.reason;
      if (left === 0) this.#forgetLater();
    } finally {
      this.isBusy = false;
    }
    await this.updateComplete;
    const back = new Set(undo.map(keyOf));
    void this.#list?.focusRow(
      Math.max(
        0,
        this.conversations.findIndex((row) => back.has(keyOf(row))),
      ),
    );
  }

  #row(key: string | null): InboxConversation | undefined {
    return this.conversations.find((row) => keyOf(row) === key);
  }

  #rowOf(event: Event): InboxConversation | undefined {
    const keys = event
      .composedPath()
      .flatMap((target) => (target instanceof HTMLElement ? [target.dataset.key] : []));
    return this.#row(keys.find((key) => key !== undefined) ?? null);
  }

  #clicked = (event: MouseEvent): void => {
    const row = this.#rowOf(event);
    const choice = this.choice ?? nothingChosen;
    const isPicture = event
      .composedPath()
      .some((target) => target instanceof Element && target.classList.contains('avatar'));
    if (!row) return;
    if (this.#isHeld) this.#isHeld = false;
    else if (event.shiftKey) {
      const from = choice.from ?? this.opened;
      this.#choose(extended({ ...choice, from }, this.conversations, row));
    } else if (event.ctrlKey || event.metaKey || (this.#isTouch ? this.choice !== null : isPicture)) {
      this.#choose(toggled(choice, row));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #pressed = (event: KeyboardEvent): void => {
    const row = this.#rowOf(event);
    if (!row || event.altKey) return;
    const isMod = isMac ? event.metaKey : event.ctrlKey;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && event.shiftKey) {
      // The list moves the focus.
      const choice = this.choice?.from == null ? toggled(nothingChosen, row) : this.choice;
      const next = this.conversations[this.conversations.indexOf(row) + step];
      if (next) this.#choose(extended(choice, this.conversations, next));
      return;
    }
    if (event.key === 'a' && isMod) this.#choose(allOf(this.conversations, this.choice ?? nothingChosen));
    else if (event.key === ' ' && this.choice) this.#choose(toggled(this.choice, row));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** After a menu of the bar, which closes first. */
  #escaped = (event: KeyboardEvent): void => {
    if (!isOfInputMethod(event) && event.key === 'Escape' && this.end()) event.preventDefault();
  };

  #touched = (event: PointerEvent): void => {
    const row = this.#rowOf(event);
    this.#released();
    this.#isHeld = false;
    this.#isTouch = event.pointerType === 'touch';
    if (!row || !this.#isTouch) return;
    const timer = setTimeout(() => {
      this.#hold = null;
      this.#isHeld = true;
      this.#choose(toggled(this.choice ?? nothingChosen, row));
    }, holdFor);
    this.#hold = { timer, x: event.clientX, y: event.clientY };
  };

  #moved = ({ clientX, clientY }: PointerEvent): void => {
    const { x, y } = this.#hold ?? { x: clientX, y: clientY };
    if (Math.hypot(clientX - x, clientY - y) > holdWithin) this.#released();
  };

  #released = (): void => {
    clearTimeout(this.#hold?.timer);
    this.#hold = null;
  };

  #menu = (event: Event): void => {
    if (this.#isTouch && this.#rowOf(event)) event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-choice': ListChoice;
  }
}

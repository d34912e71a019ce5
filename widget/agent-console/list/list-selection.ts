import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Person } from '../../../worker/api/values.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import { type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { isMac } from '../ui/keyboard/shortcuts.ts';
import { spokenOnly } from '../ui/spoken-only.ts';
import { tokens } from '../ui/tokens.ts';
import type { BulkAct } from './bulk-bar.ts';
import type { BulkOutcome } from './bulk-commands.ts';
import { allOf, type Choice, type Chosen, extended, kept, nothingChosen, toggled } from './selection.ts';

/** Which rows are chosen; null: one is opened, and none is chosen. */
export class ChoiceChange extends Event {
  constructor(readonly chosen: ReadonlySet<string> | null) {
    super('choice-change', { bubbles: true, composed: true });
  }
}

/** A finger that stays for so long, in milliseconds, and as near, in pixels, chooses. */
const holdFor = 450;
const holdWithin = 10;

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
  /** Does something to these rows; `seen` has the last change of each that could be seen when it was chosen. */
  @property({ attribute: false }) actOnMany: (
    command: PeopleCommand,
    rows: readonly InboxConversation[],
    seen: Chosen,
  ) => Promise<BulkOutcome | null> = async () => null;
  /** Says what went wrong in it. */
  @property({ attribute: false }) attempt: (work: () => Promise<void>) => Promise<void> = (work) => work();
  @state() private choice: Choice | null = null;
  @state() private isBusy = false;
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
      p {
        ${spokenOnly}
        margin: 0;
        padding: 0;
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

  isChosen(row: InboxConversation): boolean {
    return this.choice?.chosen.has(keyOf(row)) ?? false;
  }

  /** Does something to those that are chosen. */
  act(command: PeopleCommand): void {
    const { choice } = this;
    if (!choice || this.isBusy) return;
    void this.attempt(() => this.#run(command, choice));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.choice || !changed.has('conversations')) return;
    const choice = kept(this.choice, this.conversations);
    if (choice !== this.choice) this.#set(choice.chosen.size > 0 ? choice : null);
  }

  protected override render() {
    const { choice } = this;
    const chosen = this.conversations.filter((row) => choice?.chosen.has(keyOf(row)));
    const count = choice ? strings.selectedCount(chosen.length) : '';
    return html`<slot></slot>
      <div class="foot">
        <p role="status">${count}</p>
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
                @bulk-act=${(event: BulkAct) => this.act(event.command)}
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
    this.#set(choice && (isBegun || choice.chosen.size > 0) ? choice : null);
  }

  #set(choice: Choice | null): void {
    this.choice = choice;
    this.dispatchEvent(new ChoiceChange(choice && new Set(choice.chosen.keys())));
  }

  async #run(command: PeopleCommand, choice: Choice): Promise<void> {
    const rows = this.conversations.filter((row) => this.isChosen(row));
    this.isBusy = true;
    try {
      // Rejected conversations are selected again, so that the agent can decide after reading why.
      if (command.type === 'state') this.#set(null);
      const outcome = await this.actOnMany(command, rows, choice.chosen);
      const refused = outcome?.refused ?? [];
      const chosen = new Map(refused.map(({ conversation }) => [keyOf(conversation), conversation.seq]));
      if (refused.length > 0) this.#set({ chosen, from: null, beside: chosen });
    } catch (error) {
      // They can be tried again.
      this.#set(choice);
      throw error;
    } finally {
      this.isBusy = false;
    }
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

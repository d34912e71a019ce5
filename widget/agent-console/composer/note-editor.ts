import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { NewNote } from '../../../worker/api/conversations/teamwork.ts';
import type { Person } from '../../../worker/api/values.ts';
import { isOfInputMethod } from '../../client/browser/input-method.ts';
import { strings } from '../../locales/strings.ts';
import { customElement } from '../ui/custom-element.ts';
import { renderEmojiMenu } from '../ui/emoji/emoji-menu.ts';
import { noteColors } from '../ui/palettes/note.ts';
import { tokens } from '../ui/tokens.ts';
import { insertText, replaceText } from './text/insert-text.ts';

/** The agent adds a note for the team. */
export class NoteAdd extends Event {
  constructor(readonly note: NewNote) {
    super('note-add', { bubbles: true, composed: true });
  }
}

/** The unfinished note, to be stored as a draft. */
export class NoteDraft extends Event {
  constructor(readonly text: string) {
    super('note-draft', { bubbles: true, composed: true });
  }
}

const maxNames = 6;
/** Characters. The remaining ones are counted when there are few. */
const longestNote = 4_096;
const near = 300;

/** The editor of a team note. It looks different from everything that is sent. `@` mentions a colleague. */
@customElement('agent-console-note')
export class ConsoleNote extends LitElement {
  @property() draft = '';
  @property({ attribute: false }) people: readonly Person[] = [];
  /** The text between `@` and the cursor; null while no name is typed. */
  @state() private begun: string | null = null;
  @state() private at = 0;
  /** The length of the note as it would be added. */
  @state() private length = 0;
  @query('textarea') private field?: HTMLTextAreaElement | null;

  static override readonly styles = [
    tokens,
    noteColors,
    css`
      :host {
        position: relative;
        display: block;
        padding: 4px max(12px, var(--column-margin, 0px)) calc(12px + env(safe-area-inset-bottom));
        background: var(--surface);
      }
      /* As the composer's, and tinted: what is written here is not sent. */
      form {
        display: grid;
        border: 1px dashed var(--note-line);
        border-radius: var(--radius-l);
        background: var(--note);
        color: var(--on-note);
      }
      form:focus-within {
        border-style: solid;
      }
      textarea {
        min-inline-size: 0;
        min-block-size: 44px;
        max-block-size: 176px;
        padding: 12px 16px 4px;
        border: 0;
        border-radius: var(--radius-l) var(--radius-l) 0 0;
        background: transparent;
        color: inherit;
        font: inherit;
        resize: none;
        field-sizing: content;
      }
      /* The border around it shows the focus. */
      textarea:focus-visible {
        outline: 0;
      }
      textarea::placeholder {
        color: inherit;
        opacity: 0.8;
      }
      .bar {
        display: flex;
        gap: 8px;
        align-items: center;
        padding: 4px 8px 8px;
      }
      .bar .primary {
        flex: none;
        margin-inline-start: auto;
        background: var(--note-action);
        color: var(--on-note-action);
      }
      small {
        font-size: 12px;
      }
      ul {
        position: absolute;
        inset-block-end: 100%;
        inset-inline-start: max(12px, var(--column-margin, 0px));
        min-inline-size: 192px;
        margin: 0;
        padding: 4px;
        list-style: none;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--raised);
        color: var(--ink);
        box-shadow: var(--shadow-m);
      }
      li {
        display: grid;
        align-items: center;
        min-block-size: 44px;
        padding-inline: 12px;
        border-radius: 8px;
        cursor: pointer;
      }
      .count {
        margin: 4px 4px 0;
        font-size: 12px;
        text-align: end;
      }
      .over {
        color: var(--alarm);
      }
      [aria-selected='true'] {
        background: var(--sunken);
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draft')) this.length = this.draft.trim().length;
  }

  override focus(): void {
    this.field?.focus();
  }

  protected override render() {
    const found = this.#found;
    const isOpen = found.length > 0;
    const left = longestNote - this.length;
    return html`<form @submit=${this.#submit}>
        <textarea
          rows="1"
          dir="auto"
          aria-label=${strings.noteField}
          aria-autocomplete="list"
          aria-controls=${isOpen ? 'people' : nothing}
          aria-activedescendant=${isOpen ? `person-${this.at}` : nothing}
          placeholder=${strings.notePlaceholder}
          .value=${this.draft}
          @input=${this.#look}
          @keydown=${this.#press}
        ></textarea>
        <div class="bar">
          ${renderEmojiMenu({
            name: strings.compose.emoji,
            pick: (emoji) => {
              if (this.field) insertText(this.field, emoji);
            },
            leave: () => this.field?.focus(),
          })}
          <small>${strings.onlyTeam}</small>
          <button class="primary" ?disabled=${left < 0}>${strings.addTeamNote}</button>
        </div>
      </form>
      ${
        left < near
          ? html`<p class=${left < 0 ? 'count over' : 'count'} role="status">
              ${left < 0 ? strings.charactersOver(-left) : strings.charactersLeft(left)}
            </p>`
          : nothing
      }
      ${
        isOpen
          ? html`<ul id="people" role="listbox" aria-label=${strings.people}>
              ${found.map(
                (person, index) =>
                  html`<li
                    id="person-${index}"
                    role="option"
                    aria-selected=${index === this.at ? 'true' : 'false'}
                    @mousedown=${(event: Event) => {
                      // The field keeps the focus.
                      event.preventDefault();
                      this.#name(person);
                    }}
                  >
                    <bdi>${person.name}</bdi>
                  </li>`,
              )}
            </ul>`
          : nothing
      }`;
  }

  /** Colleagues who match the word before the cursor. The team may still be loading when it is typed. */
  get #found(): readonly Person[] {
    const { begun } = this;
    if (begun === null) return [];
    return this.people
      .filter(({ name }) =>
        name
          .toLocaleLowerCase()
          .split(/\s+/)
          .some((word) => word.startsWith(begun)),
      )
      .slice(0, maxNames);
  }

  #look = (): void => {
    const { value = '', selectionStart = 0 } = this.field ?? {};
    this.length = value.trim().length;
    this.dispatchEvent(new NoteDraft(value));
    const begun = /(?:^|\s)@([^\s@]*)$/.exec(value.slice(0, selectionStart))?.[1];
    this.at = 0;
    this.begun = begun?.toLocaleLowerCase() ?? null;
  };

  #name({ name }: Person): void {
    const { field } = this;
    if (!field) return;
    const end = field.selectionStart;
    const begun = /@[^\s@]*$/.exec(field.value.slice(0, end))?.[0] ?? '';
    replaceText(field, `@${name} `, end - begun.length, end);
    this.#look();
    this.begun = null;
  }

  #press(event: KeyboardEvent): void {
    if (isOfInputMethod(event)) return;
    const found = this.#found;
    const chosen = found[this.at];
    if (chosen && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      this.#name(chosen);
    } else if (chosen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : found.length - 1;
      this.at = (this.at + step) % found.length;
    } else if (chosen && event.key === 'Escape') {
      event.stopPropagation();
      this.begun = null;
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#add();
    }
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.#add();
  }

  #add(): void {
    const text = this.field?.value.trim() ?? '';
    if (text === '' || text.length > longestNote) return;
    const mentions = this.people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
    this.dispatchEvent(new NoteAdd({ text, mentions }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-note': ConsoleNote;
  }
}

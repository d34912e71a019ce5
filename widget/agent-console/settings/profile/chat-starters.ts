import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ConversationStarters } from '../../../../worker/api/numbers/profile.ts';
import {
  commandNamePattern,
  emoji,
  starterLimits,
} from '../../../../worker/whatsapp/account/conversation-starters.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeStarters, getStarters } from '../../../client/api/numbers/profile.ts';
import { numberWords as words } from '../../../locales/number.ts';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { focusOn } from '../../ui/focus-on.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { UnsavedChange } from '../unsaved.ts';
import { renderCounted } from './counted-field.ts';
import { profileStyles } from './profile-styles.ts';

type Command = ConversationStarters['commands'][number];

/** What WhatsApp offers a customer who opens a chat with the number. */
@customElement('agent-console-chat-starters')
export class ChatStarters extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** As it is being edited; null while it is as stored. */
  @state() private edited: ConversationStarters | null = null;
  #task = new SettingsTask<ConversationStarters>(
    this,
    async (api) => this.number && getStarters(api, this.number.id),
    { of: ['profile'] },
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    skeletonStyles,
    profileStyles,
    css`
      .one {
        display: flex;
        gap: 8px;
        align-items: start;
      }
      .one > .field,
      .one > .pair {
        flex: 1;
        min-inline-size: 0;
      }
      .one > .pair {
        grid-template-columns: repeat(auto-fit, minmax(min(176px, 100%), 1fr));
      }
      .one > .plain {
        flex: none;
        inline-size: 44px;
        margin-block-start: 24px;
        padding: 0;
      }
    `,
  ];

  protected override render() {
    const draft = this.#draft;
    if (!draft) return this.#task.renderUnloaded();
    const { iceBreakers, commands } = draft;
    return html`<form @submit=${this.#save}>
      <h3>${words.startersTitle}</h3>
      <fieldset>
        <legend>${words.iceBreakers}</legend>
        <small>${words.iceBreakersHint}</small>
        ${iceBreakers.map((text, place) => this.#renderIceBreaker(text, place))}
        ${iceBreakers.length < starterLimits.iceBreakers ? this.#renderAdd('add-ice-breaker', words.addIceBreaker, () => this.#changeRows({ iceBreakers: [...iceBreakers, ''] }, `#ice-breaker-${iceBreakers.length}`)) : nothing}
      </fieldset>
      <fieldset>
        <legend>${words.commands}</legend>
        <small>${words.commandsHint}</small>
        ${commands.map((command, place) => this.#renderCommand(command, place))}
        ${commands.length < starterLimits.commands ? this.#renderAdd('add-command', words.addCommand, () => this.#changeRows({ commands: [...commands, { name: '', description: '' }] }, `#command-${commands.length}`)) : nothing}
      </fieldset>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${draft.welcomes}
          @change=${({ target }: Event) => this.#change({ welcomes: target instanceof HTMLInputElement && target.checked })}
        />${words.welcomes}</label
      >
      <small>${words.welcomesHint}</small>
      <div class="end">
        <button class="button" ?disabled=${this.#task.isBusy}>${strings.save}</button>
        ${this.#task.renderOutcome()}
      </div>
    </form>`;
  }

  #renderIceBreaker(value: string, place: number) {
    const all = this.#draft?.iceBreakers ?? [];
    const label = words.iceBreaker(place + 1);
    return html`<div class="one">
      ${renderCounted({
        ...{ name: `ice-breaker-${place}`, label, value, most: starterLimits.iceBreaker, isRequired: true },
        problem: emojiProblem(value),
        change: (text) => this.#change({ iceBreakers: all.with(place, text) }),
      })}
      ${this.#renderRemove(label, () => this.#changeRows({ iceBreakers: all.toSpliced(place, 1) }, '#add-ice-breaker'))}
    </div>`;
  }

  #renderCommand(command: Command, place: number) {
    const all = this.#draft?.commands ?? [];
    const label = words.command(place + 1);
    const put = (change: Partial<Command>) =>
      this.#change({ commands: all.with(place, { ...command, ...change }) });
    return html`<div class="one" role="group" aria-label=${label}>
      <div class="pair">
        ${renderCounted({
          ...{
            name: `command-${place}`,
            label: words.commandName,
            value: command.name,
            most: starterLimits.name,
          },
          isRequired: true,
          problem: nameProblem(command.name, all),
          change: (name) => put({ name }),
        })}
        ${renderCounted({
          ...{ name: `command-does-${place}`, label: words.commandDescription, value: command.description },
          ...{ most: starterLimits.description, isRequired: true },
          problem: emojiProblem(command.description),
          change: (description) => put({ description }),
        })}
      </div>
      ${this.#renderRemove(label, () => this.#changeRows({ commands: all.toSpliced(place, 1) }, '#add-command'))}
    </div>`;
  }

  #renderAdd(id: string, name: string, add: () => void) {
    return html`<div class="end"><button type="button" class="plain" id=${id} @click=${add}>${name}</button></div>`;
  }

  #renderRemove(name: string, remove: () => void) {
    return html`<button type="button" class="plain" aria-label=${words.removeIt(name)} @click=${remove}>×</button>`;
  }

  /** Adds or removes a row; `next` is the selector of the part that gets the focus. */
  #changeRows(change: Partial<ConversationStarters>, next: string): void {
    this.#change(change);
    void focusOn(this, next);
  }

  get #draft(): ConversationStarters | null {
    return this.edited ?? this.#task.shown;
  }

  #change(change: Partial<ConversationStarters>): void {
    if (this.#draft) this.edited = { ...this.#draft, ...change };
    this.#task.forgetOutcome();
    this.dispatchEvent(new UnsavedChange(true));
  }

  #save(event: SubmitEvent): void {
    event.preventDefault();
    const { number } = this;
    const draft = this.#draft;
    if (!draft || !number) return;
    const problem = problemOf(draft);
    if (problem !== null) {
      this.#task.refuse(problem);
      return;
    }
    void this.#task.show(
      async (api) => {
        const stored = await changeStarters(api, number.id, draft);
        this.edited = null;
        this.dispatchEvent(new UnsavedChange(false));
        return stored;
      },
      { done: strings.saved },
    );
  }
}

function problemOf({ iceBreakers, commands }: ConversationStarters): string | null {
  const isLong =
    iceBreakers.some((text) => text.length > starterLimits.iceBreaker) ||
    commands.some(
      ({ name, description }) =>
        name.length > starterLimits.name || description.length > starterLimits.description,
    );
  const problems = [
    isLong ? words.tooLong : null,
    ...iceBreakers.map(emojiProblem),
    ...commands.flatMap(({ name, description }) => [nameProblem(name, commands), emojiProblem(description)]),
  ];
  return problems.find((problem) => problem !== null) ?? null;
}

function emojiProblem(text: string): string | null {
  return emoji.test(text) ? words.noEmoji : null;
}

function nameProblem(typed: string, all: readonly Command[]): string | null {
  const name = typed.trim();
  if (name === '') return null;
  if (!commandNamePattern.test(name)) return words.commandForm;
  return all.filter((other) => other.name.trim() === name).length > 1 ? words.sameName : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-chat-starters': ChatStarters;
  }
}

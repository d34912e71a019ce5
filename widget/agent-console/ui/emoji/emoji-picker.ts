import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { customElement } from '../custom-element.ts';
import { tokens } from '../tokens.ts';
import { emojiGroups, emojiLanguage, inTone, loadEmoji, searchEmoji } from './emoji-entries.ts';
import type { Emoji } from './emoji-entry.ts';
import { emojiMemory, rememberEmoji, rememberTone } from './emoji-memory.ts';
import { emojiStyles } from './emoji-styles.ts';
import { newestEmojiVersion } from './emoji-support.ts';

/** An emoji was picked. */
export class EmojiPick extends Event {
  constructor(readonly emoji: string) {
    super('emoji-pick', { bubbles: true, composed: true });
  }
}

/** The picker is to be closed, and the focus to go back. */
export class EmojiClose extends Event {
  constructor() {
    super('emoji-close', { bubbles: true, composed: true });
  }
}

type Shown = 'recent' | (typeof emojiGroups)[number]['group'];

const tones = [0, 1, 2, 3, 4, 5];

/** A tone's own example. */
const hand = { emoji: '✋', skins: ['✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿'] };

/** All emoji, by group or by what is searched for. Arrow keys go through them, and Enter picks one. */
@customElement('agent-console-emoji')
export class EmojiPicker extends LitElement {
  @state() private all: readonly Emoji[] | null = null;
  @state() private hasFailed = false;
  @state() private wanted = '';
  @state() private shown: Shown = 0;
  @state() private memory = emojiMemory();
  /** The emoji that Tab reaches. */
  @state() private at = 0;

  static override readonly styles = [tokens, controlStyles, emojiStyles];

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  /** Starts again, with what was used last. */
  async open(): Promise<void> {
    this.memory = emojiMemory();
    this.wanted = '';
    this.shown = this.memory.recent.length > 0 ? 'recent' : 0;
    this.at = 0;
    void this.#load();
    await this.updateComplete;
    this.focus();
  }

  async #load(): Promise<void> {
    this.hasFailed = false;
    try {
      const newest = newestEmojiVersion();
      const all = await loadEmoji(speech.language);
      this.all = all.filter(({ version }) => version <= newest);
    } catch {
      this.hasFailed = true;
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('wanted') || changed.has('shown')) this.at = 0;
  }

  protected override render() {
    const found = this.#found;
    return html`<div class="head">
        <label class="search"
          >${icons.search}
          <input
            type="search"
            aria-label=${strings.compose.searchEmoji}
            placeholder=${strings.compose.searchEmoji}
            autocomplete="off"
            dir="auto"
            .value=${this.wanted}
            @input=${({ target }: Event) => {
              if (target instanceof HTMLInputElement) this.wanted = target.value;
            }}
            @keydown=${this.#searched}
          />
        </label>
        ${this.#renderTone()}
      </div>
      ${this.wanted === '' ? this.#renderGroups() : nothing}
      <div
        class="all"
        role="group"
        aria-label=${this.#title}
        lang=${emojiLanguage(speech.language)}
        @click=${this.#clicked}
        @keydown=${this.#moved}
      >
        ${found.map(
          ({ emoji, name }, index) =>
            html`<button
              type="button"
              tabindex=${index === this.at ? '0' : '-1'}
              aria-label=${name}
              title=${name}
              data-emoji=${emoji}
            >${emoji}</button>`,
        )}
      </div>
      ${this.#renderState(found.length)}`;
  }

  /** The order of the tones is the same everywhere, so one button goes through them. */
  #renderTone() {
    const { tone } = this.memory;
    const name = strings.compose.skinTone;
    return html`<button
      type="button"
      class="icon-button tone"
      aria-label=${`${name}: ${tone}`}
      title=${name}
      @click=${() => {
        rememberTone(tones[this.memory.tone + 1] ?? 0);
        this.memory = emojiMemory();
      }}
    >
      ${hand.skins[tone - 1] ?? hand.emoji}
    </button>`;
  }

  #renderGroups() {
    const tab = (shown: Shown, name: string, mark: unknown) =>
      html`<button
        type="button"
        class="icon-button"
        aria-pressed=${this.shown === shown ? 'true' : 'false'}
        aria-label=${name}
        title=${name}
        @click=${() => {
          this.shown = shown;
        }}
      >
        ${mark}
      </button>`;
    return html`<div class="groups" role="group" aria-label=${strings.compose.emojiGroups}>
      ${this.memory.recent.length > 0 ? tab('recent', strings.compose.recentEmoji, icons.recent) : nothing}
      ${emojiGroups.map(({ group, name, mark }) => tab(group, strings.compose[name], mark))}
    </div>`;
  }

  #renderState(count: number) {
    if (this.hasFailed) {
      return html`<p role="alert">
        ${strings.compose.emojiFailed}
        <button type="button" class="button" @click=${() => void this.#load()}>${strings.retry}</button>
      </p>`;
    }
    if (this.all === null) return html`<p role="status">${strings.loading}</p>`;
    return count === 0 ? html`<p role="status">${strings.compose.noEmoji}</p>` : nothing;
  }

  get #title(): string {
    if (this.wanted !== '') return strings.compose.searchEmoji;
    const group = emojiGroups.find((one) => one.group === this.shown);
    return strings.compose[group?.name ?? 'recentEmoji'];
  }

  get #found(): readonly { emoji: string; name: string }[] {
    const all = this.all ?? [];
    const { tone, recent } = this.memory;
    if (this.wanted === '' && this.shown === 'recent') {
      const names = new Map(
        all.flatMap((one) =>
          [one.emoji, ...one.skins.map((skin) => skin.emoji)].map((emoji) => [emoji, one.annotation]),
        ),
      );
      return recent.map((emoji) => ({ emoji, name: names.get(emoji) ?? emoji }));
    }
    const found =
      this.wanted === ''
        ? all.filter(({ group }) => group === this.shown)
        : searchEmoji(all, this.wanted).slice(0, 120);
    return found.map((one) => ({ emoji: inTone(one, tone), name: one.annotation }));
  }

  #searched(event: KeyboardEvent): void {
    if (isOfInputMethod(event)) return;
    this.#closeOnEscape(event);
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    // The form around it is not sent.
    event.preventDefault();
    event.stopPropagation();
    const [first] = this.#found;
    if (event.key === 'ArrowDown') this.#goTo(0);
    else if (first && this.wanted !== '') this.#pick(first.emoji);
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new EmojiClose());
  }

  #moved(event: KeyboardEvent): void {
    this.#closeOnEscape(event);
    const buttons = this.#buttons;
    const active = this.shadowRoot?.activeElement;
    const at = active instanceof HTMLButtonElement ? buttons.indexOf(active) : -1;
    if (at < 0) return;
    const columns = columnsOf(buttons);
    const forward = this.matches(':dir(rtl)') ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: at + forward,
      ArrowLeft: at - forward,
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      Home: 0,
      End: buttons.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next < 0) this.focus();
    else if (next < buttons.length) this.#goTo(next);
  }

  get #buttons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.all button')];
  }

  #goTo(at: number): void {
    this.at = at;
    this.#buttons[at]?.focus();
  }

  #clicked({ target }: Event): void {
    const emoji = target instanceof HTMLElement ? target.closest('button')?.dataset.emoji : undefined;
    if (emoji !== undefined) this.#pick(emoji);
  }

  #pick(emoji: string): void {
    rememberEmoji(emoji);
    this.dispatchEvent(new EmojiPick(emoji));
  }
}

/** How many are beside each other. */
function columnsOf(buttons: readonly HTMLElement[]): number {
  const [first] = buttons;
  if (!first) return 1;
  const next = buttons.findIndex((button) => button.offsetTop !== first.offsetTop);
  return next < 0 ? Math.max(1, buttons.length) : next;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-emoji': EmojiPicker;
  }
}

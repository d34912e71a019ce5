import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { automationBook, automationWords as words } from '../../../locales/automation.ts';
import { type Language, languages } from '../../../locales/languages.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { tabStyles } from '../../ui/controls/tab-styles.ts';
import '../../ui/controls/tabs.ts';
import { customElement } from '../../ui/custom-element.ts';
import { focusOn } from '../../ui/focus-on.ts';
import { type ConsoleMenu, menuItems } from '../../ui/overlays/menu.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { phoneStyles } from '../templates/template-phone.ts';
import { languageName } from '../templates/template-status.ts';
import { renderBubble } from './bubble.ts';
import { renderInsertVariable } from './insert-variable.ts';
import { withExamples } from './variables.ts';

/** As it is being written: a language may still have no text. */
export type DraftTexts = Readonly<Partial<Record<Language, string>>>;

export class TextsChange extends Event {
  constructor(readonly texts: DraftTexts) {
    super('texts-change');
  }
}

const maxText = 1_024;
const tags = languages.map(({ tag }) => tag);

/** A text in several languages: a tab for each, what can be inserted, and how the customer sees it. */
@customElement('agent-console-automatic-text')
export class AutomaticTextField extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) texts: DraftTexts = {};
  /** The one to begin with. */
  @property({ attribute: false }) language: Language = 'en';
  @property({ attribute: false }) numberName = '';
  /** Titles of the buttons below it. */
  @property({ attribute: false }) buttons: readonly string[] = [];
  @state() private shown: Language | null = null;
  @state() private isChecked = false;

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    tabStyles,
    menuItems,
    phoneStyles,
    css`
      :host {
        container-type: inline-size;
        display: block;
      }
      .both {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 280px);
        gap: 24px;
        align-items: start;
      }
      .write {
        display: grid;
        gap: 8px;
        min-inline-size: 0;
      }
      .line {
        display: flex;
        gap: 4px;
        align-items: center;
        justify-content: space-between;
      }
      .line > agent-console-tabs {
        flex: 1;
      }
      .line > agent-console-menu {
        flex: none;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .insert {
        margin-inline-start: -8px;
      }
      .insert svg {
        inline-size: 16px;
        block-size: 16px;
      }
      [slot='mark'] {
        display: grid;
      }
      @container (max-width: 600px) {
        .both {
          grid-template-columns: minmax(0, 1fr);
          gap: 12px;
        }
      }
    `,
  ];

  protected override firstUpdated(): void {
    if (this.hasAttribute('autofocus')) this.focus();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#text')?.focus();
  }

  protected override render() {
    const shown = this.#shown;
    const text = this.texts[shown] ?? '';
    return html`<div class="both">
      <div class="write">
        <div class="line">
          <agent-console-tabs role="group" aria-label=${words.languages}>
            ${this.#languages.map(
              (tag) =>
                html`<button
                  type="button"
                  class="tab"
                  aria-pressed=${tag === shown ? 'true' : 'false'}
                  @click=${() => {
                    this.shown = tag;
                  }}
                >
                  ${languageName(tag)}
                </button>`,
            )}
          </agent-console-tabs>
          ${this.#renderMore(shown)}
        </div>
        ${renderField({
          name: 'text',
          label: words.text,
          value: text,
          rows: 5,
          max: maxText,
          lang: shown,
          hint: words.textHint,
          problem: this.isChecked && text.trim() === '' ? this.#missing : null,
          change: (value) => this.#put(shown, value),
        })}
        <div>${renderInsertVariable('text', text, (value) => this.#put(shown, value))}</div>
      </div>
      ${
        text.trim() === ''
          ? nothing
          : renderBubble({
              ...{ text: withExamples(text, this.numberName, shown), lang: shown },
              buttons: this.buttons,
            })
      }
    </div>`;
  }

  #renderMore(shown: Language) {
    const others = tags.filter((tag) => !this.#languages.includes(tag));
    return html`${
      this.#languages.length > 1
        ? html`<button
            type="button"
            class="icon-button"
            aria-label=${words.removeLanguage(languageName(shown))}
            title=${words.removeLanguage(languageName(shown))}
            @click=${() => this.#remove(shown)}
          >
            ${icons.trash}
          </button>`
        : nothing
    }
    ${
      others.length > 0
        ? html`<agent-console-menu icon side="end" name=${words.addLanguage} label=${words.addLanguage}>
            <span slot="mark">${icons.plus}</span>
            ${others.map(
              (tag) =>
                html`<button
                  type="button"
                  class="item"
                  @click=${({ currentTarget }: Event) => {
                    if (currentTarget instanceof HTMLElement)
                      currentTarget.closest<ConsoleMenu>('agent-console-menu')?.close();
                    this.#add(tag);
                  }}
                >
                  ${languageName(tag)}
                </button>`,
            )}
          </agent-console-menu>`
        : nothing
    }`;
  }

  /** Marks a language without a text, or with one that is too long, and shows it. False: there is one. */
  check(): boolean {
    this.isChecked = true;
    const wrong = this.#languages.find((tag) => {
      const { length } = (this.texts[tag] ?? '').trim();
      return length === 0 || length > maxText;
    });
    if (wrong === undefined) return true;
    this.shown = wrong;
    void focusOn(this, '#text');
    return false;
  }

  get #languages(): readonly Language[] {
    const written = tags.filter((tag) => this.texts[tag] !== undefined);
    return written.length > 0 ? written : [this.language];
  }

  get #shown(): Language {
    const languages = this.#languages;
    const shown = this.shown ?? this.language;
    return languages.includes(shown) ? shown : (languages[0] ?? this.language);
  }

  get #missing(): string {
    return this.#languages.length > 1 ? words.textMissing : strings.enterText;
  }

  #put(tag: Language, text: string): void {
    this.#change({ ...this.texts, [tag]: text });
  }

  #add(tag: Language): void {
    this.shown = tag;
    const isFirst = Object.keys(this.texts).length === 0;
    this.#change({ ...(isFirst ? { [this.language]: '' } : this.texts), [tag]: '' });
    void focusOn(this, '#text');
  }

  #remove(tag: Language): void {
    const { [tag]: _, ...others } = this.texts;
    this.#change(others);
    void focusOn(this, '#text');
  }

  #change(texts: DraftTexts): void {
    this.texts = texts;
    this.dispatchEvent(new TextsChange(texts));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-automatic-text': AutomaticTextField;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { TemplateDefinition } from '../../../../../worker/whatsapp/templates/definition.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { type Language, languages } from '../../../../locales/languages.ts';
import { speech } from '../../../../locales/speak.ts';
import { strings } from '../../../../locales/strings.ts';
import { type StarterName, type StarterTexts, starterTexts } from '../../../../locales/template-starters.ts';
import { templateWords as words } from '../../../../locales/templates.ts';
import { icons } from '../../../../theme/icons.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderSelect } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { tabStyles } from '../../../ui/controls/tab-styles.ts';
import '../../../ui/controls/tabs.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { tokens } from '../../../ui/tokens.ts';
import { categoryText, languageName } from '../template-status.ts';
import { starterStyles } from './starter-styles.ts';
import { starterDefinition, starters } from './starters.ts';
import './template-library.ts';

/** The agent begins with a template, or with none. */
export class StarterChoose extends Event {
  constructor(readonly definition: TemplateDefinition | null) {
    super('starter-choose', { bubbles: true, composed: true });
  }
}

/** Templates to begin with: ours in eight languages, and Meta's. */
@customElement('agent-console-template-starters')
export class TemplateStarters extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Whether Meta's library is shown. */
  @state() private isLibrary = false;
  @state() private language: Language = speech.language;
  @state() private texts: StarterTexts | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    tabStyles,
    starterStyles,
    css`
      .field {
        max-inline-size: 280px;
      }
      .back > svg:dir(rtl) {
        transform: scaleX(-1);
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.#load(this.language);
    void focusOn(this, '.back');
  }

  protected override render() {
    const { language, texts } = this;
    return html`<div class="end">
        <button class="button ghost back" @click=${() => this.dispatchEvent(new StarterChoose(null))}>
          ${icons.back}${strings.templatesTitle}
        </button>
      </div>
      <h3>${words.fromStarter}</h3>
      <agent-console-tabs role="group" aria-label=${words.starters}>
        ${this.#renderTab(words.starters, false)} ${this.#renderTab(words.library, true)}
      </agent-console-tabs>
      ${
        this.isLibrary
          ? html`<agent-console-template-library .api=${this.api} .number=${this.number}></agent-console-template-library>`
          : html`<p class="quiet">${words.startersHint}</p>
              ${renderSelect({
                ...{ name: 'language', label: words.starterLanguage, value: language },
                options: languages.map(({ tag }) => [tag, languageName(tag)] as const),
                change: (chosen) => void this.#load(chosen),
              })}
              ${texts ? this.#renderStarters(texts) : nothing}`
      }`;
  }

  #renderTab(name: string, isLibrary: boolean) {
    return html`<button
      class="tab"
      aria-pressed=${this.isLibrary === isLibrary}
      @click=${() => {
        this.isLibrary = isLibrary;
      }}
    >
      ${name}
    </button>`;
  }

  #renderStarters(texts: StarterTexts) {
    const { language } = this;
    const names = Object.keys(starters).filter((name): name is StarterName => name in texts);
    return html`<ul class="starters" aria-label=${words.starters} lang=${language}>
      ${names.map((name) => {
        const text = texts[name];
        return html`<li>
          <button @click=${() => this.dispatchEvent(new StarterChoose(starterDefinition(name, text, language)))}>
            <strong dir="auto">${text.title}</strong>
            <small>${categoryText(starters[name].category)}</small>
            <span dir="auto">${text.body}</span>
          </button>
        </li>`;
      })}
    </ul>`;
  }

  async #load(language: Language): Promise<void> {
    this.language = language;
    const texts = await starterTexts(language);
    if (this.language === language) this.texts = texts;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-starters': TemplateStarters;
  }
}

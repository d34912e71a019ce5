import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  AutomationChange,
  AutomationSettings,
  AutomationState,
} from '../../../../worker/api/automation/settings.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { changeAutomation } from '../../../client/api/automation.ts';
import { automationBook, automationWords as words } from '../../../locales/automation.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderGroup, renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { FormCheck } from '../../ui/controls/form-check.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import './automatic-text.ts';
import type { DraftTexts, TextsChange } from './automatic-text.ts';
import { type LimitName, limitNames, limitRanges, readBlock, wordsProblem } from './block-values.ts';
import type { Block } from './blocks.ts';

/** The values of a block have been saved. */
export class BlockSaved extends Event {
  constructor(readonly state: AutomationState) {
    super('block-saved', { bubbles: true, composed: true });
  }
}

/** The form of one block. Remove it on `block-saved` and on `dialog-close`. */
@customElement('agent-console-automation-block')
export class BlockDialog extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property({ attribute: false }) block: Exclude<Block, 'hours'> = 'welcome';
  @property({ attribute: false }) settings: AutomationSettings | null = null;
  @state() private texts: DraftTexts | null = null;
  /** Whether the wish for a person is answered with a text. */
  @state() private answers: boolean | null = null;
  @state() private buttons: readonly string[] | null = null;
  @state() private isBusy = false;
  @state() private problem = '';
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    css`
      :host {
        display: contents;
      }
      agent-console-dialog {
        --dialog: 800px;
      }
      agent-console-dialog.small {
        --dialog: 560px;
      }
      .three {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(max(min(140px, 100%), 33% - 12px), 1fr));
        gap: 12px;
      }
    `,
  ];

  protected override render() {
    const { settings, block } = this;
    if (!settings) return nothing;
    return html`<agent-console-dialog
      class=${block === 'limits' ? 'small' : ''}
      heading=${words.blocks[block]}
    >
      <form id="block" novalidate @input=${this.#check.typed} @submit=${this.#submit}>
        <p class="quiet">${words.about[block]}</p>
        ${this.#renderFields(settings)}
        <p class="problem" role="alert">${this.problem}</p>
      </form>
      <button slot="actions" class="button main" form="block" ?disabled=${this.isBusy}>${strings.save}</button>
    </agent-console-dialog>`;
  }

  #renderFields(settings: AutomationSettings) {
    switch (this.block) {
      case 'welcome':
        return html`${this.#renderText(this.#buttons)} ${this.#renderButtons()} ${this.#renderAgain(settings)}`;
      case 'away':
      case 'stop':
        return this.#renderText();
      case 'handOver':
        return this.#renderHandOver(settings);
      case 'limits':
        return html`<div class="pair">${limitNames.map((name) => this.#renderLimit(settings, name))}</div>`;
    }
  }

  #renderText(buttons: readonly string[] = []) {
    const { number } = this;
    return html`<agent-console-automatic-text
      ?autofocus=${this.block !== 'handOver'}
      .texts=${this.#texts}
      .language=${number?.language ?? speech.language}
      .numberName=${number?.name ?? ''}
      .buttons=${buttons.filter((title) => title.trim() !== '')}
      @texts-change=${({ texts }: TextsChange) => {
        this.texts = texts;
      }}
    ></agent-console-automatic-text>`;
  }

  #renderButtons() {
    const buttons = this.#buttons;
    return renderGroup(
      { name: 'buttons', legend: words.buttons, hint: words.buttonsHint },
      html`<div class="three">
        ${[0, 1, 2].map((place) =>
          renderField({
            ...{ name: `button${place}`, label: words.button(place + 1), value: buttons[place] ?? '' },
            ...{ check: this.#check, max: 20 },
            change: (title) => {
              this.buttons = [0, 1, 2].map((one) => (one === place ? title : (buttons[one] ?? '')));
            },
          }),
        )}
      </div>`,
    );
  }

  #renderAgain({ welcome }: AutomationSettings) {
    return renderField({
      ...{ name: 'againAfterDays', label: words.againAfter, check: this.#check, type: 'number' },
      ...{ isRequired: true, least: 1, most: 365, value: String(welcome?.againAfterDays ?? 30) },
    });
  }

  #renderHandOver({ handOver }: AutomationSettings) {
    const answers = this.answers ?? handOver.reply !== null;
    return html`${renderField({
      ...{ name: 'words', label: words.handOverWords, hint: words.handOverWordsHint, check: this.#check },
      ...{ rows: 6, isRequired: true, value: handOver.words.join('\n') },
    })}
    ${renderSwitch({
      ...{ name: 'answers', label: words.answersWithText, hint: words.answersWithTextHint, isOn: answers },
      change: (isOn) => {
        this.answers = isOn;
      },
    })}
    ${answers ? this.#renderText() : nothing}`;
  }

  #renderLimit({ limits }: AutomationSettings, name: LimitName) {
    const [least, most] = limitRanges[name];
    const value = limits[name];
    const isOptional = name === 'inMonth';
    return renderField({
      ...{ name, label: words.limitsOf[name], check: this.#check, type: 'number', least, most },
      ...{ isRequired: !isOptional, value: value === null ? '' : String(value) },
      ...(isOptional && { hint: words.inMonthHint }),
    });
  }

  get #texts(): DraftTexts {
    if (this.texts) return this.texts;
    const { settings } = this;
    switch (this.block) {
      case 'welcome':
        return settings?.welcome?.text ?? {};
      case 'away':
        return settings?.away?.text ?? {};
      case 'stop':
        return settings?.stopReply ?? {};
      default:
        return settings?.handOver.reply ?? {};
    }
  }

  get #buttons(): readonly string[] {
    return this.buttons ?? this.settings?.welcome?.buttons ?? [];
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { settings, api, number } = this;
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || this.isBusy || !settings || !api || !number) return;
    const data = new FormData(form);
    const texts = form.querySelector('agent-console-automatic-text');
    const isRight = this.#check.accepts(form, {
      words: data.has('words') ? wordsProblem(String(data.get('words'))) : null,
      ...this.#buttonProblems(),
    });
    if ((texts && !texts.check()) || !isRight) return;
    void this.#save(api, number.id, {
      ...settings,
      ...readBlock(this.block, { data, texts: texts ? this.#texts : null, buttons: this.#buttons }),
    });
  }

  #buttonProblems(): Record<string, string | null> {
    const titles = this.#buttons.map((title) => title.trim());
    return Object.fromEntries(
      titles.map((title, place) => [
        `button${place}`,
        title !== '' && titles.indexOf(title) < place ? words.sameButton : null,
      ]),
    );
  }

  async #save(api: ApiClient, inbox: string, settings: AutomationChange): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    const failure = await failureOf(async () => {
      const state = await changeAutomation(api, inbox, settings);
      this.dispatchEvent(new BlockSaved(state));
    });
    this.isBusy = false;
    const form = this.renderRoot.querySelector('form');
    if (failure && !(form && this.#check.explains(form, failure))) this.problem = failure.message;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-automation-block': BlockDialog;
  }
}

import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AutomationFile } from '../../../../../worker/api/automation/files.ts';
import type { Language } from '../../../../../worker/api/languages.ts';
import type { Template } from '../../../../../worker/api/numbers/numbers.ts';
import { obstacleOf } from '../../../../../worker/whatsapp/sending/templates/template.ts';
import { previewOf } from '../../../../../worker/whatsapp/sending/templates/template-preview.ts';
import { valuesIn } from '../../../../../worker/whatsapp/sending/templates/template-values.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { listTemplates } from '../../../../client/api/conversations/message-details.ts';
import { automationBook } from '../../../../locales/automation.ts';
import { ruleBook, ruleWords as words } from '../../../../locales/automation-rules.ts';
import { strings } from '../../../../locales/strings.ts';
import { rateText } from '../../../content/cards/template-terms.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { withExamples } from '../variables.ts';
import type { MessageWritten } from './message-dialog.ts';
import { type StoredContent, templateOf } from './reply-draft.ts';
import './reply-preview.ts';

/** The template of a reply, as the customer gets it, and what keeps it from being sent. It tells `message-written`. */
@customElement('agent-console-reply-template')
export class ReplyTemplatePart extends WordedElement {
  protected override readonly book = [ruleBook, automationBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  /** Id of the number. */
  @property() inbox = '';
  @property({ attribute: false }) content: StoredContent = { type: 'template' };
  /** The files that are stored already. */
  @property({ attribute: false }) files: readonly AutomationFile[] = [];
  @property() numberName = '';
  @property({ attribute: false }) language: Language = 'en';
  @state() private templates: readonly Template[] | null = null;
  @state() private failure = '';
  @state() private isChoosing = false;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    css`
      .about {
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('content')) void this.#load();
  }

  protected override render() {
    const { name, language } = templateOf(this.content);
    const found = this.#found;
    return html`${
      name === ''
        ? nothing
        : html`<p class="about">
            <strong><bdi>${name}</bdi></strong>
            <span class="quiet"
              ><bdi>${[language.code, ...(found ? [rateText(found.category)] : [])].join(' · ')}</bdi></span
            >
          </p>`
    }
      ${found ? this.#renderPreview(found) : nothing} ${this.#renderProblem()}
      <div>
        <button type="button" class="button choose" @click=${() => void this.#choose()}>
          ${name === '' ? words.chooseTemplate : words.editTemplate}
        </button>
      </div>
      ${this.isChoosing ? this.#renderDialog() : nothing}`;
  }

  #renderPreview(found: Template) {
    const values = Object.fromEntries(
      Object.entries(valuesIn(templateOf(this.content).components)).map(([id, value]) => [
        id,
        withExamples(value, this.numberName, this.language),
      ]),
    );
    const content = { ...this.content, shown: previewOf(found, values) };
    return html`<agent-console-reply-preview .content=${content}></agent-console-reply-preview>`;
  }

  #renderProblem() {
    const { name } = templateOf(this.content);
    const found = this.#found;
    const obstacle = found ? obstacleOf(found) : null;
    const problem =
      this.failure ||
      (obstacle && strings.obstacle[obstacle]) ||
      (name !== '' && this.templates && !found ? words.templateGone : '');
    return problem === '' ? nothing : html`<p class="problem" role="alert">${problem}</p>`;
  }

  #renderDialog() {
    return html`<agent-console-rule-template
      .api=${this.api}
      .inbox=${this.inbox}
      .content=${this.content}
      .files=${this.files}
      @message-written=${({ content }: MessageWritten) => {
        this.isChoosing = false;
        this.templates = null;
        this.content = content;
        void focusOn(this, '.choose');
      }}
      @dialog-close=${() => {
        this.isChoosing = false;
      }}
    ></agent-console-rule-template>`;
  }

  get #found(): Template | undefined {
    const { name, language } = templateOf(this.content);
    return this.templates?.find((one) => one.name === name && one.language === language.code);
  }

  async #choose(): Promise<void> {
    await import('./template-dialog.ts');
    this.isChoosing = true;
  }

  async #load(): Promise<void> {
    const { api, inbox } = this;
    if (this.templates || !api || inbox === '' || templateOf(this.content).name === '') return;
    const failure = await failureOf(async () => {
      this.templates = (await listTemplates(api, inbox, false)).templates;
    });
    this.failure = failure?.message ?? '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-reply-template': ReplyTemplatePart;
  }
}

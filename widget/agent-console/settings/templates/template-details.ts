import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { TemplateDetails as Details } from '../../../../worker/api/templates/templates.ts';
import type { TemplateDefinition } from '../../../../worker/whatsapp/templates/definition.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { deleteTemplate, getTemplate, unpauseTemplate } from '../../../client/api/templates.ts';
import { strings } from '../../../locales/strings.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { icons } from '../../../theme/icons.ts';
import { optInStyles, renderOptIn } from '../../content/cards/template-terms.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { downloadFile } from '../../ui/download-file.ts';
import { renderSkeleton, skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { ToastShow } from '../../ui/feedback/toast-show.ts';
import { focusOn } from '../../ui/focus-on.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import '../../ui/overlays/menu.ts';
import { menuItems } from '../../ui/overlays/menu.ts';
import { momentText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { SettingsTask } from '../settings-task.ts';
import { SamplePictures } from './sample-pictures.ts';
import { isSample, nextVersion } from './template-groups.ts';
import { renderHistory } from './template-history.ts';
import './template-insights.ts';
import { phoneStyles, renderPhone } from './template-phone.ts';
import { languageName, notesOf, renderFacts, renderNotes, renderStatus } from './template-status.ts';
import { templateStyles } from './template-styles.ts';

/** The agent edits the template, or writes another one like it. */
export class TemplateRewrite extends Event {
  constructor(
    readonly definition: TemplateDefinition,
    readonly base: { id: string; status: string } | null,
  ) {
    super('template-rewrite', { bubbles: true, composed: true });
  }
}

/** The agent goes back to the list. */
export class TemplateClose extends Event {
  constructor() {
    super('template-close', { bubbles: true, composed: true });
  }
}

/** A template in one language: how it looks, what happened to it, and what can be done with it. For admins. */
@customElement('agent-console-template-details')
export class TemplateDetailsView extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Meta's id. */
  @property() template = '';
  #isLeft = false;
  #pictures = new SamplePictures(this);
  #task: SettingsTask<Details> = new SettingsTask<Details>(
    this,
    async (api): Promise<Details | null> => {
      const { number } = this;
      return number && !this.#isLeft ? getTemplate(api, number.id, this.template) : this.#task.shown;
    },
    { of: ['templates'] },
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    skeletonStyles,
    menuItems,
    templateStyles,
    phoneStyles,
    optInStyles,
    css`
      .title {
        display: grid;
        gap: 4px;
      }
      .title > div {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .top + p {
        margin-block-start: 0;
      }
      h4 {
        margin-block-end: 8px;
      }
      .both {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
        gap: 24px;
        align-items: start;
      }
      .history {
        display: grid;
        gap: 16px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .history > li {
        position: relative;
        display: block;
        min-block-size: 0;
        padding: 0;
        padding-inline-start: 24px;
        border: 0;
      }
      .history > li::before {
        content: '';
        position: absolute;
        inset-inline-start: 0;
        inset-block-start: 6px;
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        background: var(--quiet);
      }
      .history > li.good::before {
        background: var(--good);
      }
      .history > li.bad::before {
        background: var(--alarm);
      }
      .item.danger {
        color: var(--alarm);
      }
      pre {
        max-block-size: 320px;
        margin: 0;
        padding: 12px;
        overflow: auto;
        border-radius: var(--radius-m);
        background: var(--sunken);
        font-size: 12px;
      }
      .back > svg:dir(rtl) {
        transform: scaleX(-1);
      }
    `,
  ];

  get inbox(): string {
    return this.number?.id ?? '';
  }

  protected override firstUpdated(): void {
    void focusOn(this, '.back');
  }

  protected override render() {
    const { shown, isBusy } = this.#task;
    return html`<div class="end">
        <button class="button ghost back" @click=${() => this.#leave()}>${icons.back}${strings.templatesTitle}</button>
      </div>
      ${shown ? this.#renderShown(shown) : isBusy ? renderSkeleton() : nothing} ${this.#task.renderProblem()}`;
  }

  #renderShown(details: Details) {
    if (details.definition) this.#pictures.load(details.definition);
    const { template, history, raw, nextEditAt, lastSentAt } = details;
    return html`<div class="top">
        <div class="title">
          <h3><bdi>${template.name}</bdi></h3>
          <div><bdi>${languageName(template.language)}</bdi> ${renderStatus(template.status)} ${renderFacts(template, lastSentAt)}</div>
        </div>
        <div class="end">${this.#renderEdit(details)} ${this.#renderMenu(details)}</div>
      </div>
      ${renderNotes(notesOf(template, Date.now(), lastSentAt))} ${renderOptIn(template, null)}
      ${nextEditAt === null ? nothing : html`<p class="quiet">${words.nextEdit(momentText(nextEditAt))}</p>`}
      ${
        template.status === 'PAUSED'
          ? html`<div class="end">
              <button class="button" ?disabled=${this.#task.isBusy} @click=${() => this.#resume()}>${words.resume}</button>
              <small>${words.resumeHint}</small>
            </div>`
          : nothing
      }
      <div class="both">
        ${renderPhone(template, (card) => (details.definition ? this.#pictures.pictureOf(details.definition, card) : null))}
        <div>
          <h4>${words.history}</h4>
          ${renderHistory(history)}
        </div>
      </div>
      <agent-console-template-insights
        .api=${this.api}
        .number=${this.number}
        .template=${template.id}
      ></agent-console-template-insights>
      <details>
        <summary>${words.raw}</summary>
        <pre tabindex="0" dir="ltr">${JSON.stringify(JSON.parse(raw), null, 2)}</pre>
      </details>`;
  }

  #renderEdit({ template, definition, isEditable, nextEditAt }: Details) {
    if (!definition || isSample(template.name)) return nothing;
    return html`<button
      class="button main"
      ?disabled=${!isEditable || nextEditAt !== null}
      @click=${() => this.dispatchEvent(new TemplateRewrite(definition, { id: template.id, status: template.status }))}
    >
      ${strings.edit}
    </button>`;
  }

  #renderMenu({ template, definition }: Details) {
    const { name, language } = template;
    return html`<agent-console-menu icon side="end" name=${words.more(name)} label=${words.more(name)}>
      <span slot="mark">${icons.more}</span>
      ${
        definition === null
          ? nothing
          : html`<button
                class="item"
                @click=${() => this.dispatchEvent(new TemplateRewrite({ ...definition, language: '' }, null))}
              >
                ${words.otherLanguage}
              </button>
              <button
                class="item"
                @click=${() => this.dispatchEvent(new TemplateRewrite({ ...definition, name: nextVersion(name) }, null))}
              >
                ${words.newVersion}
              </button>
              <button
              class="item"
              @click=${() =>
                downloadFile(
                  new Blob([JSON.stringify(definition, null, 2)], { type: 'application/json' }),
                  `${name}.${language}.json`,
                )}
            >
              ${words.exportJson}
            </button>`
      }
      ${
        isSample(name)
          ? nothing
          : html`<button class="item danger" @click=${() => void this.#delete(template, false)}>
                ${words.deleteLanguage(languageName(language))}
              </button>
              <button class="item danger" @click=${() => void this.#delete(template, true)}>${words.deleteAll}</button>`
      }
    </agent-console-menu>`;
  }

  #resume(): void {
    const inbox = this.number?.id ?? '';
    void this.#task.change((api) => unpauseTemplate(api, inbox, this.template));
  }

  async #delete({ id, name, language }: Details['template'], isEvery: boolean): Promise<void> {
    const inbox = this.number?.id ?? '';
    const isSure = await confirmed(this, {
      title: isEvery ? words.deleteTitle(name) : words.deleteOneTitle(name, languageName(language)),
      text: words.deleteText,
      action: strings.delete,
      isDangerous: true,
    });
    if (!isSure) return;
    const isDeleted = await this.#task.change(async (api) => {
      await deleteTemplate(api, inbox, id, { isEvery });
      this.#isLeft = true;
    });
    if (!isDeleted) return;
    this.dispatchEvent(new ToastShow({ text: words.deleted(1) }));
    this.#leave();
  }

  #leave(): void {
    this.dispatchEvent(new TemplateClose());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-details': TemplateDetailsView;
  }
}

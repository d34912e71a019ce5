import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { TemplateDraft } from '../../../../worker/api/templates/templates.ts';
import { templateLanguages } from '../../../../worker/whatsapp/templates/languages.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { getTemplate } from '../../../client/api/templates.ts';
import { speakAlso, speech } from '../../../locales/speak.ts';
import { customElement } from '../../ui/custom-element.ts';
import type { BuilderClose, BuilderStart } from './builder/template-builder.ts';
import type { LibraryCreate } from './starters/library-form.ts';
import type { StarterChoose } from './starters/template-starters.ts';
import type { TemplateRewrite } from './template-details.ts';
import './template-details.ts';
import './template-list.ts';
import type { TemplateOpen, TemplateWrite } from './template-list.ts';

/** The templates of a number's account: the list, one of them, or the page that writes one. For admins. */
@customElement('agent-console-template-settings')
export class TemplateSettings extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Meta's id of the template that is open. */
  @state() private opened: string | null = null;
  @state() private written: BuilderStart | null = null;
  /** Whether the examples are shown. */
  @state() private isChoosing = false;

  static override readonly styles = css`
    :host {
      display: block;
    }
    [hidden] {
      display: none;
    }
  `;

  /** The list stays behind the template, with its filters. */
  protected override render() {
    const { api, number, opened, written, isChoosing } = this;
    return html`<agent-console-template-list
        ?hidden=${opened !== null || written !== null || isChoosing}
        .api=${api}
        .number=${number}
        @template-open=${({ id }: TemplateOpen) => {
          this.opened = id;
        }}
        @starters-open=${() => void this.#choose()}
        @template-write=${({ start }: TemplateWrite) => void this.#write(start)}
      ></agent-console-template-list>
      ${
        opened === null || written !== null
          ? nothing
          : html`<agent-console-template-details
              .api=${api}
              .number=${number}
              .template=${opened}
              @template-close=${() => void this.#close()}
              @template-rewrite=${({ definition, base }: TemplateRewrite) =>
                void this.#open({ definition, base, draft: null })}
            ></agent-console-template-details>`
      }
      ${
        isChoosing
          ? html`<agent-console-template-starters
              .api=${api}
              .number=${number}
              @library-create=${({ created }: LibraryCreate) => void this.#finish(created.id)}
              @starter-choose=${({ definition }: StarterChoose) => void this.#chosen(definition)}
            ></agent-console-template-starters>`
          : nothing
      }
      ${
        written === null
          ? nothing
          : html`<agent-console-template-builder
              .api=${api}
              .number=${number}
              .start=${written}
              @builder-close=${({ submitted }: BuilderClose) => void this.#finish(submitted?.id ?? null)}
            ></agent-console-template-builder>`
      }`;
  }

  async #choose(): Promise<void> {
    await Promise.all([import('./starters/template-starters.ts'), this.#speakOfBuilder()]);
    this.isChoosing = true;
  }

  async #chosen(definition: StarterChoose['definition']): Promise<void> {
    this.isChoosing = false;
    if (definition) await this.#open({ definition, base: null, draft: null });
    else await this.#close();
  }

  async #write(start: TemplateWrite['start']): Promise<void> {
    const { emptyDefinition } = await import('./builder/definition-edit.ts');
    const definition = start?.definition ?? emptyDefinition(this.#usualLanguage);
    const draft = start?.draft ?? null;
    await this.#open({ definition, draft, base: await this.#baseOf(draft) });
  }

  /** A draft of a change needs to know the template's status now. */
  async #baseOf(draft: TemplateDraft | null): Promise<BuilderStart['base']> {
    const { api, number } = this;
    if (!api || !number || !draft?.base) return null;
    const found = await getTemplate(api, number.id, draft.base).catch(() => null);
    return found && { id: found.template.id, status: found.template.status };
  }

  /** The builder and its texts are fetched when somebody writes. */
  async #open(start: BuilderStart): Promise<void> {
    await Promise.all([import('./builder/template-builder.ts'), this.#speakOfBuilder()]);
    this.written = start;
  }

  async #speakOfBuilder(): Promise<void> {
    const [{ builderBook }, { problemBook }, { refusalBook }] = await Promise.all([
      import('../../../locales/template-builder.ts'),
      import('../../../locales/worker-texts/template-problems.ts'),
      import('../../../locales/worker-texts/template-refusals.ts'),
    ]);
    await Promise.all([builderBook, problemBook, refusalBook].map(speakAlso));
  }

  /** The agent's own. */
  get #usualLanguage(): string {
    const own = speech.language.replace('-', '_');
    return templateLanguages.includes(own) ? own : 'en';
  }

  async #finish(submitted: string | null): Promise<void> {
    this.written = null;
    this.isChoosing = false;
    if (submitted !== null) this.opened = submitted;
    await this.#reload();
    if (this.opened === null) await this.#close();
  }

  async #reload(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector('agent-console-template-list')?.reload();
  }

  async #close(): Promise<void> {
    this.opened = null;
    await this.updateComplete;
    this.renderRoot.querySelector('agent-console-template-list')?.focusTitle();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-settings': TemplateSettings;
  }
}

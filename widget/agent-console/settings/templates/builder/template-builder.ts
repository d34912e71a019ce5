import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { SubmittedTemplate, TemplateDraft } from '../../../../../worker/api/templates/templates.ts';
import type { TemplateDefinition } from '../../../../../worker/whatsapp/templates/definition.ts';
import { lintTemplate } from '../../../../../worker/whatsapp/templates/lint.ts';
import type { TemplateProblem } from '../../../../../worker/whatsapp/templates/problem.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { editTemplate, submitTemplate, uploadTemplateSample } from '../../../../client/api/templates.ts';
import { strings } from '../../../../locales/strings.ts';
import { builderWords as words } from '../../../../locales/template-builder.ts';
import { icons } from '../../../../theme/icons.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { ToastShow } from '../../../ui/feedback/toast-show.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { confirmed, discardConfirmed } from '../../../ui/overlays/confirm.ts';
import { tokens } from '../../../ui/tokens.ts';
import { UnsavedChange } from '../../unsaved.ts';
import { SamplePictures } from '../sample-pictures.ts';
import { phoneStyles } from '../template-phone.ts';
import { categoryText } from '../template-status.ts';
import { templateStyles } from '../template-styles.ts';
import { AccountCheck } from './account-check.ts';
import type { Builder, SamplePlace } from './builder.ts';
import { builderStyles } from './builder-styles.ts';
import { withSample } from './definition-edit.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { FlowList } from './flow-list.ts';
import { renderContent } from './parts/content-parts.ts';
import { renderHeadPart } from './parts/head-part.ts';
import { renderPreview } from './parts/preview-part.ts';
import { renderConflict, renderSubmit } from './parts/submit-part.ts';
import { fieldAt, renderProblemList } from './problem-list.ts';
import { isMissing } from './problem-text.ts';
import { foundProblems, type Refusal, refusalIn } from './submission.ts';

/** What is written. */
export interface BuilderStart {
  definition: TemplateDefinition;
  /** The template that it changes; null for a new one. */
  base: { id: string; status: string } | null;
  draft: TemplateDraft | null;
}

/** The builder is left. `submitted` is the template that Meta has now. */
export class BuilderClose extends Event {
  constructor(readonly submitted: SubmittedTemplate | null) {
    super('builder-close', { bubbles: true, composed: true });
  }
}

/** Writes a template, with its problems beside each field and a phone that shows it. For admins. */
@customElement('agent-console-template-builder')
export class TemplateBuilder extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property({ attribute: false }) start: BuilderStart | null = null;
  @state() private definition: TemplateDefinition | null = null;
  /** Whether the agent has tried to submit it. Until then, what is not filled in yet is no problem. */
  @state() private isTried = false;
  @state() private isBusy = false;
  @state() private uploading: string | null = null;
  @state() private problem: string | null = null;
  @state() private refusal: Refusal | null = null;
  #pictures = new SamplePictures(this);
  #flows = new FlowList(this);
  #account = new AccountCheck(this);
  #keeper = new DraftKeeper(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    templateStyles,
    phoneStyles,
    builderStyles,
  ];

  get inbox(): string {
    return this.number?.id ?? '';
  }

  protected override willUpdate(): void {
    if (this.definition === null && this.start) {
      const { definition, draft, base } = this.start;
      this.definition = definition;
      this.#keeper.begin(draft, base?.id ?? null);
    }
    if (!this.definition) return;
    this.#pictures.load(this.definition);
    void this.#flows.loadFor(this.definition);
  }

  protected override firstUpdated(): void {
    void focusOn(this, this.start?.base ? '#body' : '#name');
  }

  protected override render() {
    const { definition, start } = this;
    if (!definition || !start) return nothing;
    const problems = this.#problemsOf(definition);
    const builder: Builder = {
      ...{ definition, problems, uploading: this.uploading, flows: this.#flows.flows },
      change: (next) => this.#change(next),
      upload: (file, to) => void this.#upload(file, to),
      focus: (...ids) => void this.#focus(ids),
      isLost: (handle) => this.#pictures.isLost(handle),
    };
    const title = start.base ? words.editTitle(definition.name) : words.newTitle;
    return html`<div class="frame">
      <div class="end">
        <button class="button ghost back" @click=${() => void this.#leave()}>${icons.back}${strings.templatesTitle}</button>
      </div>
      <div class="title">
        <h3>${title}</h3>
        <small role="status">${this.#savedText()}</small>
      </div>
      ${
        this.#keeper.isChangedByOther
          ? renderConflict(this.#keeper.failure?.message ?? '', {
              takeTheirs: () => void this.#takeTheirs(),
              saveBeside: () => void this.#keeper.saveBeside(definition),
            })
          : nothing
      }
      ${start.base?.status === 'APPROVED' ? html`<p class="note warning">${words.inUse}</p>` : nothing}
      <div class="both">
        <form novalidate @submit=${this.#submit}>
          ${renderHeadPart(builder, {
            isEdited: start.base !== null,
            hasFixedCategory: start.base?.status === 'APPROVED',
          })}
          ${renderContent(builder)}
          ${renderSubmit({
            ...{ problems, problem: this.problem, refusal: this.refusal, isTried: this.isTried },
            ...{ isBusy: this.isBusy || this.uploading !== null, isEdit: start.base !== null },
            submitAnyway: () => void this.#submitAnyway(),
          })}
        </form>
        <div class="preview">
          ${renderPreview(definition, this.#pictures)}
          ${renderProblemList(problems, (place) => fieldAt(this.renderRoot, place)?.focus())}
        </div>
      </div>
    </div>`;
  }

  async #takeTheirs(): Promise<void> {
    const theirs = await this.#keeper.takeTheirs();
    if (theirs) this.definition = theirs;
    else this.problem = words.draftGone;
  }

  #savedText(): string {
    const { failure, isSaved, stored } = this.#keeper;
    if (failure) return this.#keeper.isChangedByOther ? '' : words.notSaved(failure.message);
    if (isSaved) return words.saved;
    return stored ? words.saving : '';
  }

  #problemsOf(definition: TemplateDefinition): TemplateProblem[] {
    const { id } = this.start?.base ?? { id: null };
    // The account would find the template that is edited as another of the same name.
    const found = [...lintTemplate(definition), ...this.#account.problems].filter(
      ({ place }) => id === null || place !== 'name',
    );
    return this.isTried ? found : found.filter((one) => !isMissing(one));
  }

  #change(definition: TemplateDefinition): void {
    this.definition = definition;
    this.problem = null;
    this.refusal = null;
    this.#keeper.change(definition);
    this.#account.soon(definition, this.start?.base?.id ?? null);
  }

  async #focus(ids: readonly string[]): Promise<void> {
    await this.updateComplete;
    const found = ids.map((id) => this.shadowRoot?.getElementById(id) ?? null);
    found.find((one) => one !== null && !one.matches(':disabled'))?.focus();
  }

  /** The agent can go on writing meanwhile. */
  async #upload(file: File, to: SamplePlace): Promise<void> {
    const { api, inbox } = this;
    if (!api) return;
    this.uploading = to.place;
    this.problem = null;
    const failure = await failureOf(async () => {
      const handle = await uploadTemplateSample(api, inbox, file);
      this.#pictures.add(handle, file);
      if (this.definition) this.#change(withSample(this.definition, to, handle));
    });
    this.uploading = null;
    if (failure) this.problem = failure.message;
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.isTried = true;
    const { definition } = this;
    if (!definition) return;
    const error = this.#problemsOf(definition).find(({ severity }) => severity === 'error');
    if (error) void this.updateComplete.then(() => fieldAt(this.renderRoot, error.place)?.focus());
    else void this.#send(definition, false);
  }

  /** A rule here can be stricter than Meta. */
  async #submitAnyway(): Promise<void> {
    const { definition } = this;
    const question = { title: words.anywayTitle, text: words.anywayText, action: words.submitAnyway };
    if (definition && (await confirmed(this, question))) await this.#send(definition, true);
  }

  async #send(definition: TemplateDefinition, ignoresProblems: boolean): Promise<void> {
    const { api, inbox, start } = this;
    if (!api || this.isBusy) return;
    this.isBusy = true;
    this.refusal = null;
    this.problem = null;
    let submitted: SubmittedTemplate | null = null;
    const failure = await failureOf(async () => {
      await this.#keeper.flush();
      const submission = { definition, draft: this.#keeper.stored?.id ?? null, ignoresProblems };
      submitted = start?.base
        ? await editTemplate(api, inbox, start.base.id, submission)
        : await submitTemplate(api, inbox, submission);
    });
    this.isBusy = false;
    if (failure) {
      this.#account.take(foundProblems(failure));
      this.refusal = refusalIn(failure);
      if (!this.refusal) this.problem = failure.message;
      const place = this.refusal?.place ?? this.#account.problems[0]?.place;
      await this.updateComplete;
      if (place) fieldAt(this.renderRoot, place)?.focus();
      return;
    }
    this.#keeper.forget();
    this.#close(submitted, definition);
  }

  #close(submitted: SubmittedTemplate | null, { category }: TemplateDefinition): void {
    if (submitted) {
      const isOther = submitted.category !== '' && submitted.category !== category;
      this.dispatchEvent(
        new ToastShow({
          text: isOther ? words.otherCategory(categoryText(submitted.category)) : words.submitted,
        }),
      );
    }
    this.dispatchEvent(new UnsavedChange(false));
    this.dispatchEvent(new BuilderClose(submitted));
  }

  protected override updated(): void {
    this.dispatchEvent(new UnsavedChange(this.#keeper.failure !== null));
  }

  async #leave(): Promise<void> {
    const isSaved = await this.#keeper.flush();
    if (!isSaved) {
      const isSure = await discardConfirmed(this);
      if (!isSure) return;
      this.#keeper.forget();
    }
    this.dispatchEvent(new UnsavedChange(false));
    this.dispatchEvent(new BuilderClose(null));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-template-builder': TemplateBuilder;
  }
}

import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type {
  ListedLibraryTemplate,
  NewLibraryTemplate,
  SubmittedTemplate,
} from '../../../../../worker/api/templates/templates.ts';
import { readTemplate } from '../../../../../worker/whatsapp/sending/templates/template.ts';
import { asListed, openButtons } from '../../../../../worker/whatsapp/templates/library-entry.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { createFromLibrary } from '../../../../client/api/templates.ts';
import { strings } from '../../../../locales/strings.ts';
import { builderWords } from '../../../../locales/template-builder.ts';
import { templateWords as words } from '../../../../locales/templates.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderField } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { tokens } from '../../../ui/tokens.ts';
import { metaName } from '../builder/parts/head-part.ts';
import { refusalIn } from '../builder/submission.ts';
import { phoneStyles, renderPhone } from '../template-phone.ts';
import { templateStyles } from '../template-styles.ts';
import { areInRange, type LibraryAdditions, renderAdditions } from './library-additions.ts';

/** Meta has the template. */
export class LibraryCreate extends Event {
  constructor(readonly created: SubmittedTemplate) {
    super('library-create', { bubbles: true, composed: true });
  }
}

/** The agent goes back to the library. */
export class LibraryLeave extends Event {
  constructor() {
    super('library-leave', { bubbles: true, composed: true });
  }
}

/** Names an entry of Meta's library, gives its buttons their targets, and chooses what Meta adds to its text. */
@customElement('agent-console-library-form')
export class LibraryForm extends LitElement {
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property({ attribute: false }) entry: ListedLibraryTemplate | null = null;
  /** Null until it is typed: the entry's own. */
  @state() private name: string | null = null;
  /** What was typed for each button with a target, by its position among them. */
  @state() private targets: Readonly<Record<number, string>> = {};
  @state() private examples: Readonly<Record<number, string>> = {};
  @state() private additions: LibraryAdditions = {};
  @state() private isTried = false;
  @state() private isBusy = false;
  @state() private problem: string | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    templateStyles,
    phoneStyles,
    css`
      form {
        display: grid;
        gap: 16px;
        align-content: start;
      }
      .both {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
        gap: 24px;
        align-items: start;
      }
      .ends {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void focusOn(this, '#name');
  }

  protected override render() {
    const { entry } = this;
    if (!entry) return nothing;
    const template = readTemplate(asListed(entry));
    return html`<div class="both">
      <form novalidate @submit=${this.#submit}>
        ${renderField({
          ...{ name: 'name', label: builderWords.name, value: this.#name, max: 512, dir: 'ltr' },
          ...{ hint: builderWords.nameHint, problem: this.#missing(this.#name) },
          change: (typed) => {
            this.name = typed;
          },
          commit: (typed) => {
            this.name = metaName(typed);
          },
        })}
        ${openButtons(entry).map(({ kind, text }, index) => this.#renderTarget(kind, text, index))}
        ${renderAdditions(entry, this.additions, (next) => {
          this.additions = next;
        })}
        <p class="quiet">${words.libraryFixed}</p>
        ${this.problem === null ? nothing : html`<p class="note bad" role="alert">${this.problem}</p>`}
        <div class="ends">
          <button class="button main" ?disabled=${this.isBusy}>${words.createFromLibrary}</button>
          <button type="button" class="button" @click=${() => this.dispatchEvent(new LibraryLeave())}>
            ${strings.otherTemplate}
          </button>
        </div>
      </form>
      ${template ? renderPhone(template) : nothing}
    </div>`;
  }

  get #name(): string {
    return this.name ?? this.entry?.name ?? '';
  }

  #missing(value: string): string | null {
    return this.isTried && value.trim() === '' ? strings.templateValue.empty : null;
  }

  #renderTarget(kind: 'URL' | 'PHONE_NUMBER', text: string, index: number) {
    const isLink = kind === 'URL';
    const target = this.targets[index] ?? '';
    return html`${renderField({
      ...{ name: `target-${index}`, value: target, dir: 'ltr', type: isLink ? 'url' : 'tel' },
      label: `${isLink ? builderWords.address : builderWords.phone} \u2068“${text}”\u2069`,
      placeholder: isLink ? 'https://example.com/orders/{{1}}' : '+49 30 901820',
      ...(isLink && { hint: builderWords.addressHint }),
      problem: this.#missing(target),
      change: (typed) => {
        this.targets = { ...this.targets, [index]: typed };
      },
    })}
    ${isLink && target.includes('{{') ? this.#renderExample(index) : nothing}`;
  }

  #renderExample(index: number) {
    const example = this.examples[index] ?? '';
    return renderField({
      ...{ name: `example-${index}`, label: builderWords.addressExample, value: example, dir: 'ltr' },
      problem: this.#missing(example),
      change: (typed) => {
        this.examples = { ...this.examples, [index]: typed };
      },
    });
  }

  /** Null while something is missing or wrong. */
  #written(entry: ListedLibraryTemplate): NewLibraryTemplate | null {
    const targets = openButtons(entry).map(({ kind }, index) => {
      const target = (this.targets[index] ?? '').trim();
      return { kind, target, example: (this.examples[index] ?? '').trim(), isOpen: target.includes('{{') };
    });
    const name = metaName(this.#name);
    const isMissing = targets.some(
      ({ target, example, isOpen }) => target === '' || (isOpen && example === ''),
    );
    const { additions } = this;
    if (name === '' || isMissing || !areInRange(additions)) return null;
    return {
      ...{ name, language: entry.language, category: entry.category, entry: entry.name },
      ...(Object.keys(additions).length > 0 && { bodyInputs: additions }),
      buttons: targets.map(({ kind, target, example, isOpen }) =>
        kind === 'PHONE_NUMBER'
          ? { type: kind, phone_number: target.replace(/[^+\d]/g, '') }
          : {
              type: kind,
              // Meta adds the variable itself, and refuses one in the base.
              url: {
                base_url: target.replace(/\{\{\s*1\s*\}\}$/, ''),
                ...(isOpen && { url_suffix_example: example }),
              },
            },
      ),
    };
  }

  #submit(event: Event): void {
    event.preventDefault();
    const { entry } = this;
    if (!entry || this.isBusy) return;
    this.isTried = true;
    const written = this.#written(entry);
    if (written) void this.#create(written);
    else
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      );
  }

  async #create(written: NewLibraryTemplate): Promise<void> {
    const { api, number } = this;
    if (!api || !number) return;
    this.isBusy = true;
    this.problem = null;
    const failure = await failureOf(async () => {
      this.dispatchEvent(new LibraryCreate(await createFromLibrary(api, number.id, written)));
    });
    this.isBusy = false;
    if (failure) this.problem = refusalIn(failure)?.text ?? failure.message;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-library-form': LibraryForm;
  }
}

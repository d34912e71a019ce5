import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  KnowledgeDetails,
  KnowledgeKind,
  KnowledgeVersion,
} from '../../../../../worker/api/automation/knowledge.ts';
import type { Language } from '../../../../../worker/api/languages.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import {
  addKnowledge,
  addKnowledgePage,
  changeKnowledge,
  getKnowledgeEntry,
} from '../../../../client/api/assistant.ts';
import { assistantBook, assistantWords as words } from '../../../../locales/assistant.ts';
import { languages } from '../../../../locales/languages.ts';
import { strings } from '../../../../locales/strings.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { FormCheck } from '../../../ui/controls/form-check.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { renderSkeleton, skeletonStyles } from '../../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import '../../../ui/overlays/dialog.ts';
import { momentText } from '../../../ui/time/times.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { languageName } from '../../templates/template-status.ts';
import { dayOf, endOfDay } from './valid-until.ts';

/** The entry is stored. */
export class KnowledgeSaved extends Event {
  constructor(readonly entry: KnowledgeDetails) {
    super('knowledge-saved', { bubbles: true, composed: true });
  }
}

interface Draft {
  title: string;
  text: string;
  language: Language | null;
  day: string;
}

const empty: Draft = { title: '', text: '', language: null, day: '' };
/** In characters, as in the schema of the Worker. */
const maxText = 60_000;
const maxTitle = 300;

/** One entry of the knowledge with its earlier versions, or a new one. Remove it on `dialog-close`. */
@customElement('agent-console-knowledge-dialog')
export class KnowledgeDialog extends WordedElement {
  protected override readonly book = assistantBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) inbox = '';
  @property({ attribute: false }) kind: KnowledgeKind = 'text';
  /** Null: a new one. */
  @property({ attribute: false }) entryId: number | null = null;
  /** What a new one begins with. */
  @property({ attribute: false }) draft: Partial<Draft> = {};
  @state() private edited: Draft | null = null;
  @state() private stored: KnowledgeDetails | null = null;
  @state() private filename = '';
  @state() private isBusy = false;
  @state() private problem = '';
  #check = new FormCheck(this);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    css`
      :host {
        display: contents;
      }
      agent-console-dialog {
        --dialog: 640px;
      }
      .page {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: center;
        justify-content: space-between;
        padding: 8px 8px 8px 16px;
        border-radius: var(--radius-m);
        background: var(--sunken);
        overflow-wrap: anywhere;
      }
      .page:dir(rtl) {
        padding: 8px 16px 8px 8px;
      }
      .version p {
        max-block-size: 160px;
        overflow: auto;
        color: var(--quiet);
        font-size: 13px;
        line-height: 18px;
        white-space: pre-line;
      }
      .version {
        align-items: start;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // Its properties are set after it is connected.
    queueMicrotask(() => void this.#load());
  }

  protected override render() {
    const isAddress = this.kind === 'page' && this.entryId === null && this.stored === null;
    const isLoading = this.entryId !== null && this.stored === null;
    return html`<agent-console-dialog
      heading=${this.entryId === null ? words.newKinds[this.kind] : words.kinds[this.#kind]}
    >
      ${isAddress ? this.#renderAddress() : isLoading ? this.#renderLoading() : this.#renderForm()}
      ${
        isLoading
          ? nothing
          : html`<button
              slot="actions"
              class="button main"
              form="entry"
              ?disabled=${this.isBusy}
              aria-busy=${this.isBusy ? 'true' : nothing}
            >
              ${isAddress ? words.readPage : strings.save}
            </button>`
      }
    </agent-console-dialog>`;
  }

  #renderLoading() {
    return this.problem === ''
      ? renderSkeleton(2)
      : html`<p class="problem" role="alert">${this.problem}</p>`;
  }

  #renderAddress() {
    return html`<form id="entry" novalidate @input=${this.#check.typed} @submit=${this.#readNew}>
      ${renderField({
        ...{ name: 'url', label: words.pageAddress, hint: words.pageAddressHint, type: 'url', dir: 'ltr' },
        ...{ isRequired: true, check: this.#check, placeholder: 'https://example.com/delivery' },
      })}
      <p class="problem" role="alert">${this.problem}</p>
    </form>`;
  }

  #renderForm() {
    const draft = this.#draft;
    const isQuestion = this.#kind === 'question';
    return html`<form id="entry" novalidate @input=${this.#check.typed} @submit=${this.#submit}>
        ${this.stored?.url ? this.#renderPage(this.stored.url) : nothing}
        ${this.kind === 'file' && this.entryId === null ? this.#renderFile() : nothing}
        ${renderField({
          ...{ name: 'title', label: isQuestion ? words.question : words.entryTitle, value: draft.title },
          ...{ isRequired: true, max: maxTitle, check: this.#check },
          change: (title) => this.#edit({ title }),
        })}
        ${renderField({
          ...{ name: 'text', label: isQuestion ? words.answer : strings.text, value: draft.text },
          ...{ isRequired: true, max: maxText, rows: isQuestion ? 5 : 10, check: this.#check },
          change: (text) => this.#edit({ text }),
        })}
        <div class="pair">
          ${renderSelect({
            ...{ name: 'language', label: words.language, value: draft.language ?? '' },
            options: [
              ['', words.anyLanguage],
              ...languages.map(({ tag }) => [tag, languageName(tag)] as const),
            ],
            change: (tag) => this.#edit({ language: tag === '' ? null : tag }),
          })}
          ${renderField({
            ...{ name: 'day', label: words.lastDay, hint: words.lastDayHint, type: 'date', value: draft.day },
            check: this.#check,
            change: (day) => this.#edit({ day }),
          })}
        </div>
        <p class="problem" role="alert">${this.problem}</p>
      </form>
      ${this.stored && this.stored.before.length > 0 ? this.#renderVersions(this.stored.before) : nothing}`;
  }

  #renderPage(url: string) {
    return html`<div class="page">
      <a href=${url} target="_blank" rel="noopener"><bdi dir="ltr">${url}</bdi></a>
      <button type="button" class="button" ?disabled=${this.isBusy} @click=${() => void this.#readAgain(url)}>
        ${words.readAgain}
      </button>
    </div>`;
  }

  #renderFile() {
    return html`<label
      >${words.chooseFile}
      <input type="file" accept=".txt,.md,.csv,.json,.html,text/*" @change=${this.#picked} />
      <small>${words.fileHint}</small>
    </label>`;
  }

  #renderVersions(versions: readonly KnowledgeVersion[]) {
    return html`<details>
      <summary>${words.versions(versions.length)}</summary>
      <ul aria-label=${words.versions(versions.length)}>
        ${versions.map(
          (version) =>
            html`<li class="version">
              <span>
                <strong><bdi>${version.title}</bdi></strong>
                <small>${momentText(version.updatedAt)} · <bdi>${version.updatedBy.name}</bdi></small>
                <p dir="auto" tabindex="0" role="group" aria-label=${version.title}>${version.text}</p>
              </span>
              <button
                type="button"
                class="button"
                aria-label=${words.restoreVersion(momentText(version.updatedAt))}
                @click=${() => this.#restore(version)}
              >
                ${words.restore}
              </button>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  get #kind(): KnowledgeKind {
    return this.stored?.kind ?? this.kind;
  }

  get #draft(): Draft {
    return this.edited ?? { ...empty, ...this.draft };
  }

  #edit(change: Partial<Draft>): void {
    this.edited = { ...this.#draft, ...change };
  }

  /** Into the form: it becomes the newest version once it is saved. */
  #restore({ title, text }: KnowledgeVersion): void {
    this.#edit({ title, text });
    this.renderRoot.querySelector<HTMLElement>('#text')?.focus();
  }

  async #load(): Promise<void> {
    const { api, entryId, inbox } = this;
    if (!api || entryId === null) return;
    await this.#attempt(async () => this.#take(await getKnowledgeEntry(api, inbox, entryId)));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  #take(entry: KnowledgeDetails): void {
    const { title, text, language, validUntil } = entry;
    this.stored = entry;
    this.edited = { title, text, language, day: dayOf(validUntil) };
  }

  /** The page is an entry as soon as it is read; its text can then be changed. */
  async #readNew(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { api, inbox } = this;
    const { target: form } = event;
    if (!api || !(form instanceof HTMLFormElement) || !this.#check.accepts(form)) return;
    const url = String(new FormData(form).get('url') ?? '').trim();
    await this.#attempt(async () => {
      const entry = await addKnowledgePage(api, inbox, { url });
      this.#take(entry);
      this.dispatchEvent(new KnowledgeSaved(entry));
      this.#settle();
    }, form);
  }

  async #readAgain(url: string): Promise<void> {
    const { api, inbox, stored } = this;
    if (!api || !stored) return;
    await this.#attempt(async () => {
      const entry = await addKnowledgePage(api, inbox, { url, id: stored.id });
      this.#take(entry);
      this.dispatchEvent(new KnowledgeSaved(entry));
      this.#settle();
    });
  }

  async #picked({ target }: Event): Promise<void> {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file) return;
    const text = plainText(file.name, await file.text());
    this.filename = file.name;
    this.problem = text.includes('\u0000') ? words.fileNotText : '';
    if (this.problem !== '') return;
    this.#edit({ title: this.#draft.title || file.name.replace(/\.[^.]+$/, ''), text });
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || this.isBusy || !this.#check.accepts(form)) return;
    void this.#save(form);
  }

  async #save(form: HTMLFormElement): Promise<void> {
    const { api, inbox, kind, stored, filename } = this;
    if (!api) return;
    const { title, text, language, day } = this.#draft;
    const values = { title: title.trim(), text: text.trim(), language, validUntil: endOfDay(day) };
    await this.#attempt(async () => {
      const entry = stored
        ? await changeKnowledge(api, inbox, stored.id, { ...values, version: stored.version })
        : await addKnowledge(api, inbox, {
            ...values,
            kind: kind === 'page' ? 'text' : kind,
            ...(kind === 'file' && filename !== '' && { filename }),
          });
      this.dispatchEvent(new KnowledgeSaved(entry));
      this.#settle();
      this.renderRoot.querySelector('agent-console-dialog')?.close();
    }, form);
  }

  #settle(): void {
    this.renderRoot.querySelector('agent-console-dialog')?.settle();
  }

  async #attempt(command: () => Promise<void>, form: HTMLFormElement | null = null): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    const failure = await failureOf(command);
    this.isBusy = false;
    if (failure && !(form && this.#check.explains(form, failure))) this.problem = failure.message;
  }
}

/** A web page is read without its markup. */
function plainText(name: string, text: string): string {
  if (!/\.html?$/i.test(name)) return text.trim();
  const { body } = new DOMParser().parseFromString(text, 'text/html');
  for (const one of body.querySelectorAll('script, style')) one.remove();
  return (body.textContent ?? '').replace(/[ \t]*\n\s*/g, '\n').trim();
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-knowledge-dialog': KnowledgeDialog;
  }
}

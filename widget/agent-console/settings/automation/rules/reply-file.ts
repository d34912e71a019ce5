import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AutomationFile } from '../../../../../worker/api/automation/files.ts';
import type { Language } from '../../../../../worker/api/languages.ts';
import { kindOfFile, type MediaKind, sizeText } from '../../../../../worker/whatsapp/sending/media.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { readAutomationFile, uploadAutomationFile } from '../../../../client/api/automation.ts';
import { automationBook } from '../../../../locales/automation.ts';
import { ruleBook, ruleWords as words } from '../../../../locales/automation-rules.ts';
import { strings } from '../../../../locales/strings.ts';
import { icons } from '../../../../theme/icons.ts';
import { mediaProblemText, stickerProblemText } from '../../../composer/attachments/media-words.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { focusedElement } from '../../../ui/overlays/focused.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { withExamples } from '../variables.ts';
import { MessageWritten } from './message-dialog.ts';
import { fileContent, fileOf, isFile, kindOf, type StoredContent } from './reply-draft.ts';
import './reply-preview.ts';

/** The file of a reply: chosen or dropped, checked as in the composer, and uploaded at once. It tells `message-written`. */
@customElement('agent-console-reply-file')
export class ReplyFilePart extends WordedElement {
  protected override readonly book = [ruleBook, automationBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  /** Id of the number. */
  @property() inbox = '';
  @property({ attribute: false }) content: StoredContent = { type: 'image' };
  /** The files that are stored already. */
  @property({ attribute: false }) files: readonly AutomationFile[] = [];
  @property() numberName = '';
  @property({ attribute: false }) language: Language = 'en';
  /** What is wrong with the reply as a whole. */
  @property({ attribute: false }) problem: string | null = null;
  /** What was uploaded here. */
  @state() private added: readonly AutomationFile[] = [];
  @state() private upload: { name: string; share: number } | null = null;
  @state() private failure = '';
  /** Its address, by the id of the file that it shows. */
  @state() private shown: { id: string; url: string } | null = null;
  @state() private isOver = false;
  #abort = new AbortController();

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    css`
      .drop {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: center;
        min-block-size: 64px;
        padding: 12px 16px;
        border: 1px dashed var(--line-strong);
        border-radius: var(--radius-m);
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--sunken);
      }
      .drop.wrong {
        border-color: var(--alarm);
      }
      .name {
        display: flex;
        flex: 1 1 220px;
        gap: 8px;
        align-items: center;
        min-inline-size: 0;
      }
      .drop > .problem {
        flex-basis: 100%;
      }
      .name > svg {
        flex: none;
      }
      .name small {
        flex: none;
      }
      .name bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      progress {
        flex: 1 1 160px;
        min-inline-size: 0;
        accent-color: var(--accent);
      }
      input[type='file'] {
        display: none;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
    this.#show(null);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('content')) void this.#load();
  }

  protected override render() {
    const kind = this.#kind;
    const { id } = fileOf(this.content);
    const known = this.#known(id);
    const isWrong = this.failure !== '' || (this.problem !== null && id === '');
    return html`<div
        class="drop ${this.isOver ? 'over' : ''} ${isWrong ? 'wrong' : ''}"
        @dragover=${this.#dragged}
        @dragleave=${() => {
          this.isOver = false;
        }}
        @drop=${this.#dropped}
      >
        ${this.upload ? this.#renderUpload(this.upload) : id === '' ? this.#renderChoice() : this.#renderChosen(known)}
        <input type="file" accept=${accepted[kind]} tabindex="-1" @change=${this.#picked} />
      </div>
      ${this.failure === '' ? nothing : html`<p class="problem" role="alert">${this.failure}</p>`}
      ${this.#renderPreview(kind, id, known)}`;
  }

  #renderChoice() {
    return html`<button type="button" class="button choose" @click=${this.#choose}>${words.chooseFile}</button>
      <span class="quiet">${words.dropFile}</span>`;
  }

  #renderUpload({ name, share }: { name: string; share: number }) {
    const percent = new Intl.NumberFormat(undefined, { style: 'percent' }).format(share);
    return html`<span class="name">${icons.file}<bdi>${name}</bdi></span>
      <progress max="1" .value=${share} aria-label=${words.uploading(percent)}></progress>`;
  }

  #renderChosen(known: AutomationFile | undefined) {
    const name = known?.filename ?? strings.document;
    return html`<span class="name" role="status"
        >${icons.file}<bdi>${name}</bdi>${known ? html`<small>${sizeText(known.size)}</small>` : nothing}</span
      >
      <button type="button" class="button choose" @click=${this.#choose}>${words.replaceFile}</button>
      <button
        type="button"
        class="icon-button"
        aria-label=${strings.removeFile(name)}
        @click=${() => {
          this.#put(this.#kind, { id: '', link: '' });
          void this.#keepFocus();
        }}
      >
        ${icons.trash}
      </button>
      ${known ? nothing : html`<p class="problem" role="alert">${words.fileGone}</p>`}`;
  }

  #renderPreview(kind: MediaKind, id: string, known: AutomationFile | undefined) {
    if (id === '' || !known) return nothing;
    const { caption } = fileOf(this.content);
    const text = withExamples(caption, this.numberName, this.language);
    const media = {
      ...{ state: 'stored' as const, mimeType: known.mimeType, size: known.size },
      ...{ width: null, height: null, error: null },
    };
    return html`<agent-console-reply-preview
      .content=${fileContent(kind, { ...fileOf(this.content), caption: text })}
      .media=${media}
      .url=${this.shown?.id === id ? this.shown.url : null}
    ></agent-console-reply-preview>`;
  }

  get #kind(): MediaKind {
    const kind = kindOf(this.content);
    return kind !== null && isFile(kind) ? kind : 'document';
  }

  #known(id: string): AutomationFile | undefined {
    return [...this.added, ...this.files].find((file) => file.id === id);
  }

  #choose = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };

  #picked = ({ target }: Event): void => {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (file) void this.#take(file);
    // The same file can be chosen again.
    if (target instanceof HTMLInputElement) target.value = '';
  };

  #dragged = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isOver = true;
  };

  #dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = false;
    const file = event.dataTransfer?.files[0];
    if (file) void this.#take(file);
  };

  async #take(chosen: File): Promise<void> {
    const { api, inbox } = this;
    if (!api) return;
    this.failure = '';
    const ready = await this.#ready(chosen);
    if (typeof ready === 'string') {
      this.failure = ready;
      return;
    }
    const { kind, file } = ready;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.upload = { name: file.name, share: 0 };
    const failure = await failureOf(async () => {
      const progress = (share: number) => {
        if (!signal.aborted) this.upload = { name: file.name, share };
      };
      const added = await uploadAutomationFile(api, inbox, kind, file, { progress, signal });
      this.added = [added, ...this.added];
      this.#show({ id: added.id, url: URL.createObjectURL(file) });
      this.#put(kind, { id: added.id, link: '', filename: file.name.slice(-240) });
    });
    if (signal.aborted) return;
    this.upload = null;
    if (failure) this.failure = failure.message;
    await this.#keepFocus();
  }

  /** Moves the focus to the first button if the one that had it is gone. It stays where somebody is typing. */
  async #keepFocus(): Promise<void> {
    await this.updateComplete;
    if (focusedElement() === null) this.renderRoot.querySelector<HTMLElement>('.choose')?.focus();
  }

  /** As what it can be sent, or why it cannot. */
  async #ready(chosen: File): Promise<{ kind: MediaKind; file: File } | string> {
    const wanted = this.#kind;
    if (wanted === 'sticker') {
      const { toSticker } = await import('../../../composer/attachments/sticker.ts');
      const file = await toSticker(chosen);
      return file instanceof File ? { kind: 'sticker', file } : stickerProblemText(file);
    }
    const { type: mimeType, size } = chosen;
    const kind = wanted === 'document' ? 'document' : kindOfFile(mimeType, size);
    const problem = mediaProblemText({ kind, mimeType, size });
    if (problem !== null) return problem;
    if (kind !== 'video' && kind !== 'audio') return { kind, file: chosen };
    const { codecProblem } = await import('../../../composer/attachments/media-codec.ts');
    return (await codecProblem(chosen)) ?? { kind, file: chosen };
  }

  #put(kind: MediaKind, change: Partial<ReturnType<typeof fileOf>>): void {
    this.content = fileContent(kind, { ...fileOf(this.content), ...change });
    this.dispatchEvent(new MessageWritten(this.content));
  }

  /** What is stored is loaded for the preview; without it, its name is shown. */
  async #load(): Promise<void> {
    const { id } = fileOf(this.content);
    const { api, inbox } = this;
    const kind = this.#kind;
    if (this.shown?.id === id || id === '' || !api || (kind !== 'image' && kind !== 'sticker')) return;
    await failureOf(async () => {
      const bytes = await readAutomationFile(api, inbox, id);
      const type = this.#known(id)?.mimeType ?? '';
      if (this.isConnected && fileOf(this.content).id === id)
        this.#show({ id, url: URL.createObjectURL(new Blob([bytes], { type })) });
    });
  }

  #show(next: { id: string; url: string } | null): void {
    if (this.shown) URL.revokeObjectURL(this.shown.url);
    this.shown = next;
  }
}

/** What the picker offers first. What WhatsApp would not take as this kind is sent as another one, or refused. */
const accepted: Readonly<Record<MediaKind, string>> = {
  image: 'image/jpeg,image/png',
  video: 'video/mp4,video/3gpp',
  audio: 'audio/*',
  document: '',
  sticker: 'image/*',
};

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-reply-file': ReplyFilePart;
  }
}

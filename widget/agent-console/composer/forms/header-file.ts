/** The picture, video or document in the header of a form: picked, restored from a draft, or removed. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { kindOfFile, sizeText } from '../../../../worker/whatsapp/sending/media.ts';
import { findFile, type StoredFile, type StoreFailure } from '../../../client/browser/file-store.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { forget, hold } from '../attachments/attachments.ts';
import { codecProblem } from '../attachments/media-codec.ts';
import { mediaProblemText } from '../attachments/media-words.ts';
import type { HeaderFile } from '../drafts/composer-draft.ts';
import type { ComposedFile } from '../message/composer-events.ts';

interface Picked {
  header: HeaderFile;
  /** Null while it is read from the browser's storage, or if it is lost. */
  file: File | null;
  /** For its thumbnail. */
  url: string | null;
  /** Why it cannot be sent. */
  problem: string | null;
  notKept: StoreFailure | null;
}

export class HeaderFileField implements ReactiveController {
  #host: ReactiveControllerHost;
  #keep: (stored: StoredFile, file: File) => Promise<StoreFailure | null>;
  #changed: () => void;
  #picked: Picked | null = null;

  constructor(
    host: ReactiveControllerHost,
    {
      keep,
      changed,
    }: { keep: (stored: StoredFile, file: File) => Promise<StoreFailure | null>; changed: () => void },
  ) {
    this.#host = host;
    this.#keep = keep;
    this.#changed = changed;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#revoke();
  }

  get header(): HeaderFile | null {
    return this.#picked?.header ?? null;
  }

  /** The data that the preview needs. */
  get view() {
    const { file = null, url = null } = this.#picked ?? {};
    const media = file && {
      ...{ state: 'stored' as const, mimeType: file.type, size: file.size },
      ...{ width: null, height: null, error: null },
    };
    return { media, url };
  }

  get isReady(): boolean {
    return this.#picked === null || (this.#picked.problem === null && this.#picked.file !== null);
  }

  /** The file and where the browser stores it, for the message. */
  get sent(): ComposedFile | null {
    const { file, header } = this.#picked ?? {};
    if (!file || !header) return null;
    const { kind: _, ...stored } = header;
    return { file, stored };
  }

  /** Restores the file of a draft. A lost file is shown by its name, so that the agent notices before sending. */
  restore(header: HeaderFile | null): void {
    this.#revoke();
    this.#picked = header && { header, file: null, url: null, problem: null, notKept: null };
    if (!header) return;
    void findFile(header).then((file) => {
      const problem = file
        ? mediaProblemText({ kind: header.kind, mimeType: file.type, size: file.size })
        : strings.fileGone;
      this.#update(header.id, { file, url: file && URL.createObjectURL(file), problem });
    });
  }

  pick(file: File): void {
    const stored = hold(file);
    const fit = kindOfFile(file.type, file.size);
    const kind = fit === 'image' || fit === 'video' ? fit : 'document';
    const problem = mediaProblemText({ kind, mimeType: file.type, size: file.size });
    this.#drop();
    this.#picked = {
      header: { ...stored, kind },
      file,
      url: URL.createObjectURL(file),
      problem,
      notKept: null,
    };
    this.#changed();
    this.#host.requestUpdate();
    void this.#keep(stored, file).then((notKept) => this.#update(stored.id, { notKept }));
    if (kind !== 'video') return;
    void codecProblem(file).then((found) => {
      if (found !== null) this.#update(stored.id, { problem: found });
    });
  }

  remove(): void {
    this.#drop();
    this.#changed();
    this.#host.requestUpdate();
  }

  render() {
    if (this.#picked === null) {
      return html`<label
        >${strings.mediaHeader}
        <input
          type="file"
          name="media"
          @change=${({ target }: Event) => {
            const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
            if (file) this.pick(file);
          }}
        />
      </label>`;
    }
    const { header, file, problem, notKept } = this.#picked;
    const state = problem ?? (file ? sizeText(header.size) : strings.fetchingFile);
    return html`<div class="media-header" role="group" aria-label=${strings.headerFile(strings[kindNames[header.kind]])}>
      <span>${strings.headerFile(strings[kindNames[header.kind]])}</span>
      <small class=${problem ? 'problem' : ''} role="status"><bdi>${header.name}</bdi> · ${state}</small>
      ${notKept ? html`<small class="problem" role="status">${strings.fileNotKept[notKept]}</small>` : nothing}
      ${
        problem !== null && header.kind === 'video' && file
          ? html`<button type="button" class="plain" @click=${() => this.#asDocument(header)}>
              ${strings.asDocument}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="round"
        aria-label=${strings.removeFile(header.name)}
        @click=${() => this.remove()}
      >
        ${icons.close}
      </button>
    </div>`;
  }

  #asDocument(header: HeaderFile): void {
    this.#update(header.id, { header: { ...header, kind: 'document' }, problem: null });
    this.#changed();
  }

  /** Only if it is still the picked file. */
  #update(id: string, change: Partial<Picked>): void {
    if (this.#picked?.header.id !== id) {
      if (change.url) URL.revokeObjectURL(change.url);
      return;
    }
    this.#picked = { ...this.#picked, ...change };
    this.#host.requestUpdate();
  }

  #drop(): void {
    this.#revoke();
    if (this.#picked) void forget([this.#picked.header]);
    this.#picked = null;
  }

  #revoke(): void {
    if (this.#picked?.url) URL.revokeObjectURL(this.#picked.url);
  }
}

const kindNames = { image: 'photo', video: 'video', document: 'document' } as const;

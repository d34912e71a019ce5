import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { kindOfFile, type MediaKind } from '../../../../worker/whatsapp/sending/media.ts';
import type { StoredFile, StoreFailure } from '../../../client/browser/file-store.ts';
import { heldFiles } from '../../../client/browser/held-files.ts';
import { randomId } from '../../../client/browser/random-id.ts';
import { strings } from '../../../locales/strings.ts';
import type { DraftFile } from '../drafts/composer-draft.ts';
import { type Attachment, captionOver, renderAttachment } from './attachment.ts';
import { mediaProblemText, stickerProblemText } from './media-words.ts';

export interface AttachmentsHost extends ReactiveControllerHost {
  /** Stores a file in the browser until it is sent; returns why if that fails. */
  readonly keepFile: (stored: StoredFile, file: File) => Promise<StoreFailure | null>;
  /** Whether files may be sent from the number. */
  readonly sendsFiles: boolean;
  /** Appends a text to the message. */
  takeUp(text: string): Promise<void>;
}

/** The files that go with the next message. */
export class Attachments implements ReactiveController {
  #host: AttachmentsHost;
  #all: readonly Attachment[] = [];
  /** Names of files that are still loading. */
  #awaited: readonly string[] = [];
  /** Why the last picture could not become a sticker. */
  #stickerProblem: string | null = null;

  constructor(host: AttachmentsHost) {
    this.#host = host;
    host.addController(this);
  }

  get all(): readonly Attachment[] {
    return this.#all;
  }

  hostDisconnected(): void {
    this.#revoke();
  }

  add(files: Iterable<File>, as: MediaKind | null = null): void {
    const added = Array.from(files, (file): Attachment => {
      const kind = as ?? kindOfFile(file.type, file.size);
      const problem = mediaProblemText({ kind, mimeType: file.type, size: file.size });
      const stored = hold(file);
      const url = URL.createObjectURL(file);
      return { file, stored, url, caption: '', kind, problem, notKept: null, madeOf: null };
    });
    this.#set([...this.#all, ...added]);
    for (const attachment of added) {
      void this.#lookInside(attachment);
      this.#keep(attachment);
    }
  }

  #keep(attachment: Attachment): void {
    void this.#host.keepFile(attachment.stored, attachment.file).then((notKept) => {
      if (notKept) this.#change(attachment, { notKept });
    });
  }

  /** Adds a picture as a sticker, or says why it cannot be one. */
  async addSticker(file: File): Promise<void> {
    const { toSticker } = await import('./sticker.ts');
    this.#setStickerProblem(null);
    const sticker = await toSticker(file);
    if (sticker instanceof File) this.add([sticker], 'sticker');
    else this.#setStickerProblem(stickerProblemText(sticker));
  }

  /** Sends a picture as a sticker instead. A sticker has no caption, so the message gets its text. */
  async #makeSticker(picture: Attachment): Promise<void> {
    const { toSticker } = await import('./sticker.ts');
    this.#setStickerProblem(null);
    const file = await toSticker(picture.file);
    const current = this.#all.find((one) => one.file === picture.file);
    if (!current) return;
    if (!(file instanceof File)) {
      this.#setStickerProblem(stickerProblemText(file));
      return;
    }
    const caption = current.caption.trim();
    const sticker: Attachment = {
      ...{ file, stored: hold(file), url: URL.createObjectURL(file), kind: 'sticker' },
      ...{ caption: '', problem: null, notKept: null, madeOf: { ...current, caption: '' } },
    };
    this.#replace(current, sticker);
    if (caption !== '') await this.#host.takeUp(caption);
  }

  #makePicture(sticker: Attachment): void {
    const { madeOf } = sticker;
    if (!madeOf) return;
    URL.revokeObjectURL(sticker.url);
    this.#replace(sticker, madeOf);
  }

  /** The browser stores the one that is sent. */
  #replace(one: Attachment, by: Attachment): void {
    this.#set(this.#all.map((other) => (other.file === one.file ? by : other)));
    this.#keep(by);
    void forget([one.stored]);
  }

  #setStickerProblem(problem: string | null): void {
    this.#stickerProblem = problem;
    this.#host.requestUpdate();
  }

  /** Adds the files of a draft before those that were added meanwhile. A lost file is null and is shown by its name. */
  restore(files: readonly DraftFile[], found: readonly (File | null)[]): void {
    this.#set([...files.map((file, index) => restored(file, found[index] ?? null)), ...this.#all]);
  }

  /** Shows that these files are loading. Nothing is sent until they have arrived. */
  await(...names: string[]): void {
    this.#awaited = [...this.#awaited, ...names];
    this.#host.requestUpdate();
  }

  arrived(...names: string[]): void {
    for (const name of names) this.#awaited = this.#awaited.toSpliced(this.#awaited.indexOf(name), 1);
    this.#host.requestUpdate();
  }

  /** After sending, or when the agent leaves the conversation. */
  clear(): void {
    this.#revoke();
    this.#stickerProblem = null;
    this.#awaited = [];
    this.#set([]);
  }

  /** Whether a file is still loading or would be rejected. */
  hasProblem(nameLength: number): boolean {
    return (
      this.#awaited.length > 0 ||
      (this.#all.length > 0 && !this.#host.sendsFiles) ||
      this.#all.some((attachment) => attachment.problem !== null || captionOver(attachment, nameLength) > 0)
    );
  }

  render(nameLength: number) {
    const problem = this.#stickerProblem;
    const awaited: unknown[] = this.#awaited.map(
      (name) => html`<p class="count" role="status"><bdi>${name}</bdi> · ${strings.fetchingFile}</p>`,
    );
    if (problem !== null) awaited.push(html`<p class="problem" role="alert">${problem}</p>`);
    if (this.#all.length === 0) return awaited;
    return html`${awaited}
      ${this.#host.sendsFiles ? nothing : html`<p class="problem" role="alert">${strings.filesOff}</p>`}
      <ul class="tray">
        ${this.#all.map((attachment) =>
          renderAttachment(attachment, {
            nameLength,
            change: (change) => this.#change(attachment, change),
            remove: () => this.#remove(attachment),
            makeSticker: () => void this.#makeSticker(attachment),
            makePicture: () => this.#makePicture(attachment),
          }),
        )}
      </ul>`;
  }

  /** A video or audio file of the right type can still have a codec that WhatsApp does not play. */
  async #lookInside(attachment: Attachment): Promise<void> {
    if (attachment.kind !== 'video' && attachment.kind !== 'audio') return;
    const { codecProblem } = await import('./media-codec.ts');
    const problem = await codecProblem(attachment.file);
    if (problem !== null) this.#change(attachment, { problem });
  }

  #change({ file }: Attachment, change: Partial<Attachment>): void {
    this.#set(this.#all.map((other) => (other.file === file ? { ...other, ...change } : other)));
  }

  #remove(attachment: Attachment): void {
    revoke(attachment);
    this.#set(this.#all.filter((other) => other !== attachment));
    void forget([attachment.stored]);
  }

  #set(all: readonly Attachment[]): void {
    this.#all = all;
    this.#host.requestUpdate();
  }

  #revoke(): void {
    for (const attachment of this.#all) revoke(attachment);
  }
}

function revoke({ url, madeOf }: Attachment): void {
  URL.revokeObjectURL(url);
  if (madeOf) URL.revokeObjectURL(madeOf.url);
}

/** Gives a file an id and holds it in the page until the browser has stored it. */
export function hold(file: File): StoredFile {
  const { name, type, size } = file;
  const id = randomId();
  heldFiles.set(id, file);
  return { id, name, type, size };
}

export async function forget(stored: readonly StoredFile[]): Promise<void> {
  const { forgetFiles } = await import('../../../client/browser/file-store.ts');
  await forgetFiles(stored.map(({ id }) => id));
}

function restored({ caption, kind, ...stored }: DraftFile, found: File | null): Attachment {
  const file = found ?? new File([], stored.name, { type: stored.type });
  const problem = found ? mediaProblemText({ kind, mimeType: file.type, size: file.size }) : strings.fileGone;
  return {
    file,
    stored,
    url: URL.createObjectURL(file),
    caption,
    kind,
    problem,
    notKept: null,
    madeOf: null,
  };
}

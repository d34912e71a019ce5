import type { StoredFile } from '../../client/browser/file-store.ts';
import type { Attachments } from './attachments/attachments.ts';
import {
  additions,
  asFile,
  type ComposerExtras,
  type ReplyFile,
  writeExtras,
} from './drafts/composer-draft.ts';
import { type FilledForms, isFormKind } from './forms/filled-forms.ts';
import { DraftAddition } from './message/composer-events.ts';
import type { ReplyLookup } from './replies/reply-lookup.ts';
import type { Recording } from './voice/recording.ts';

export interface RestoreHost extends EventTarget {
  panel: string | null;
  readonly conversationId: number | null;
  readonly isConnected: boolean;
  readonly updateComplete: Promise<boolean>;
  readonly written: ComposerExtras;
  chooseTemplate(): Promise<void>;
  fetchReplyFile(reply: ReplyFile): Promise<void>;
  openLater(): void;
}

interface Parts {
  attachments: Attachments;
  recording: Recording;
  replies: ReplyLookup;
  forms: FilledForms;
}

/** Brings the files of a draft, its recording and its open form back into the composer. */
export class DraftRestore {
  #host: RestoreHost;
  #parts: Parts;
  #begun: Promise<void> = Promise.resolve();

  constructor(host: RestoreHost, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
  }

  begin(extras: ComposerExtras): Promise<void> {
    this.#begun = this.#restore(extras);
    return this.#begun;
  }

  async #restore({ files, voice, panel, sendAt }: ComposerExtras): Promise<void> {
    const { attachments, recording, replies, forms } = this.#parts;
    const { conversationId } = this.#host;
    for (const reply of replies.awaited) void this.#host.fetchReplyFile(reply);
    const isHere = () => this.#host.conversationId === conversationId && this.#host.isConnected;
    if (files.length > 0 || voice) {
      const names = [...files, ...(voice ? [voice] : [])].map(({ name }) => name);
      attachments.await(...names);
      const { found, recorded } = await findFiles(files, voice);
      if (!isHere()) return;
      attachments.arrived(...names);
      attachments.restore(files, found);
      if (voice && recorded) {
        await import('./voice/voice-recorder.ts');
        if (isHere()) recording.restore({ stored: voice, file: recorded });
        return;
      }
    }
    if (panel === 'template') await this.#host.chooseTemplate();
    else if (panel === 'products') await forms.openProducts();
    else if (isFormKind(panel)) await forms.open(panel);
    else if (sendAt !== null) this.#host.openLater();
  }

  /** Adds what reached an earlier composer of this conversation after the agent had left it. */
  async takeIn(extras: ComposerExtras): Promise<void> {
    const { attachments, recording, forms } = this.#parts;
    await this.#host.updateComplete;
    await this.#begun.catch(() => {});
    const { files, voice, template } = additions(this.#host.written, extras);
    const { found, recorded } = await findFiles(files, voice);
    if (recorded) await import('./voice/voice-recorder.ts');
    if (!this.#host.isConnected) {
      this.#host.dispatchEvent(new DraftAddition(writeExtras(extras)));
      return;
    }
    attachments.restore(files, found);
    forms.takeIn(template);
    if (!voice || !recorded) return;
    const { panel } = this.#host;
    const isFree = panel === null && !recording.waiting;
    if (isFree) recording.restore({ stored: voice, file: recorded });
    else attachments.restore([asFile(voice)], [recorded]);
  }
}

/** Out of the browser's storage; null where they are lost. */
async function findFiles(
  files: readonly StoredFile[],
  voice: StoredFile | null,
): Promise<{ found: (File | null)[]; recorded: File | null }> {
  const { findFile } = await import('../../client/browser/file-store.ts');
  const found = await Promise.all(files.map((file) => findFile(file)));
  return { found, recorded: voice && (await findFile(voice)) };
}

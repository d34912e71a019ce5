/**
 * The files that rules and menus reply with. One is uploaded once, and stays for as long as a rule or menu has it, whatever
 * happens to those who got it. When none has it any more, it is an old file of threads, or if it was never sent, it is
 * deleted a day later, so that a rule that was deleted by mistake can come back.
 */
import type { AutomationFile } from '../../../api/automation/files.ts';
import type { RuleAction } from '../../../api/automation/rules.ts';
import type { SharedReply } from '../../../peers.ts';
import { checkOutbound, filesIn, type OutboundFile } from '../../../whatsapp/sending/send.ts';
import { discard } from '../../archive/segment-rows.ts';
import type { Media } from '../../media/media.ts';
import { isUploadId, type UploadRow, uploadOf } from '../../records/messages/media-record.ts';
import { actionsOf, type Menus } from '../menus/menus.ts';
import type { Rules } from './rules.ts';

const day = 24 * 60 * 60_000;
const maxListed = 1_000;

/** The file of a saved reply. */
type ReplyFile = NonNullable<SharedReply['file']>;

interface Parts {
  inbox: string;
  bucket: R2Bucket | undefined;
  rules: Rules;
  menus: Menus;
  media: Media;
}

export class RuleFiles {
  #sql: SqlStorage;
  #parts: Parts;
  /** Files of saved replies that are being copied, by their key. */
  #copying = new Map<string, Promise<string | null>>();

  constructor(sql: SqlStorage, parts: Parts) {
    this.#sql = sql;
    this.#parts = parts;
  }

  /** The files of rules and menus, and those that were just uploaded for one. */
  list(): AutomationFile[] {
    return this.#sql
      .exec<UploadRow>(
        `SELECT * FROM upload WHERE source IS NULL AND (is_kept = 1 OR (idle_at IS NOT NULL AND sent_at IS NULL))
         ORDER BY created_at DESC LIMIT ?`,
        maxListed,
      )
      .toArray()
      .map(fileOf);
  }

  /** Null: there is none with this id, or it is a file of threads. */
  find(id: string): UploadRow | null {
    const upload = uploadOf(this.#sql, id);
    const isOfRules = upload?.source === null && (upload.is_kept === 1 || upload.idle_at !== null);
    return isOfRules ? upload : null;
  }

  /** It was uploaded for a rule or menu, which is not saved yet. */
  added(id: string, now: number): AutomationFile {
    this.#sql.exec('UPDATE upload SET idle_at = ? WHERE id = ?', now, id);
    const upload = uploadOf(this.#sql, id);
    if (!upload) throw new Error('A file that was just added is missing');
    return fileOf(upload);
  }

  /** A rule or menu was saved or deleted. Call it in that transaction. */
  changed(now: number): void {
    const used = JSON.stringify([...this.#used()]);
    // One that was uploaded for a message may be in a thread.
    this.#sql.exec(
      `UPDATE upload SET is_kept = 1, idle_at = NULL, sent_at = iif(idle_at IS NULL, created_at, sent_at)
       WHERE is_kept = 0 AND id IN (SELECT value FROM json_each(?))`,
      used,
    );
    this.#sql.exec(
      `UPDATE upload SET is_kept = 0, idle_at = ?2
       WHERE is_kept = 1 AND id NOT IN (SELECT value FROM json_each(?1))`,
      ...[used, now],
    );
  }

  /** Deletes those that nothing uses and nobody got. */
  forgetUnsent(now: number): void {
    const gone = this.#sql
      .exec<{ object: string | null }>(
        'DELETE FROM upload WHERE is_kept = 0 AND idle_at < ? AND sent_at IS NULL RETURNING object',
        now - day,
      )
      .toArray();
    for (const { object } of gone) if (object !== null) discard(this.#sql, object);
  }

  /**
   * The file of a saved reply as one of this number's own, which is copied when it is first sent. Null: it is not there any
   * more.
   */
  async copyOf(file: ReplyFile): Promise<string | null> {
    const now = Date.now();
    const [known] = this.#sql
      .exec<{ id: string; idle_at: number }>(
        'SELECT id, idle_at FROM upload WHERE source = ? LIMIT 1',
        file.object,
      )
      .toArray();
    if (known) {
      // Old files are deleted by the time of their last use.
      if (known.idle_at < now - day)
        this.#sql.exec('UPDATE upload SET idle_at = ? WHERE id = ?', now, known.id);
      return known.id;
    }
    const begun = this.#copying.get(file.object) ?? this.#copy(file);
    this.#copying.set(file.object, begun);
    try {
      return await begun;
    } finally {
      this.#copying.delete(file.object);
    }
  }

  #copy(file: ReplyFile): Promise<string | null> {
    const { bucket, inbox, media } = this.#parts;
    return media.whileStoring(async () => {
      const kept = await bucket?.get(file.object);
      if (!bucket || !kept) return null;
      const id = crypto.randomUUID();
      const object = `${inbox}/sent/${id}`;
      const { filename, mimeType, size } = file;
      await bucket.put(object, kept.body, { httpMetadata: { contentType: mimeType } });
      const now = Date.now();
      media.addUpload({ id, object, mimeType, size, filename, graphId: null, pixels: null }, now);
      this.#sql.exec(
        'UPDATE upload SET source = ?2, idle_at = ?3, sent_at = ?3 WHERE id = ?1',
        ...[id, file.object, now],
      );
      return id;
    });
  }

  #used(): Set<string> {
    const { rules, menus } = this.#parts;
    const actions = [
      ...rules.compiled.flatMap(({ rule }) => rule.actions),
      ...menus.list().flatMap(actionsOf),
    ];
    return new Set(actions.flatMap(filesOf).flatMap(({ id }) => (id && isUploadId(id) ? id : [])));
  }
}

/** The files that an action replies with, apart from those of a saved reply. */
export function filesOf(action: RuleAction): OutboundFile[] {
  const checked = action.type === 'reply' ? checkOutbound(action.content) : null;
  return checked && 'content' in checked ? filesIn(checked.content) : [];
}

function fileOf({ id, mime_type: mimeType, size, filename, is_kept }: UploadRow): AutomationFile {
  return { id, mimeType, size, filename, isUsed: is_kept === 1 };
}

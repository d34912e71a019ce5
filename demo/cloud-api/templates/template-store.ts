/** The templates of each account, and names that cannot be used again yet. */
import * as v from 'valibot';
import { type StoredTemplate, storedTemplate } from './template.ts';
import { seedTemplates } from './template-definitions.ts';

const yearMs = 365 * 24 * 60 * 60_000;

export interface OwnedTemplate {
  wabaId: string;
  /** Orders the list and is the cursor of its pages. */
  row: number;
  template: StoredTemplate;
}

interface Row extends Record<string, SqlStorageValue> {
  waba_id: string;
  row: number;
  body: string;
}

export class TemplateStore {
  #sql: SqlStorage;
  #now: () => number;

  constructor(sql: SqlStorage, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /** All templates of an account. A new account has those of the demo's shop. */
  of(wabaId: string): OwnedTemplate[] {
    this.#seed(wabaId);
    return this.#read('WHERE waba_id = ? ORDER BY rowid', wabaId);
  }

  find(wabaId: string, id: string): OwnedTemplate | null {
    this.#seed(wabaId);
    return this.#read('WHERE waba_id = ? AND id = ?', wabaId, id)[0] ?? null;
  }

  named(wabaId: string, name: string, language: string): OwnedTemplate | null {
    this.#seed(wabaId);
    return this.#read('WHERE waba_id = ? AND name = ? AND language = ?', wabaId, name, language)[0] ?? null;
  }

  put(wabaId: string, template: StoredTemplate): void {
    this.#sql.exec(
      `INSERT INTO template (waba_id, id, name, language, status, due_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (waba_id, id) DO UPDATE SET status = excluded.status, due_at = excluded.due_at, body = excluded.body`,
      ...[wabaId, template.id, template.name, template.language, template.status],
      ...[dueAt(template), JSON.stringify(template)],
    );
  }

  remove(wabaId: string, id: string): void {
    this.#sql.exec('DELETE FROM template WHERE waba_id = ? AND id = ?', wabaId, id);
  }

  /** Templates whose state changes at or before this time, or whose last messages may have arrived. */
  due(now: number): OwnedTemplate[] {
    return this.#read("WHERE due_at <= ? OR status = 'PENDING_DELETION' ORDER BY due_at", now);
  }

  /** When the next template changes; null if none does. */
  nextDue(): number | null {
    return this.#sql.exec<{ at: number | null }>('SELECT min(due_at) AS at FROM template').one().at;
  }

  /** A language is blocked alone, or all of them as `*`. */
  block(wabaId: string, name: string, language: string, until: number): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO blocked_template VALUES (?, ?, ?, ?)',
      wabaId,
      name,
      language,
      until,
    );
  }

  isBlocked(wabaId: string, name: string, language: string): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM blocked_template WHERE waba_id = ? AND name = ? AND language IN (?, '*') AND until > ?`,
          ...[wabaId, name, language, this.#now()],
        )
        .toArray().length > 0
    );
  }

  /** Whether a message with this template has not reached its phone. */
  hasUndelivered(wabaId: string, id: string): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM sent_template JOIN message USING (wamid)
           WHERE waba_id = ? AND template_id = ? AND status = 'sent' LIMIT 1`,
          ...[wabaId, id],
        )
        .toArray().length > 0
    );
  }

  #seed(wabaId: string): void {
    const { isNew } = this.#sql
      .exec<{ isNew: number }>('SELECT count(*) = 0 AS isNew FROM template_account WHERE waba_id = ?', wabaId)
      .one();
    if (isNew === 0) return;
    this.#sql.exec('INSERT INTO template_account VALUES (?)', wabaId);
    for (const template of seedTemplates(this.#now())) this.put(wabaId, template);
  }

  #read(where: string, ...values: SqlStorageValue[]): OwnedTemplate[] {
    return this.#sql
      .exec<Row>(`SELECT waba_id, rowid AS row, body FROM template ${where}`, ...values)
      .toArray()
      .map(({ waba_id, row, body }) => ({
        wabaId: waba_id,
        row,
        template: v.parse(storedTemplate, JSON.parse(body)),
      }));
  }
}

/** The earliest time at which this template changes without a call. */
function dueAt(template: StoredTemplate): number | null {
  const { reviewAt, pausedUntil, categoryChange, deleteAt } = template;
  const times = [reviewAt, pausedUntil, categoryChange?.at ?? null, deleteAt, archiveAt(template)];
  const known = times.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Twelve months after its last use. Null for one that is never archived, or is already. */
export function archiveAt({ status, isSample, usedAt }: StoredTemplate): number | null {
  const isKept = isSample || status === 'ARCHIVED' || status === 'PENDING_DELETION' || status === 'PENDING';
  return isKept ? null : usedAt + yearMs;
}

/** What the workshop keeps of an account's templates: drafts, favourites and hidden ones, and what happened to each. */
import * as v from 'valibot';
import {
  type TemplateDraft,
  type TemplateEvent,
  type TemplateMark,
  type TemplateWorkshop,
  templateEvent,
} from '../../api/templates/templates.ts';
import type { Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import { type TemplateDefinition, templateDefinition } from '../../whatsapp/templates/definition.ts';
import type { TemplateNotice } from '../../whatsapp/templates/notices.ts';

const maxDrafts = 200;
const maxEvents = 100;
/** Meta blocks the name of a deleted template. */
const nameBlockedMs = 30 * 24 * 60 * 60_000;

interface DraftRow extends Record<string, SqlStorageValue> {
  id: string;
  definition: string;
  base: string | null;
  revision: number;
  updated_at: number;
  updated_by: string;
}

const person = v.object({ id: v.string(), name: v.string() });

export function workshopOf(sql: SqlStorage, wabaId: string): Omit<TemplateWorkshop, 'uses'> {
  const drafts = sql
    .exec<DraftRow>('SELECT * FROM template_draft WHERE waba_id = ? ORDER BY updated_at DESC', wabaId)
    .toArray()
    .map(draftOf);
  return { drafts, marks: marksOf(sql, wabaId) };
}

export function addDraft(
  sql: SqlStorage,
  wabaId: string,
  { definition, base }: { definition: TemplateDefinition; base: string | null },
  by: Person,
  now: number,
): TemplateDraft {
  const { count } = sql
    .exec<{ count: number }>('SELECT count(*) AS count FROM template_draft WHERE waba_id = ?', wabaId)
    .one();
  if (count >= maxDrafts) {
    throw new ApiError(
      409,
      'too_many_template_drafts',
      'There are 200 drafts. Submit or delete some that you do not need.',
    );
  }
  const id = crypto.randomUUID();
  sql.exec(
    `INSERT INTO template_draft (id, waba_id, definition, base, revision, updated_at, updated_by)
     VALUES (?, ?, ?, ?, 1, ?, ?)`,
    ...[id, wabaId, JSON.stringify(definition), base, now, authorOf(by)],
  );
  return requireDraft(sql, wabaId, id);
}

/** `revision` is that of the draft that was changed. */
export function changeDraft(
  sql: SqlStorage,
  wabaId: string,
  { id, definition, revision }: { id: string; definition: TemplateDefinition; revision: number },
  by: Person,
  now: number,
): TemplateDraft {
  const before = requireDraft(sql, wabaId, id);
  if (before.revision !== revision) {
    throw new ApiError(
      409,
      'template_draft_changed',
      `${before.updatedBy.name} has changed this draft in the meantime. Load it, or save yours as a new one.`,
      { revision: before.revision, updatedAt: before.updatedAt, updatedBy: before.updatedBy },
    );
  }
  sql.exec(
    `UPDATE template_draft SET definition = ?2, revision = revision + 1, updated_at = ?3, updated_by = ?4
     WHERE id = ?1`,
    ...[id, JSON.stringify(definition), now, authorOf(by)],
  );
  return requireDraft(sql, wabaId, id);
}

export function removeDraft(sql: SqlStorage, wabaId: string, id: string): TemplateDraft {
  const draft = requireDraft(sql, wabaId, id);
  sql.exec('DELETE FROM template_draft WHERE id = ?', id);
  return draft;
}

/** Deletes the draft of a template that was submitted. Somebody may have deleted it already. */
export function dropDraft(sql: SqlStorage, wabaId: string, id: string): void {
  sql.exec('DELETE FROM template_draft WHERE id = ? AND waba_id = ?', id, wabaId);
}

function requireDraft(sql: SqlStorage, wabaId: string, id: string): TemplateDraft {
  const [row] = sql
    .exec<DraftRow>('SELECT * FROM template_draft WHERE id = ? AND waba_id = ?', id, wabaId)
    .toArray();
  if (!row) {
    throw new ApiError(404, 'template_draft_not_found', 'There is no draft of a template with this id.');
  }
  return draftOf(row);
}

function draftOf({ id, definition, base, revision, updated_at, updated_by }: DraftRow): TemplateDraft {
  return {
    ...{ id, base, revision, updatedAt: updated_at },
    definition: v.parse(templateDefinition, JSON.parse(definition)),
    updatedBy: v.parse(person, JSON.parse(updated_by)),
  };
}

interface MarkRow extends Record<string, SqlStorageValue> {
  name: string;
  is_favourite: number;
  is_hidden: number;
}

export function markTemplate(
  sql: SqlStorage,
  wabaId: string,
  { name, isFavourite, isHidden }: { name: string; isFavourite?: boolean; isHidden?: boolean },
): TemplateMark {
  const before = marksOf(sql, wabaId).find((mark) => mark.name === name);
  const mark = {
    name,
    isFavourite: isFavourite ?? before?.isFavourite ?? false,
    isHidden: isHidden ?? before?.isHidden ?? false,
  };
  if (mark.isFavourite || mark.isHidden) {
    sql.exec(
      'INSERT OR REPLACE INTO template_mark (waba_id, name, is_favourite, is_hidden) VALUES (?, ?, ?, ?)',
      ...[wabaId, name, Number(mark.isFavourite), Number(mark.isHidden)],
    );
  } else sql.exec('DELETE FROM template_mark WHERE waba_id = ? AND name = ?', wabaId, name);
  return mark;
}

function marksOf(sql: SqlStorage, wabaId: string): TemplateMark[] {
  return sql
    .exec<MarkRow>('SELECT * FROM template_mark WHERE waba_id = ? ORDER BY name', wabaId)
    .toArray()
    .map(({ name, is_favourite, is_hidden }) => ({
      ...{ name, isFavourite: is_favourite === 1, isHidden: is_hidden === 1 },
    }));
}

/** A template in one language. */
export interface TemplateKey {
  name: string;
  language: string;
}

export function addEvent(sql: SqlStorage, wabaId: string, key: TemplateKey, event: TemplateEvent): void {
  sql.exec(
    'INSERT INTO template_event (waba_id, name, language, at, event) VALUES (?, ?, ?, ?, ?)',
    ...[wabaId, key.name, key.language, event.at, JSON.stringify(event)],
  );
  sql.exec(
    `DELETE FROM template_event WHERE waba_id = ?1 AND name = ?2 AND language = ?3 AND id NOT IN (
       SELECT id FROM template_event WHERE waba_id = ?1 AND name = ?2 AND language = ?3
       ORDER BY id DESC LIMIT ${maxEvents})`,
    ...[wabaId, key.name, key.language],
  );
}

/**
 * Meta repeats a webhook until it is acknowledged, so the same notice counts once. A change that was found in Meta's list
 * has no reason and only the time of the list, so the notice that arrives late takes its place.
 */
export function addNotice(
  sql: SqlStorage,
  wabaId: string,
  { name, language, change }: TemplateNotice,
  at: number,
) {
  const event: TemplateEvent = {
    ...{ at, by: null, what: change.what, value: null, previous: null, reason: null, advice: null },
    ...valuesOf(change),
  };
  const history = historyOf(sql, wabaId, { name, language });
  if (history.some((known) => JSON.stringify(known) === JSON.stringify(event))) return;
  const found = history.find(({ what, by }) => by === null && what === event.what);
  // A notice of a status does not say the status before.
  if (found?.value === event.value && found.previous !== null && event.what === 'status') {
    sql.exec(
      `DELETE FROM template_event WHERE waba_id = ? AND name = ? AND language = ? AND at = ?
       AND event ->> 'what' = 'status' AND event ->> 'previous' IS NOT NULL`,
      ...[wabaId, name, language, found.at],
    );
  }
  addEvent(sql, wabaId, { name, language }, event);
}

function valuesOf(change: TemplateNotice['change']): Partial<TemplateEvent> {
  switch (change.what) {
    case 'status':
      return { value: change.status, reason: change.reason, advice: change.advice };
    case 'quality':
      return { value: change.quality, previous: change.previous };
    case 'category':
      return { value: change.upcoming ?? change.category, previous: change.previous };
    case 'components':
      return {};
  }
}

/** The newest first. */
export function historyOf(sql: SqlStorage, wabaId: string, { name, language }: TemplateKey): TemplateEvent[] {
  return sql
    .exec<{ event: string }>(
      'SELECT event FROM template_event WHERE waba_id = ? AND name = ? AND language = ? ORDER BY at DESC, id DESC',
      ...[wabaId, name, language],
    )
    .toArray()
    .map(({ event }) => v.parse(templateEvent, JSON.parse(event)));
}

/** Keeps what was submitted: unlike Meta's copy, it still has its example files. */
export function keepSource(sql: SqlStorage, wabaId: string, definition: TemplateDefinition): void {
  sql.exec(
    'INSERT OR REPLACE INTO template_source (waba_id, name, language, definition) VALUES (?, ?, ?, ?)',
    ...[wabaId, definition.name, definition.language, JSON.stringify(definition)],
  );
}

export function sourceOf(
  sql: SqlStorage,
  wabaId: string,
  { name, language }: TemplateKey,
): TemplateDefinition | null {
  const [row] = sql
    .exec<{ definition: string }>(
      'SELECT definition FROM template_source WHERE waba_id = ? AND name = ? AND language = ?',
      ...[wabaId, name, language],
    )
    .toArray();
  return row ? v.parse(templateDefinition, JSON.parse(row.definition)) : null;
}

/** Names that Meta refuses because a template of that name was deleted here, and until when. */
export function blockedNames(sql: SqlStorage, wabaId: string, now: number): Map<string, number> {
  const rows = sql
    .exec<{ name: string; at: number }>(
      `SELECT name, max(at) AS at FROM template_event
       WHERE waba_id = ? AND at > ? AND event ->> 'what' = 'deleted' GROUP BY name`,
      ...[wabaId, now - nameBlockedMs],
    )
    .toArray();
  return new Map(rows.map(({ name, at }) => [name, at + nameBlockedMs]));
}

function authorOf({ id, name }: Person): string {
  return JSON.stringify({ id, name });
}

/** When each template was last sent by a number that is connected here. */
import type { TemplateUse } from '../../api/templates/templates.ts';
import type { TemplateKey } from './template-desk.ts';

const day = 24 * 60 * 60_000;

/** Written at most once a day, so that sending stays cheap. */
export function recordUse(
  sql: SqlStorage,
  wabaId: string,
  { name, language }: TemplateKey,
  at: number,
): void {
  sql.exec(
    `INSERT INTO template_use (waba_id, name, language, sent_at) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET sent_at = ?4 WHERE sent_at < ?4 - ${day}`,
    ...[wabaId, name, language, at],
  );
}

export function usesOf(sql: SqlStorage, wabaId: string): TemplateUse[] {
  return sql
    .exec<{ name: string; language: string; sent_at: number }>(
      'SELECT name, language, sent_at FROM template_use WHERE waba_id = ? ORDER BY name, language',
      wabaId,
    )
    .toArray()
    .map(({ name, language, sent_at }) => ({ name, language, sentAt: sent_at }));
}

export function lastUse(sql: SqlStorage, wabaId: string, { name, language }: TemplateKey): number | null {
  return usesOf(sql, wabaId).find((use) => use.name === name && use.language === language)?.sentAt ?? null;
}

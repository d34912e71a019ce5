/** The rows of rules. */
import * as v from 'valibot';
import { type NewRule, newRule, type Rule } from '../../api/automation/rules.ts';
import { label } from '../../api/conversations/labels.ts';
import { person } from '../../api/values.ts';
import { storedJson } from '../../stored-json.ts';

/** The labels and agents that actions name by id, as they were called when it was saved. */
export const knownNames = v.object({ labels: v.array(label), people: v.array(person) });
export type KnownNames = v.InferOutput<typeof knownNames>;

export interface StoredRule {
  id: string;
  rule: NewRule;
  names: KnownNames;
  hits: number;
  lastHitAt: number | null;
}

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  body: string;
  names: string;
  hits: number;
  last_hit_at: number | null;
}

const noNames: KnownNames = { labels: [], people: [] };

/** In the order in which they are tried. */
export function storedRules(sql: SqlStorage): StoredRule[] {
  return sql
    .exec<Row>('SELECT id, body, names, hits, last_hit_at FROM rule ORDER BY position')
    .toArray()
    .flatMap(({ id, body, names, hits, last_hit_at: lastHitAt }) => {
      const rule = storedJson(newRule, body);
      return rule ? [{ id, rule, names: storedJson(knownNames, names) ?? noNames, hits, lastHitAt }] : [];
    });
}

export function ruleOf({ id, rule, hits, lastHitAt }: StoredRule): Rule {
  return { id, ...rule, hits, lastHitAt };
}

/** At the end, unless it exists. */
export function putRule(sql: SqlStorage, id: string, rule: NewRule, names: KnownNames): void {
  sql.exec(
    `INSERT INTO rule (id, position, body, names) VALUES (?1, (SELECT ifnull(max(position), 0) + 1 FROM rule), ?2, ?3)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body, names = excluded.names`,
    ...[id, JSON.stringify(rule), JSON.stringify(names)],
  );
}

/** Returns whether it existed. */
export function removeRule(sql: SqlStorage, id: string): boolean {
  return sql.exec('DELETE FROM rule WHERE id = ?', id).rowsWritten > 0;
}

export function orderRules(sql: SqlStorage, ids: readonly string[]): void {
  for (const [index, id] of ids.entries()) {
    sql.exec('UPDATE rule SET position = ? WHERE id = ?', index + 1, id);
  }
}

export function countHits(sql: SqlStorage, id: string, hits: number, lastHitAt: number | null): void {
  sql.exec('UPDATE rule SET hits = hits + ?, last_hit_at = ? WHERE id = ?', hits, lastHitAt, id);
}

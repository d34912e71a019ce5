/** The labels that agents put on conversations, the same for all numbers. */
import type { Label, LabelColor } from '../../api/conversations/labels.ts';
import { ApiError } from '../../errors.ts';

const maxLabels = 200;

export function labels(sql: SqlStorage): Label[] {
  return sql
    .exec<{ id: string; name: string; color: LabelColor }>('SELECT id, name, color FROM label ORDER BY name')
    .toArray();
}

/** Creates or changes a label; `id` is null for a new one. */
export function putLabel(sql: SqlStorage, id: string | null, { name, color }: Omit<Label, 'id'>): Label {
  const known = labels(sql);
  if (id !== null && !known.some((label) => label.id === id)) throw notFound();
  if (id === null && known.length >= maxLabels) {
    throw new ApiError(409, 'too_many_labels', 'There are already two hundred labels. Delete one first.');
  }
  const label = { id: id ?? crypto.randomUUID(), name, color };
  const { rowsWritten } = sql.exec(
    `INSERT INTO label (id, name, color) VALUES (?1, ?2, ?3)
     ON CONFLICT (id) DO UPDATE SET name = ?2, color = ?3
       WHERE NOT EXISTS (SELECT 1 FROM label WHERE name = ?2 COLLATE NOCASE AND id <> ?1)
     ON CONFLICT (name) DO NOTHING`,
    ...[label.id, name, color],
  );
  if (rowsWritten > 0) return label;
  throw new ApiError(409, 'label_exists', 'There is already a label with this name. Choose another name.');
}

export function removeLabel(sql: SqlStorage, id: string): Label {
  const label = labels(sql).find((one) => one.id === id);
  if (!label) throw notFound();
  sql.exec('DELETE FROM label WHERE id = ?', id);
  return label;
}

function notFound(): ApiError {
  return new ApiError(404, 'label_not_found', 'There is no label with this id.');
}

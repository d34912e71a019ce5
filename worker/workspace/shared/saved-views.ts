/** Saved views of the list: shared ones, which their owner and admins change, and each agent's own. */
import * as v from 'valibot';
import { type CheckedView, newSavedView, type SavedView } from '../../api/conversations/views.ts';
import type { Agent } from '../../api/people/sessions.ts';
import { ApiError } from '../../errors.ts';

const maxOwn = 50;

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  owner: string;
  view: string;
}

/** The views that this agent can use, by name. */
export function views(sql: SqlStorage, agent: Agent): SavedView[] {
  return sql
    .exec<Row>('SELECT id, owner, view FROM saved_view WHERE owner = ? OR is_shared', agent.id)
    .toArray()
    .map((row) => ({
      ...v.parse(newSavedView, JSON.parse(row.view)),
      id: row.id,
      isEditable: mayChange(row, agent),
    }))
    .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** Creates or changes a view; `id` is null for a new one. A view keeps its owner. */
export function putView(sql: SqlStorage, agent: Agent, id: string | null, view: CheckedView): SavedView {
  const owner = id === null ? agent.id : requireEditable(sql, agent, id).owner;
  const { known } = sql
    .exec<{ known: number }>('SELECT count(*) AS known FROM saved_view WHERE owner = ?', owner)
    .one();
  if (id === null && known >= maxOwn) {
    throw new ApiError(409, 'too_many_views', 'You already have fifty saved views. Delete one first.');
  }
  const key = id ?? crypto.randomUUID();
  sql.exec(
    `INSERT INTO saved_view (id, owner, is_shared, view) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (id) DO UPDATE SET is_shared = ?3, view = ?4`,
    ...[key, owner, view.isShared ? 1 : 0, JSON.stringify(view)],
  );
  return { ...view, id: key, isEditable: true };
}

export function removeView(sql: SqlStorage, agent: Agent, id: string): SavedView {
  const { view } = requireEditable(sql, agent, id);
  sql.exec('DELETE FROM saved_view WHERE id = ?', id);
  return { ...v.parse(newSavedView, JSON.parse(view)), id, isEditable: true };
}

/** Another agent's own view is not there for anybody else. */
export function requireView(sql: SqlStorage, agent: Agent, id: string): SavedView {
  const found = views(sql, agent).find((view) => view.id === id);
  if (!found) throw new ApiError(404, 'view_not_found', 'There is no saved view with this id.');
  return found;
}

function requireEditable(sql: SqlStorage, agent: Agent, id: string): Row {
  if (!requireView(sql, agent, id).isEditable) {
    throw new ApiError(
      403,
      'view_of_another',
      'Only the person who shared this view, or an admin, can change it. Save a copy for yourself.',
    );
  }
  return sql.exec<Row>('SELECT id, owner, view FROM saved_view WHERE id = ?', id).one();
}

function mayChange({ owner }: Row, { id, role }: Agent): boolean {
  return owner === id || role === 'admin';
}

/** Runs one command on many conversations. Each succeeds or fails separately. */

import type { BulkError, BulkResult } from '../../api/conversations/teamwork.ts';
import type { Agent } from '../../api/people/sessions.ts';
import { ApiError } from '../../errors.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { type ConversationRow, conversationRow } from '../records/rows.ts';
import { conversationOf, sharedState } from '../records/wire.ts';
import { type KnownChanges, type NamedCommand, rejectChanged, type Team } from './team-commands.ts';

export function runForMany(
  storage: DurableObjectStorage,
  { changes, team }: { changes: ChangeLog; team: Team },
  ids: readonly number[],
  by: Agent,
  command: NamedCommand,
  { seen, ifSeq }: KnownChanges,
): BulkResult {
  const { sql } = storage;
  const found = [...new Set(ids)].map((id) => ({ id, row: conversationRow(sql, id) }));
  const rows = found.flatMap(({ row }) => row ?? []);
  const before = rows.map((row) => sharedState(sql, row));
  const refused = changes.transaction(() =>
    rows.flatMap((row) =>
      errorOf(storage, row, () => {
        rejectChanged(row, ifSeq.get(row.id));
        team.run(row, by, command, seen.get(row.id));
      }),
    ),
  );
  return {
    conversations: rows.flatMap(({ id }) => {
      const row = conversationRow(sql, id);
      return row ? [conversationOf(sql, row, by.id)] : [];
    }),
    before,
    refused,
    missing: found.flatMap(({ id, row }) => (row ? [] : [id])),
  };
}

function errorOf(storage: DurableObjectStorage, { id }: ConversationRow, run: () => void): BulkError[] {
  try {
    storage.transactionSync(run);
    return [];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return [{ id, code: error.code, message: error.message }];
  }
}

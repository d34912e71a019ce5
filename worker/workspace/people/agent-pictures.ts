/** The pictures of the agents: small, and each in one row, so that the Workspace keeps them without a bucket. */

/** The most that a picture may have. The console makes it smaller before it uploads it. */
export const maxPictureBytes = 64 * 1024;
/** A small file can still describe a picture that no browser can draw. */
export const maxPictureSidePx = 512;

export interface AgentPicture {
  /** A hash of the picture, so that its address can be cached for good. */
  id: string;
  type: string;
  bytes: Uint8Array;
}

export function putPicture(sql: SqlStorage, agentId: string, { id, type, bytes }: AgentPicture): void {
  sql.exec(
    'INSERT OR REPLACE INTO agent_picture (agent_id, id, type, bytes) VALUES (?, ?, ?, ?)',
    ...[agentId, id, type, bytes],
  );
}

export function removePicture(sql: SqlStorage, agentId: string): void {
  sql.exec('DELETE FROM agent_picture WHERE agent_id = ?', agentId);
}

export function pictureOf(sql: SqlStorage, agentId: string): AgentPicture | null {
  const [row] = sql
    .exec<{ id: string; type: string; bytes: ArrayBuffer }>(
      'SELECT id, type, bytes FROM agent_picture WHERE agent_id = ?',
      agentId,
    )
    .toArray();
  return row ? { ...row, bytes: new Uint8Array(row.bytes) } : null;
}

/**
 * Uploads a file that becomes part of an object at Meta, such as a profile photo. The upload belongs to an app and returns
 * a handle. Source: https://developers.facebook.com/docs/graph-api/guides/upload.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, graphRequest } from './graph.ts';

const session = v.object({ id: v.pipe(v.string(), v.startsWith('upload:')) });
const finished = v.object({ h: v.pipe(v.string(), v.nonEmpty()) });

/** Uploads in one piece. Safe to repeat: Meta deletes an upload whose handle is not used. */
export async function uploadForApp(
  graph: Graph,
  appId: string,
  file: Blob,
  signal?: AbortSignal,
): Promise<{ outcome: 'uploaded'; handle: string } | GraphFailure> {
  const query = { file_length: String(file.size), file_type: file.type };
  const begun = await graphRequest(graph, { method: 'POST', path: `/${appId}/uploads`, query }, signal);
  if (begun.outcome !== 'accepted') return begun;
  const upload = v.safeParse(session, begun.body);
  if (!upload.success)
    return { outcome: 'in_doubt', reason: 'Graph started an upload without returning its id' };
  const sent = await graphRequest(
    graph,
    {
      method: 'POST',
      path: `/${upload.output.id}`,
      body: { stream: file, contentType: file.type },
      headers: { authorization: `OAuth ${graph.accessToken}`, file_offset: '0' },
    },
    signal,
  );
  if (sent.outcome !== 'accepted') return sent;
  const end = v.safeParse(finished, sent.body);
  return end.success
    ? { outcome: 'uploaded', handle: end.output.h }
    : { outcome: 'in_doubt', reason: 'Graph accepted the file without returning its handle' };
}

/**
 * A file that becomes a part of something at Meta, such as a profile's photo: it is uploaded for an app, and named by the
 * handle that comes of it. Source: https://developers.facebook.com/docs/graph-api/guides/upload.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, graphRequest } from './graph.ts';

const session = v.object({ id: v.pipe(v.string(), v.startsWith('upload:')) });
const finished = v.object({ h: v.pipe(v.string(), v.nonEmpty()) });

/** In one piece. Safe to repeat: what nobody names is forgotten. */
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
  if (!upload.success) return { outcome: 'in_doubt', reason: 'Graph began an upload without naming it' };
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
    : { outcome: 'in_doubt', reason: 'Graph took the file without naming it' };
}

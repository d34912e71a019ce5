import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { kindOfFile, mediaProblem } from '../../whatsapp/sending/media.ts';
import type { ClosedHandlers } from '../call.ts';
import { fileIn, fromBucket, safeHeaders, storeFile } from '../http/file-answer.ts';

export const replies = {
  'GET /api/replies': ({ env, session }) => workspaceOf(env).replies.list(session.agent.id),

  'POST /api/replies': ({ env, session, body }) => workspaceOf(env).replies.put(session.agent, null, body),

  'PUT /api/replies/:id': ({ env, session, params, body }) =>
    workspaceOf(env).replies.put(session.agent, params.id ?? '', body),

  'DELETE /api/replies/:id': ({ env, session, params }) =>
    workspaceOf(env).replies.remove(session.agent, params.id ?? ''),

  'PUT /api/replies/:id/favourite': ({ env, session, params, body }) =>
    workspaceOf(env).replies.setFavorite(session.agent, params.id ?? '', body.isFavourite),

  // Each upload gets its own key, so nothing is lost if the request ends halfway.
  'PUT /api/replies/:id/file': async ({ env, request, session, params, query }) => {
    const id = params.id ?? '';
    const workspace = workspaceOf(env);
    await workspace.replies.requireOwn(session.agent, id);
    if (!env.MEDIA) {
      throw new ApiError(
        409,
        'no_bucket',
        'This deployment keeps no files, so a saved reply cannot have one. Switch R2 on in Cloudflare and deploy it again, or put a link into the text.',
      );
    }
    const { filename } = query;
    const { mimeType, size, body } = fileIn(request);
    const problem = mediaProblem({ kind: kindOfFile(mimeType, size), mimeType, size });
    if (problem) throw new ApiError(422, problem.code, problem.message);
    const object = `workspace/replies/${id}/${crypto.randomUUID()}`;
    await storeFile(env.MEDIA, object, { mimeType, body });
    try {
      return await workspace.replies.setFile(session.agent, id, { object, filename, mimeType, size });
    } catch (error) {
      // The reply was deleted or shared in the meantime, so nothing refers to these bytes.
      await env.MEDIA.delete(object);
      throw error;
    }
  },

  'GET /api/replies/:id/file': async ({ env, request, session, params }) => {
    const file = await workspaceOf(env).replies.file(session.agent.id, params.id ?? '');
    if (!file || !env.MEDIA) throw new ApiError(404, 'file_not_found', 'This saved reply has no file.');
    const headers = safeHeaders(file, true);
    // The next file has the same address.
    headers.set('Cache-Control', 'no-store');
    return fromBucket(env.MEDIA, file.object, request, headers);
  },

  'DELETE /api/replies/:id/file': ({ env, session, params }) =>
    workspaceOf(env).replies.setFile(session.agent, params.id ?? '', null),
} satisfies Partial<ClosedHandlers>;

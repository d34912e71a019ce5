import * as v from 'valibot';
import type { NewSavedReply } from '../api.ts';
import { ApiError } from '../errors.ts';
import { workspaceOf } from '../objects.ts';
import { kindOfFile, mediaProblem } from '../whatsapp/sending/media.ts';
import type { SignedCall } from './call.ts';
import { fileIn, fromBucket, safeHeaders } from './http/file-answer.ts';
import { json } from './http/json-answer.ts';
import { check, readJson } from './http/request-body.ts';

const line = (longest: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(longest));
const reply = v.pipe(
  v.strictObject({
    isShared: v.boolean(),
    shortcut: v.pipe(
      v.string(),
      v.regex(/^[\p{L}\p{N}_-]{1,32}$/u, 'A shortcut is 1 to 32 letters, digits, - or _, without the slash.'),
    ),
    title: line(80),
    text: line(4_096),
    buttons: v.optional(
      v.pipe(
        v.array(line(20)),
        v.maxLength(3, 'WhatsApp shows at most three buttons.'),
        v.check((titles) => new Set(titles).size === titles.length, 'Two buttons say the same.'),
      ),
      [],
    ),
  }),
  v.check(
    ({ text, buttons }) => buttons.length === 0 || text.length <= 1_024,
    'With buttons, a text has at most 1,024 characters.',
  ),
) satisfies v.GenericSchema<unknown, NewSavedReply>;

export async function list({ env, session }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).replies(session.agent.id));
}

export async function make({ env, request, session }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).putReply(session.agent, null, await readJson(request, reply)), 201);
}

export async function change({ env, request, session, params }: SignedCall): Promise<Response> {
  const body = await readJson(request, reply);
  return json(await workspaceOf(env).putReply(session.agent, params.id ?? '', body));
}

export async function remove({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).removeReply(session.agent, params.id ?? '');
  return new Response(null, { status: 204 });
}

const favourite = v.strictObject({ isFavourite: v.boolean() });

export async function favour({ env, request, session, params }: SignedCall): Promise<Response> {
  const { isFavourite } = await readJson(request, favourite);
  return json(await workspaceOf(env).favourReply(session.agent, params.id ?? '', isFavourite));
}

const naming = v.object({ filename: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(240)) });

/** Under a key of its own, so that nothing is lost when the request ends halfway. */
export async function putFile({ env, request, session, params, url }: SignedCall): Promise<Response> {
  const id = params.id ?? '';
  const workspace = workspaceOf(env);
  await workspace.requireOwnReply(session.agent, id);
  if (!env.MEDIA) {
    throw new ApiError(
      409,
      'no_bucket',
      'This deployment keeps no files, so a saved reply cannot have one. Switch R2 on in Cloudflare and deploy it again, or put a link into the text.',
    );
  }
  const { filename } = check(naming, Object.fromEntries(url.searchParams));
  const { mimeType, size, body } = fileIn(request);
  const problem = mediaProblem({ kind: kindOfFile(mimeType, size), mimeType, size });
  if (problem) throw new ApiError(422, problem.code, problem.message);
  const object = `workspace/replies/${id}/${crypto.randomUUID()}`;
  await env.MEDIA.put(object, body, { httpMetadata: { contentType: mimeType } });
  try {
    return json(await workspace.setReplyFile(session.agent, id, { object, filename, mimeType, size }));
  } catch (error) {
    // It was removed meanwhile, or has been given to everybody: nothing knows of these bytes.
    await env.MEDIA.delete(object);
    throw error;
  }
}

export async function getFile({ env, request, session, params }: SignedCall): Promise<Response> {
  const file = await workspaceOf(env).replyFile(session.agent.id, params.id ?? '');
  if (!file || !env.MEDIA) throw new ApiError(404, 'file_not_found', 'This saved reply has no file.');
  const headers = safeHeaders(file, true);
  // The next one has the same address.
  headers.set('Cache-Control', 'no-store');
  return fromBucket(env.MEDIA, file.object, request, headers);
}

export async function removeFile({ env, session, params }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).setReplyFile(session.agent, params.id ?? '', null));
}

import * as v from 'valibot';
import type { NewSavedReply } from '../api.ts';
import { workspaceOf } from '../env.ts';
import { json } from './answer.ts';
import { readJson } from './body.ts';
import type { SignedCall } from './table.ts';

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

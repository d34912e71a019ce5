/** The devices that an agent is told on. */
import * as v from 'valibot';
import { ApiError } from '../errors.ts';
import { workspaceOf } from '../objects.ts';
import { isTimeZone } from '../workspace/push/quiet-hours.ts';
import { areDeviceKeys } from '../workspace/push/web-push.ts';
import type { SignedCall } from './call.ts';
import { json } from './http/json-answer.ts';
import { isPublicHost } from './http/public-host.ts';
import { readJson } from './http/request-body.ts';
import { placeOf } from './sessions.ts';

const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time such as 22:00.'));
/** Bytes as base64url. */
const bytes = (characters: number) =>
  v.pipe(v.string(), v.regex(/^[\w-]+$/, 'Not base64url.'), v.length(characters));

const newDevice = v.strictObject({
  endpoint: v.pipe(
    v.string(),
    v.maxLength(2_000),
    v.check(isPushService, 'The address of a push service: https, at a public name, without a port.'),
  ),
  // A point of P-256 and 16 bytes. Source: RFC 8291, section 3.
  keys: v.strictObject({ p256dh: bytes(87), auth: bytes(22) }),
  preferences: v.strictObject({
    whose: v.picklist(['mine', 'unassigned', 'all']),
    muted: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(200)),
    showText: v.boolean(),
    // A console that was opened before an upgrade does not say it.
    alerts: v.optional(v.boolean(), true),
    quiet: v.nullable(
      v.strictObject({
        from: time,
        to: time,
        timeZone: v.pipe(v.string(), v.check(isTimeZone, 'A time zone such as Europe/Berlin.')),
      }),
    ),
  }),
});

export async function status({ env, url, session }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).push(session.agent.id, url.origin));
}

export async function keep(call: SignedCall): Promise<Response> {
  const device = await readJson(call.request, newDevice);
  if (!(await areDeviceKeys(device.keys))) {
    throw new ApiError(
      422,
      'invalid_push_keys',
      'These are not the keys of a push subscription. Pass `keys` of PushSubscription.toJSON() unchanged.',
    );
  }
  const { device: name } = await placeOf(call, null);
  return json(
    await workspaceOf(call.env).keepPushDevice(call.session.agent.id, call.session.id, name, device),
  );
}

export async function remove({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).forgetPushDevice(session.agent.id, params.id ?? '');
  return new Response(null, { status: 204 });
}

export async function test({ env, session, params }: SignedCall): Promise<Response> {
  return json({ taken: await workspaceOf(env).testPush(session.agent.id, params.id ?? '') });
}

/** The Worker calls this address with what an agent gave it, so it must be somewhere in public. */
function isPushService(endpoint: string): boolean {
  const url = URL.parse(endpoint);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false;
  return url.username === '' && url.password === '' && isPublicHost(url.hostname);
}

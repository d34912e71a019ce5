import { selfTestBody } from '../../inbox/receiving/self-test.ts';
import { workspaceOf } from '../../objects.ts';
import { importAppSecret, signBody } from '../../whatsapp/receiving/signature.ts';
import { newSecret } from '../../workspace/secrets/secrets.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { connectedInbox } from '../guard.ts';
import { receive } from '../meta/webhook.ts';

export const health = {
  'GET /api/inboxes/:inbox/health': ({ env, params, url }) =>
    workspaceOf(env).health.of(params.inbox ?? '', url.origin),

  'POST /api/inboxes/:inbox/health/test': async (call) => {
    const { env, params, url } = call;
    const workspace = workspaceOf(env);
    const inbox = params.inbox ?? '';
    const [selfTest] = await Promise.all([sendToItself(call, inbox), workspace.health.check(inbox)]);
    return workspace.health.of(inbox, url.origin, selfTest);
  },
} satisfies Partial<ClosedHandlers>;

async function sendToItself({ env, url }: SignedCall, inbox: string) {
  const stub = await connectedInbox(env, inbox);
  const signer = await workspaceOf(env).numbers.signerOf(inbox);
  if (!signer) return { isStored: false, problem: 'there is no app secret to sign it with' };
  const mark = newSecret();
  const body = new TextEncoder().encode(selfTestBody(signer, mark, Date.now()));
  const signature = await signBody(await importAppSecret(signer.secret), body);
  const request = new Request(`${url.origin}/webhook`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature },
    body,
  });
  try {
    await receive({ request, env, url: new URL(request.url), params: {} });
  } catch (error) {
    return { isStored: false, problem: error instanceof Error ? error.message : 'it was refused' };
  }
  return { isStored: await stub.receiving.takeSelfTest(mark), problem: null };
}

import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';
import { changedKeys, inboxIn, recordSettings, seenBy } from '../guard.ts';
import { checked } from './connections.ts';

export const inboxes = {
  'GET /api/inboxes': async ({ env, session }) => seenBy(session, await workspaceOf(env).numbers.list()),

  // With both names, no call to Meta is needed.
  'POST /api/inboxes': async ({ env, session, body }) => {
    const { appSecret, displayPhoneNumber, name, ...ids } = body;
    const asked = { ...ids, ...(appSecret !== undefined && { appSecret }) };
    const said =
      displayPhoneNumber !== undefined && name !== undefined
        ? { displayPhoneNumber, name }
        : await checked(env, asked, undefined);
    return workspaceOf(env).numbers.connect(session.agent, { ...asked, ...said });
  },

  'PUT /api/inboxes/:inbox/settings': ({ env, params, session, body }) =>
    workspaceOf(env).numbers.change(session.agent, params.inbox ?? '', body),

  'GET /api/inboxes/:inbox/policy': async ({ env, number }) => {
    const inbox = inboxIn({ env, number });
    return inbox.number.policy();
  },

  'PUT /api/inboxes/:inbox/policy': async (call) => {
    const inbox = inboxIn(call);
    const before = await inbox.number.policy();
    const changed = await inbox.number.changePolicy(call.body);
    await recordSettings(call, 'number.policy', changedKeys(before, changed));
    return changed;
  },

  'GET /api/inboxes/:inbox/templates': ({ env, params, query }) =>
    workspaceOf(env).templates.list(params.inbox ?? '', query.refresh !== undefined),
} satisfies Partial<ClosedHandlers>;

import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';
import { changedKeys, inboxIn, recordSettings } from '../guard.ts';

export const automation = {
  'GET /api/inboxes/:inbox/automation': (call) => inboxIn(call).automation.state(),

  'PUT /api/inboxes/:inbox/automation': async (call) => {
    const inbox = inboxIn(call);
    const before = await inbox.automation.state();
    const changed = await inbox.automation.change(call.body);
    await recordSettings(call, 'number.automation', changedKeys(before.settings, changed.settings));
    return changed;
  },

  'GET /api/inboxes/:inbox/automation/turns': (call) => {
    const { conversation, source, outcome, before, limit } = call.query;
    return inboxIn(call).automation.turns({ conversation, source, outcome, before, limit });
  },

  'GET /api/automation': async ({ env }) => ({
    isPaused: await workspaceOf(env).numbers.isAutomationPaused(),
  }),

  'PUT /api/automation': async ({ env, session, body }) => {
    await workspaceOf(env).numbers.pauseAutomation(session.agent, body.isPaused);
    return body;
  },
} satisfies Partial<ClosedHandlers>;

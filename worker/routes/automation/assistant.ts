import type { ClosedHandlers } from '../call.ts';
import { changedKeys, inboxIn, recordSettings } from '../guard.ts';
import { idIn } from '../http/request-body.ts';

export const assistant = {
  'GET /api/inboxes/:inbox/automation/assistant': (call) => inboxIn(call).assistant.state(),

  'PUT /api/inboxes/:inbox/automation/assistant': async (call) => {
    const inbox = inboxIn(call);
    const before = await inbox.assistant.settings();
    const changed = await inbox.assistant.change(call.body);
    await recordSettings(call, 'number.assistant', changedKeys(before, changed));
    return inbox.assistant.state();
  },

  'GET /api/inboxes/:inbox/automation/assistant/estimate': (call) => inboxIn(call).assistant.estimate(),

  'POST /api/inboxes/:inbox/automation/assistant/dry-run': (call) =>
    inboxIn(call).assistant.dryRun(call.body),

  'GET /api/inboxes/:inbox/conversations/:id/suggestion': (call) =>
    inboxIn(call).assistant.suggestion(idIn(call.params.id, 'conversation')),

  'DELETE /api/inboxes/:inbox/conversations/:id/suggestion': (call) =>
    inboxIn(call).assistant.dropSuggestion(idIn(call.params.id, 'conversation'), call.query.turn),

  'PUT /api/inboxes/:inbox/automation/turns/:id/rating': (call) =>
    inboxIn(call).assistant.rate(idIn(call.params.id, 'turn'), call.body),
} satisfies Partial<ClosedHandlers>;

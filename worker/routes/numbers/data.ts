/** A number's stored data: retention, export, erasure, and the events as Meta sent them. */
import type { AuditAction } from '../../api/people/team.ts';
import { ApiError } from '../../errors.ts';
import { inboxOf, workspaceOf } from '../../objects.ts';
import type { Surroundings } from '../../whatsapp/receiving/rewrap.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { connectedInbox, inboxIn } from '../guard.ts';
import { readAgain, requireBody } from '../meta/read-again.ts';

const maxReplayed = 100;

export const data = {
  'GET /api/inboxes/:inbox/retention': async ({ env, number }) => {
    const inbox = inboxIn({ env, number });
    return inbox.data.retention();
  },

  'PUT /api/inboxes/:inbox/retention': async (call) => {
    const { body: policy } = call;
    const inbox = inboxIn(call);
    const changed = await inbox.data.changeRetention(policy);
    const days = policy.messageDays === null ? 'messages are kept' : `messages ${policy.messageDays} days`;
    await record(call, 'number.retention', `: ${days}, raw events ${policy.rawDays} days`);
    return changed;
  },

  'GET /api/inboxes/:inbox/export': async (call) => {
    const inbox = inboxIn(call);
    await record(call, 'number.export');
    const fields = await workspaceOf(call.env).fields.list();
    return new Response(await inbox.data.export(call.session.agent.id, fields), {
      headers: {
        'Content-Type': 'application/x-ndjson',
        'Content-Disposition': `attachment; filename="message-us-${call.params.inbox}.ndjson"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  },

  // The caller must repeat the number, so that this is not done by mistake.
  'DELETE /api/inboxes/:inbox/conversations': async (call) => {
    const { env, params, body } = call;
    const inbox = await connectedInbox(env, params.inbox);
    const number = (await workspaceOf(env).numbers.list()).find(({ id }) => id === params.inbox);
    if (number?.displayPhoneNumber !== body.displayPhoneNumber) {
      throw new ApiError(409, 'not_confirmed', 'Send the displayPhoneNumber of this number to confirm.');
    }
    await record(call, 'number.erase');
    await inbox.data.eraseConversations();
    // A new instance begins with the emptied tables.
    await inboxOf(env, params.inbox ?? '')
      .data.end()
      .catch(() => {});
  },

  'GET /api/inboxes/:inbox/raw-events': async ({ env, number, query }) => {
    const inbox = inboxIn({ env, number });
    return inbox.receiving.rawEvents(query.kind, query.before, query.limit);
  },

  'POST /api/inboxes/:inbox/raw-events/:id/replay': async (call) => {
    const { env, params } = call;
    const inbox = await connectedInbox(env, params.inbox);
    const id = params.id ?? '';
    const again = requireBody(readAgain(await inbox.receiving.rawEvent(id), await surroundingsOf(call)));
    await inbox.receiving.replay(id, again);
    await record(call, 'event.replay', `: ${id}`);
    return { stored: again.length };
  },

  'POST /api/inboxes/:inbox/problems/replay': async (call) => {
    const { env, params, query } = call;
    const inbox = await connectedInbox(env, params.inbox);
    const surroundings = await surroundingsOf(call);
    const problems = await inbox.receiving.problems(query.after, maxReplayed);
    const outcome = { stored: 0, left: 0 };
    for (const { id, event } of problems) {
      const again = readAgain(event, surroundings);
      if (again && (await inbox.receiving.replay(`notice-${id}`, again))) outcome.stored += 1;
      else outcome.left += 1;
    }
    await record(call, 'event.replay', `: ${outcome.stored}`);
    const next = problems.length === maxReplayed ? String(problems.at(-1)?.id) : null;
    return { ...outcome, next };
  },
} satisfies Partial<ClosedHandlers>;

async function surroundingsOf({ env, params }: SignedCall): Promise<Surroundings> {
  const number = (await workspaceOf(env).numbers.list()).find(({ id }) => id === params.inbox);
  return {
    wabaId: number?.wabaId ?? null,
    phoneNumberId: number?.phoneNumberId ?? null,
    displayPhoneNumber: number?.displayPhoneNumber,
  };
}

async function record({ env, params, session }: SignedCall, action: AuditAction, more = ''): Promise<void> {
  await workspaceOf(env).numbers.record(session.agent, action, params.inbox ?? '', more);
}

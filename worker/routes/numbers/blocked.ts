/** Who is blocked on a number: Meta has the list, and the inbox knows who they are. */
import { ApiError } from '../../errors.ts';
import { fetchBlocked } from '../../whatsapp/account/blocking.ts';
import type { ClosedHandlers } from '../call.ts';
import { connectedInbox, inboxIn } from '../guard.ts';
import { failureAtMeta, graphFor, patience } from '../http/meta-error.ts';

export const blocked = {
  'GET /api/inboxes/:inbox/blocked': async (call) => {
    const { graph, phoneNumberId } = await graphFor(call);
    const found = await fetchBlocked(graph, phoneNumberId, call.query.after ?? null, patience());
    if (found.outcome !== 'found') throw failureAtMeta(found);
    const inbox = inboxIn(call);
    return { rows: await inbox.contacts.blocked(found.phones), next: found.next };
  },

  'DELETE /api/inboxes/:inbox/blocked/:phone': async ({ env, params }) => {
    const { phone = '' } = params;
    if (!/^\d{5,20}$/.test(phone)) {
      throw new ApiError(
        422,
        'invalid_phone',
        'Write the phone number with its country code, in digits only.',
      );
    }
    const inbox = await connectedInbox(env, params.inbox);
    await inbox.contacts.unblockPhone(phone);
  },
} satisfies Partial<ClosedHandlers>;

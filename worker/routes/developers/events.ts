/** Polling of an inbox's events, and the list of event types. */
import { eventCatalogue, eventTypes, filtersIn } from '../../api/developers/events.ts';
import type { ClosedHandlers } from '../call.ts';
import { connectedInbox } from '../guard.ts';

export const events = {
  'GET /api/event-types': () =>
    eventTypes.map((type) => {
      const entry = eventCatalogue[type];
      return { type, about: entry.about, isPrivate: 'isPrivate' in entry };
    }),

  'GET /api/inboxes/:inbox/events': async ({ env, params, query }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.events.list(query.after, filtersIn(query.types), query.limit);
  },
} satisfies Partial<ClosedHandlers>;

/** Polling of an inbox's events, and the list of event types. */
import { eventCatalogue, eventTypes, filtersIn } from '../../api/developers/events.ts';
import type { ClosedHandlers } from '../call.ts';
import { inboxIn } from '../guard.ts';

export const events = {
  'GET /api/event-types': () =>
    eventTypes.map((type) => {
      const entry = eventCatalogue[type];
      return { type, about: entry.about, isPrivate: 'isPrivate' in entry };
    }),

  'GET /api/inboxes/:inbox/events': async ({ env, number, query }) => {
    const inbox = inboxIn({ env, number });
    return inbox.events.list(query.after, filtersIn(query.types), query.limit);
  },
} satisfies Partial<ClosedHandlers>;

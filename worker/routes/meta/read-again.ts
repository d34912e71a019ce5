/** Stored events, read as if Meta had sent them again. */
import { ApiError } from '../../errors.ts';
import type { StoredEvent } from '../../inbox/receiving/raw-events.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { rewrap, type Surroundings } from '../../whatsapp/receiving/rewrap.ts';
import { parseWebhook } from '../../whatsapp/receiving/webhook.ts';

/** Null if it cannot be read again. */
export function readAgain({ kind, raw, contact }: StoredEvent, place: Surroundings): InboxEvent[] | null {
  const body = rewrap(kind, raw, { ...place, contact });
  return body === null ? null : parseWebhook(body).map(({ event }) => event);
}

export function requireBody<Body>(body: Body | null): Body {
  if (body !== null) return body;
  throw new ApiError(
    409,
    'not_replayable',
    'This event cannot be read once more: it is not JSON, or a part of an imported history.',
  );
}

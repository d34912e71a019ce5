/** Tickets in the addresses of files: a browser that shows one sends no session. */
import type { MediaTicket } from '../../api/messages.ts';
import type { Vault } from './vault.ts';

const hour = 60 * 60_000;

/** Good for an hour or two; the same text for an hour, so that browsers can cache. */
export async function mediaTicket(
  vault: Vault,
  sessionId: string,
  inbox: string,
  now: number,
): Promise<MediaTicket> {
  const expiresAt = (Math.floor(now / hour) + 2) * hour;
  const claim = `${sessionId}.${expiresAt}`;
  const mark = await vault.sign(`media/${inbox}/${claim}`);
  return { ticket: `${claim}.${mark}`, expiresAt };
}

/** The session that a ticket of this inbox was given to; null: it is not one of ours, or over. */
export async function ticketHolder(
  vault: Vault,
  ticket: string,
  inbox: string,
  now: number,
): Promise<string | null> {
  const [sessionId = '', expiresAt = '', mark = ''] = ticket.split('.');
  if (!(Number(expiresAt) > now)) return null;
  return (await vault.isSigned(`media/${inbox}/${sessionId}.${expiresAt}`, mark)) ? sessionId : null;
}

/** Tickets in the addresses of files, because browsers do not send the session when they load an image. */
import type { MediaTicket } from '../../api/conversations/messages.ts';
import type { Vault } from './vault.ts';

const hour = 60 * 60_000;

/** Valid for one to two hours. The ticket changes hourly, so that browsers can cache. */
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

/** The session of a ticket for this inbox; null when the ticket is not valid. */
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

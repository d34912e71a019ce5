/**
 * How often an approved template can be edited: once in 24 hours and ten times in 30 days. Others can be edited any
 * time. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management.
 */
const day = 24 * 60 * 60_000;
const [perMonth, month] = [10, 30 * day];

/** Statuses in which Meta takes an edit. */
export const editableStatuses: readonly string[] = ['APPROVED', 'REJECTED', 'PAUSED'];

/** The time of the next possible edit, in Unix milliseconds; null if it is possible now. `edits` are the earlier ones. */
export function nextEditAt(status: string, edits: readonly number[], now: number): number | null {
  if (status !== 'APPROVED') return null;
  const recent = edits.filter((at) => at > now - month).sort((a, b) => a - b);
  const last = recent.at(-1);
  const afterDay = last === undefined ? 0 : last + day;
  const tenth = recent.at(-perMonth);
  const afterMonth = tenth === undefined ? 0 : tenth + month;
  const next = Math.max(afterDay, afterMonth);
  return next > now ? next : null;
}

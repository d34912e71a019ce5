/** How often and how much: creations, calls, edits, and templates of an account. */
import { GraphApiError } from '../../graph/graph-error.ts';
import type { TemplateSwitches } from '../switches.ts';
import type { StoredTemplate } from '../template.ts';
import { templateError } from '../template-error.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const maxEditsPerMonth = 10;

/** Counts what an account did within the last hour. */
export class HourlyLimit {
  #times = new Map<string, number[]>();

  take(account: string, most: number, now: number): void {
    const recent = (this.#times.get(account) ?? []).filter((at) => at > now - hour);
    this.#times.set(account, recent);
    if (recent.length >= most) {
      const message =
        '(#80008) There have been too many calls to this WhatsApp Business account. Wait and try again.';
      throw new GraphApiError(80008, '', { message });
    }
    recent.push(now);
  }
}

/** Each language counts. */
export function maxTemplatesOf(switches: TemplateSwitches, hasApprovedName: boolean): number {
  return switches.maxTemplates ?? (switches.isBusinessVerified && hasApprovedName ? 6_000 : 250);
}

/** An approved template is edited once in 24 hours and 10 times in 30 days; others as often as you like. */
export function checkEditable({ status, isSample, edits }: StoredTemplate, now: number): void {
  if (isSample) throw templateError('sample_template', 'Sample templates cannot be edited or deleted.');
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(status))
    throw templateError('locked', `A template with the status ${status} cannot be edited.`);
  if (status !== 'APPROVED') return;
  if (edits.some((at) => at > now - day))
    throw templateError('locked', 'An approved template can be edited once in 24 hours.');
  if (edits.filter((at) => at > now - 30 * day).length >= maxEditsPerMonth)
    throw templateError('locked', `An approved template can be edited ${maxEditsPerMonth} times in 30 days.`);
}

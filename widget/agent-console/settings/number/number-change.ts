import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';

/** The number's settings have been changed. */
export class NumberChange extends Event {
  constructor(readonly number: InboxSummary) {
    super('number-change', { bubbles: true, composed: true });
  }
}

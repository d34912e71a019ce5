import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';

type Answering = Pick<InboxSummary, 'bot' | 'automation'>;

/** Whether customers of the number can be answered automatically: by its bot, its rules, or what else is set up. */
export function isAutomatic({ bot, automation }: Answering): boolean {
  return bot !== null || automation.isOn;
}

/** Whether everything that could answer is paused. */
export function isAutomationPaused({ bot, automation }: Answering): boolean {
  return (bot?.isPaused ?? true) && (automation.isPaused || !automation.isOn);
}

import type { TrialAnswer } from '../../../../../worker/api/automation/assistant.ts';

/** How a dry run went. Neither answered nor left to the team: a thank-you needs no answer. */
export function summaryOf(answers: readonly TrialAnswer[]): {
  answered: number;
  left: number;
  tokens: number;
} {
  return {
    answered: answers.filter(({ text }) => text !== null).length,
    left: answers.filter(({ action }) => action === 'handoff').length,
    tokens: answers.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

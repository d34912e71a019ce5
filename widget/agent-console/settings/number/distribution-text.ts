import type { Distribution } from '../../../../worker/api/automation/assignment.ts';
import { assignmentWords as words } from '../../../locales/assignment.ts';

/** The ways to distribute conversations, with their names. */
export function distributionOptions(): [Distribution, string][] {
  return [
    ['manual', words.manual],
    ['round-robin', words.roundRobin],
    ['least-open', words.leastOpen],
  ];
}

/** Routes about what a number answers automatically. */
import { automationPause, automationSettings, automationState } from '../automation/settings.ts';
import { turnPage, turnsQuery } from '../automation/turns.ts';
import { forAdmins, forAgents, type Routes } from './route.ts';

export const automation = {
  'GET /api/inboxes/:inbox/automation': forAgents({
    summary: 'Returns what a number answers automatically, and whether it is open',
    scope: 'numbers:read',
    answer: automationState,
  }),
  'PUT /api/inboxes/:inbox/automation': forAdmins({
    summary: 'Sets the welcome, the away text, limits, and who gets to a person',
    scope: 'numbers:write',
    body: automationSettings,
    answer: automationState,
  }),
  'GET /api/inboxes/:inbox/automation/turns': forAgents({
    summary: 'Lists automatic turns, newest first',
    scope: 'conversations:read',
    query: turnsQuery,
    pagedBy: 'before',
    answer: turnPage,
  }),
  'GET /api/automation': forAgents({
    summary: 'Returns whether automation is paused on all numbers',
    scope: 'numbers:read',
    answer: automationPause,
  }),
  'PUT /api/automation': forAdmins({
    summary: 'Pauses or resumes automation on all numbers',
    scope: 'numbers:write',
    body: automationPause,
    answer: automationPause,
  }),
} satisfies Routes;

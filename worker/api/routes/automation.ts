/** Routes about what a number answers automatically. */

import { assignmentSettings } from '../automation/assignment.ts';
import { botHookSettings, botHookState, botHookTest } from '../automation/bot-hook.ts';
import { estimateQuery, estimateResult } from '../automation/estimate.ts';
import { automationFile, automationFiles } from '../automation/files.ts';
import { followUps } from '../automation/follow-ups.ts';
import { menu, menuList, newMenu } from '../automation/menus.ts';
import { newRule, rule, ruleList, ruleOrder, ruleTrial, ruleTrialResult } from '../automation/rules.ts';
import { automationPause, automationSettings, automationState } from '../automation/settings.ts';
import { turnPage, turnsQuery } from '../automation/turns.ts';
import { uploadQuery } from '../conversations/messages.ts';
import { forAdmins, forAgents, type Routes, response } from './route.ts';

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
  'GET /api/inboxes/:inbox/automation/rules': forAgents({
    summary: 'Lists the rules of a number, in the order in which they are tried',
    scope: 'numbers:read',
    answer: ruleList,
  }),
  'POST /api/inboxes/:inbox/automation/rules': forAdmins({
    summary: 'Creates a rule, which is tried last',
    scope: 'numbers:write',
    body: newRule,
    status: 201,
    answer: rule,
  }),
  'PUT /api/inboxes/:inbox/automation/rules/order': forAdmins({
    summary: 'Puts the rules in order',
    scope: 'numbers:write',
    body: ruleOrder,
    answer: ruleList,
  }),
  'PUT /api/inboxes/:inbox/automation/rules/:rule': forAdmins({
    summary: 'Replaces a rule',
    scope: 'numbers:write',
    body: newRule,
    answer: rule,
  }),
  'DELETE /api/inboxes/:inbox/automation/rules/:rule': forAdmins({
    summary: 'Deletes a rule',
    scope: 'numbers:write',
  }),
  'GET /api/inboxes/:inbox/automation/menus': forAgents({
    summary: 'Lists the menus of a number, by name',
    scope: 'numbers:read',
    answer: menuList,
  }),
  'POST /api/inboxes/:inbox/automation/menus': forAdmins({
    summary: 'Creates a menu, which a rule can start',
    scope: 'numbers:write',
    body: newMenu,
    status: 201,
    answer: menu,
  }),
  'PUT /api/inboxes/:inbox/automation/menus/:menu': forAdmins({
    summary: 'Replaces a menu; customers who are in it go on in the new one',
    scope: 'numbers:write',
    body: newMenu,
    answer: menu,
  }),
  'DELETE /api/inboxes/:inbox/automation/menus/:menu': forAdmins({
    summary: 'Deletes a menu that nothing starts',
    scope: 'numbers:write',
  }),
  'GET /api/inboxes/:inbox/automation/files': forAgents({
    summary: 'Lists the files that rules and menus reply with, newest first',
    scope: 'numbers:read',
    answer: automationFiles,
  }),
  'POST /api/inboxes/:inbox/automation/files': forAdmins({
    summary: 'Uploads a file that a rule or menu is to reply with',
    scope: 'numbers:write',
    isRaw: true,
    query: uploadQuery,
    status: 201,
    answer: automationFile,
  }),
  'GET /api/inboxes/:inbox/automation/files/:file': forAgents({
    summary: 'Returns a file that a rule or menu replies with',
    scope: 'numbers:read',
    answer: response,
    contentType: '*/*',
  }),
  'GET /api/inboxes/:inbox/automation/follow-ups': forAgents({
    summary: 'Returns after how long conversations are resolved, and the question at the end',
    scope: 'numbers:read',
    answer: followUps,
  }),
  'PUT /api/inboxes/:inbox/automation/follow-ups': forAdmins({
    summary: 'Sets after how long conversations are resolved, and the question at the end',
    scope: 'numbers:write',
    body: followUps,
    answer: followUps,
  }),
  'GET /api/inboxes/:inbox/automation/bot-hook': forAgents({
    summary: 'Returns how the bot hook is set, and whether it works',
    scope: 'numbers:read',
    answer: botHookState,
  }),
  'PUT /api/inboxes/:inbox/automation/bot-hook': forAdmins({
    summary: 'Sets which webhook is asked what to answer, and when',
    scope: 'numbers:write',
    body: botHookSettings,
    answer: botHookState,
  }),
  'POST /api/inboxes/:inbox/automation/bot-hook/test': forAdmins({
    summary: 'Asks the bot hook about a customer who does not exist, and returns its answer',
    scope: 'numbers:write',
    answer: botHookTest,
  }),
  'POST /api/inboxes/:inbox/automation/estimate': forAdmins({
    summary:
      'Says what rules, welcome and away would have done and cost in the last 30 days; nothing is sent',
    scope: 'conversations:read',
    body: estimateQuery,
    answer: estimateResult,
  }),
  'POST /api/inboxes/:inbox/automation/trial': forAdmins({
    summary: 'Says what would answer a text, and why each rule would not; nothing is sent',
    scope: 'conversations:read',
    body: ruleTrial,
    answer: ruleTrialResult,
  }),
  'GET /api/inboxes/:inbox/automation/turns': forAgents({
    summary: 'Lists automatic turns, newest first',
    scope: 'conversations:read',
    query: turnsQuery,
    pagedBy: 'before',
    answer: turnPage,
  }),
  'GET /api/inboxes/:inbox/automation/assignment': forAgents({
    summary: 'Returns how the conversations of a number are assigned',
    scope: 'numbers:read',
    answer: assignmentSettings,
  }),
  'PUT /api/inboxes/:inbox/automation/assignment': forAdmins({
    summary: 'Changes how the conversations of a number are assigned',
    scope: 'numbers:write',
    body: assignmentSettings,
    answer: assignmentSettings,
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

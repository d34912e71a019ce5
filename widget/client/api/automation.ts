/** What a number answers automatically, and how it assigns conversations. */

import type { AssignmentChange, AssignmentSettings } from '../../../worker/api/automation/assignment.ts';
import type {
  BotHookChange,
  BotHookState,
  BotHookTest,
  TurnAnswerInput,
} from '../../../worker/api/automation/bot-hook.ts';
import type { EstimateInput, EstimateResult } from '../../../worker/api/automation/estimate.ts';
import type { AutomationFile, AutomationFiles } from '../../../worker/api/automation/files.ts';
import type { FollowUps, FollowUpsInput } from '../../../worker/api/automation/follow-ups.ts';
import type { Menu, MenuInput, MenuList } from '../../../worker/api/automation/menus.ts';
import type {
  Rule,
  RuleInput,
  RuleList,
  RuleTrial,
  RuleTrialResult,
} from '../../../worker/api/automation/rules.ts';
import type {
  AutomationChange,
  AutomationPause,
  AutomationState,
} from '../../../worker/api/automation/settings.ts';
import type { Turn, TurnOutcome, TurnPage, TurnSource } from '../../../worker/api/automation/turns.ts';
import type { ApiClient, UploadOptions } from './api-client.ts';

export const getAutomation = (api: ApiClient, inbox: string): Promise<AutomationState> =>
  api.call('GET /inboxes/:inbox/automation', { inbox });

export const changeAutomation = (
  api: ApiClient,
  inbox: string,
  settings: AutomationChange,
): Promise<AutomationState> => api.call('PUT /inboxes/:inbox/automation', { inbox, body: settings });

export const getRules = (api: ApiClient, inbox: string): Promise<RuleList> =>
  api.call('GET /inboxes/:inbox/automation/rules', { inbox });

export const createRule = (api: ApiClient, inbox: string, rule: RuleInput): Promise<Rule> =>
  api.call('POST /inboxes/:inbox/automation/rules', { inbox, body: rule });

export const changeRule = (api: ApiClient, inbox: string, id: string, rule: RuleInput): Promise<Rule> =>
  api.call('PUT /inboxes/:inbox/automation/rules/:rule', { inbox, rule: id, body: rule });

export const deleteRule = (api: ApiClient, inbox: string, id: string): Promise<void> =>
  api.call('DELETE /inboxes/:inbox/automation/rules/:rule', { inbox, rule: id });

export const orderRules = (api: ApiClient, inbox: string, ids: string[]): Promise<RuleList> =>
  api.call('PUT /inboxes/:inbox/automation/rules/order', { inbox, body: { ids } });

export const getAutomationFiles = (api: ApiClient, inbox: string): Promise<AutomationFiles> =>
  api.call('GET /inboxes/:inbox/automation/files', { inbox });

/** Uploads a file that a rule or menu is to reply with. */
export async function uploadAutomationFile(
  api: ApiClient,
  inbox: string,
  kind: string,
  file: File,
  options: Omit<UploadOptions<AutomationFile>, 'read'>,
): Promise<AutomationFile> {
  const { readAutomationFile: read } = await import('./upload-answer.ts');
  const query = { kind, filename: file.name.slice(-240) || null };
  return api.upload('POST /inboxes/:inbox/automation/files', { inbox, query }, file, { ...options, read });
}

/** Its bytes. */
export const readAutomationFile = (api: ApiClient, inbox: string, id: string): Promise<Blob> =>
  api.file('GET /inboxes/:inbox/automation/files/:file', { inbox, file: id });

export const getMenus = (api: ApiClient, inbox: string): Promise<MenuList> =>
  api.call('GET /inboxes/:inbox/automation/menus', { inbox });

export const createMenu = (api: ApiClient, inbox: string, menu: MenuInput): Promise<Menu> =>
  api.call('POST /inboxes/:inbox/automation/menus', { inbox, body: menu });

export const changeMenu = (api: ApiClient, inbox: string, id: string, menu: MenuInput): Promise<Menu> =>
  api.call('PUT /inboxes/:inbox/automation/menus/:menu', { inbox, menu: id, body: menu });

export const deleteMenu = (api: ApiClient, inbox: string, id: string): Promise<void> =>
  api.call('DELETE /inboxes/:inbox/automation/menus/:menu', { inbox, menu: id });

export const getFollowUps = (api: ApiClient, inbox: string): Promise<FollowUps> =>
  api.call('GET /inboxes/:inbox/automation/follow-ups', { inbox });

export const changeFollowUps = (
  api: ApiClient,
  inbox: string,
  settings: FollowUpsInput,
): Promise<FollowUps> => api.call('PUT /inboxes/:inbox/automation/follow-ups', { inbox, body: settings });

export const getBotHook = (api: ApiClient, inbox: string): Promise<BotHookState> =>
  api.call('GET /inboxes/:inbox/automation/bot-hook', { inbox });

export const changeBotHook = (
  api: ApiClient,
  inbox: string,
  settings: BotHookChange,
): Promise<BotHookState> => api.call('PUT /inboxes/:inbox/automation/bot-hook', { inbox, body: settings });

export const testBotHook = (api: ApiClient, inbox: string): Promise<BotHookTest> =>
  api.call('POST /inboxes/:inbox/automation/bot-hook/test', { inbox });

/** With the token of the turn as the client's token. */
export const answerTurn = (
  api: ApiClient,
  inbox: string,
  turn: number,
  answer: TurnAnswerInput,
): Promise<Turn> =>
  api.call('POST /inboxes/:inbox/automation/turns/:turn', { inbox, turn: String(turn), body: answer });

export const estimateAutomation = (
  api: ApiClient,
  inbox: string,
  planned: EstimateInput,
): Promise<EstimateResult> => api.call('POST /inboxes/:inbox/automation/estimate', { inbox, body: planned });

export const tryText = (api: ApiClient, inbox: string, trial: RuleTrial): Promise<RuleTrialResult> =>
  api.call('POST /inboxes/:inbox/automation/trial', { inbox, body: trial });

export const getTurns = (
  api: ApiClient,
  inbox: string,
  query: {
    conversation?: string;
    source?: TurnSource;
    outcome?: TurnOutcome;
    before?: string;
    limit?: string;
  },
): Promise<TurnPage> => api.call('GET /inboxes/:inbox/automation/turns', { inbox, query });

export const getAutomationPause = (api: ApiClient): Promise<AutomationPause> => api.call('GET /automation');

export const pauseAutomation = (api: ApiClient, pause: AutomationPause): Promise<AutomationPause> =>
  api.call('PUT /automation', { body: pause });

/** How the conversations of a number are assigned. */
export const getAssignment = (api: ApiClient, inbox: string): Promise<AssignmentSettings> =>
  api.call('GET /inboxes/:inbox/automation/assignment', { inbox });

export const changeAssignment = (
  api: ApiClient,
  inbox: string,
  settings: AssignmentChange,
): Promise<AssignmentSettings> =>
  api.call('PUT /inboxes/:inbox/automation/assignment', { inbox, body: settings });

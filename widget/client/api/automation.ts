/** What a number answers automatically. */
import type {
  AutomationChange,
  AutomationPause,
  AutomationState,
} from '../../../worker/api/automation/settings.ts';
import type { TurnOutcome, TurnPage, TurnSource } from '../../../worker/api/automation/turns.ts';
import type { ApiClient } from './api-client.ts';

export const getAutomation = (api: ApiClient, inbox: string): Promise<AutomationState> =>
  api.call('GET /inboxes/:inbox/automation', { inbox });

export const changeAutomation = (
  api: ApiClient,
  inbox: string,
  settings: AutomationChange,
): Promise<AutomationState> => api.call('PUT /inboxes/:inbox/automation', { inbox, body: settings });

export const getTurns = (
  api: ApiClient,
  inbox: string,
  query: { conversation?: string; source?: TurnSource; outcome?: TurnOutcome; before?: string },
): Promise<TurnPage> => api.call('GET /inboxes/:inbox/automation/turns', { inbox, query });

export const getAutomationPause = (api: ApiClient): Promise<AutomationPause> => api.call('GET /automation');

export const pauseAutomation = (api: ApiClient, pause: AutomationPause): Promise<AutomationPause> =>
  api.call('PUT /automation', { body: pause });

/** The button of a number: its settings, and how often it was clicked. */
import type { ButtonSettings, PressStatistics } from '../../../worker/api/button.ts';
import type { ApiClient } from './api-client.ts';

export const getButtonSettings = (api: ApiClient, inbox: string): Promise<ButtonSettings> =>
  api.call('GET /inboxes/:inbox/button/settings', { inbox });

export const changeButtonSettings = (
  api: ApiClient,
  inbox: string,
  settings: ButtonSettings,
): Promise<ButtonSettings> => api.call('PUT /inboxes/:inbox/button/settings', { inbox, body: settings });

export const getClickStatistics = (api: ApiClient, inbox: string): Promise<PressStatistics> =>
  api.call('GET /inboxes/:inbox/presses', { inbox });

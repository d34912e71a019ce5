/** The button of a number: its settings, and how often it was clicked. */
import type {
  ButtonDesign,
  PressStatistics,
  UploadedPicture,
} from '../../../../worker/api/numbers/button.ts';
import type { NumberHours } from '../../../../worker/api/numbers/hours.ts';
import type { ApiClient } from '../api-client.ts';

export const getButtonSettings = (api: ApiClient, inbox: string): Promise<ButtonDesign> =>
  api.call('GET /inboxes/:inbox/button/settings', { inbox });

export const changeButtonSettings = (
  api: ApiClient,
  inbox: string,
  settings: ButtonDesign,
): Promise<ButtonDesign> => api.call('PUT /inboxes/:inbox/button/settings', { inbox, body: settings });

export const uploadPicture = (api: ApiClient, inbox: string, picture: Blob): Promise<UploadedPicture> =>
  api.call('PUT /inboxes/:inbox/button/pictures', { inbox, body: picture });

export const getHours = (api: ApiClient, inbox: string): Promise<NumberHours> =>
  api.call('GET /inboxes/:inbox/hours', { inbox });

export const changeHours = (api: ApiClient, inbox: string, hours: NumberHours): Promise<NumberHours> =>
  api.call('PUT /inboxes/:inbox/hours', { inbox, body: hours });

export const getClickStatistics = (api: ApiClient, inbox: string): Promise<PressStatistics> =>
  api.call('GET /inboxes/:inbox/presses', { inbox });

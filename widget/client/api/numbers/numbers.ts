/** How a number behaves, and how it is doing. */
import type { ProblemReplay } from '../../../../worker/api/numbers/data.ts';
import type { NumberHealth } from '../../../../worker/api/numbers/health.ts';
import type { InboxSettings, InboxSummary, NumberPolicy } from '../../../../worker/api/numbers/numbers.ts';
import type { NumberPlaces } from '../../../../worker/api/numbers/places.ts';
import type { MasterKeyStatus } from '../../../../worker/api/people/settings.ts';
import type { ApiClient } from '../api-client.ts';

export const changeNumberSettings = (
  api: ApiClient,
  inbox: string,
  settings: InboxSettings,
): Promise<InboxSummary> => api.call('PUT /inboxes/:inbox/settings', { inbox, body: settings });

export const getPolicy = (api: ApiClient, inbox: string): Promise<NumberPolicy> =>
  api.call('GET /inboxes/:inbox/policy', { inbox });

export const changePolicy = (api: ApiClient, inbox: string, policy: NumberPolicy): Promise<NumberPolicy> =>
  api.call('PUT /inboxes/:inbox/policy', { inbox, body: policy });

export const getPlaces = (api: ApiClient, inbox: string): Promise<NumberPlaces> =>
  api.call('GET /inboxes/:inbox/places', { inbox });

export const changePlaces = (api: ApiClient, inbox: string, places: NumberPlaces): Promise<NumberPlaces> =>
  api.call('PUT /inboxes/:inbox/places', { inbox, body: places });

export const getHealth = (api: ApiClient, inbox: string): Promise<NumberHealth> =>
  api.call('GET /inboxes/:inbox/health', { inbox });

/** Checks everything with Meta, and sends the Worker a webhook of its own. */
export const runHealthChecks = (api: ApiClient, inbox: string): Promise<NumberHealth> =>
  api.call('POST /inboxes/:inbox/health/test', { inbox });

/** Reads again a hundred events that could not be read or stored; `after` is the `next` of the previous hundred. */
export const replayProblems = (api: ApiClient, inbox: string, after: string): Promise<ProblemReplay> =>
  api.call('POST /inboxes/:inbox/problems/replay', { inbox, query: { after } });

export const getMasterKeyStatus = (api: ApiClient): Promise<MasterKeyStatus> =>
  api.call('GET /settings/master-key');

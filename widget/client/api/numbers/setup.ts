/** Connecting numbers, and the setup of a new deployment. */
import type {
  ConnectionCheck,
  ConnectionState,
  LifeOutcome,
  Setup,
  SetupProblem,
  Signup,
  StepOutcome,
  Trial,
  VerificationOutcome,
  VerificationRequest,
} from '../../../../worker/api/numbers/connections.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../api-client.ts';
import type { ApiFailure } from '../api-failure.ts';

export interface TypedConnection {
  phoneNumberId?: string;
  wabaId?: string;
  accessToken?: string;
  appSecret?: string;
}

export type StepName = ConnectionState['steps'][number]['name'];

export const getSetup = (api: ApiClient): Promise<Setup> => api.call('GET /setup');

export const changeSetup = (api: ApiClient, change: { isDone: true } | { isShared: true }): Promise<object> =>
  api.call('PUT /setup', { body: change });

/** With `inbox`, omitted values are taken from that number. */
export const checkConnection = (
  api: ApiClient,
  typed: TypedConnection,
  inbox: string | null,
): Promise<ConnectionCheck> =>
  api.call('POST /connections/check', { body: { ...typed, ...(inbox !== null && { inbox }) } });

export const connectNumber = (api: ApiClient, typed: TypedConnection): Promise<InboxSummary> =>
  api.call('POST /inboxes', { body: typed });

export const replaceConnection = (
  api: ApiClient,
  inbox: string,
  typed: TypedConnection,
): Promise<InboxSummary> => api.call('PUT /inboxes/:inbox/connection', { inbox, body: typed });

export const getConnection = (api: ApiClient, inbox: string): Promise<ConnectionState> =>
  api.call('GET /inboxes/:inbox/connection', { inbox });

export const runStep = (
  api: ApiClient,
  inbox: string,
  step: StepName,
  typed: { pin?: string; code?: string } = {},
): Promise<StepOutcome> => api.call('POST /inboxes/:inbox/steps', { inbox, body: { step, ...typed } });

/** Has Meta send a code to a number that is not verified. */
export const requestCode = (
  api: ApiClient,
  inbox: string,
  wanted: VerificationRequest,
): Promise<VerificationOutcome> => api.call('POST /inboxes/:inbox/verification', { inbox, body: wanted });

export const changeStatus = (
  api: ApiClient,
  inbox: string,
  life: 'enabled' | 'disabled' | 'disconnected',
): Promise<LifeOutcome> => api.call('PUT /inboxes/:inbox/life', { inbox, body: { life } });

/** `digits` of the number, typed to confirm. */
export const deleteNumber = (api: ApiClient, inbox: string, digits: string): Promise<void> =>
  api.call('DELETE /inboxes/:inbox', { inbox, query: { confirm: digits } });

export const getSetupTest = (api: ApiClient, inbox: string): Promise<Trial> =>
  api.call('GET /inboxes/:inbox/trial', { inbox });

export const beginSignup = (
  api: ApiClient,
  given: { code: string; wabaId?: string; phoneNumberId?: string; isOnPhone: boolean },
): Promise<Signup> => api.call('POST /signups', { body: given });

export const repeatSignup = (api: ApiClient, id: string): Promise<Signup> =>
  api.call('POST /signups/:id', { id });

export const connectSignup = (
  api: ApiClient,
  id: string,
  number: { phoneNumberId: string; wabaId: string },
): Promise<InboxSummary> => api.call('POST /signups/:id/connect', { id, body: number });

/** The errors that the Worker found before it connected anything. */
export function problemsIn(failure: ApiFailure): SetupProblem[] {
  return failure.code === 'connection_refused' && Array.isArray(failure.details) ? failure.details : [];
}

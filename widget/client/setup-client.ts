/** The commands of connecting numbers; fetched with the elements that give them. */
import type {
  ConnectionCheck,
  ConnectionState,
  InboxSummary,
  LifeOutcome,
  Setup,
  SetupProblem,
  Signup,
  StepOutcome,
  Trial,
} from '../../worker/api.ts';
import type { ApiClient, ApiFailure } from './api-client.ts';

export interface TypedConnection {
  phoneNumberId?: string;
  wabaId?: string;
  accessToken?: string;
  appSecret?: string;
}

export type StepName = ConnectionState['steps'][number]['name'];

export const setup = (api: ApiClient): Promise<Setup> => api.call('GET', '/setup');

export async function finishSetup(api: ApiClient): Promise<void> {
  await api.call('PUT', '/setup', { isDone: true });
}

export async function shareSetup(api: ApiClient): Promise<void> {
  await api.call('PUT', '/setup', { isShared: true });
}

/** `inbox`: what is left out is what that one has. */
export const checkConnection = (
  api: ApiClient,
  typed: TypedConnection,
  inbox: string | null,
): Promise<ConnectionCheck> =>
  api.call('POST', '/connections/check', { ...typed, ...(inbox !== null && { inbox }) });

export const connectNumber = (api: ApiClient, typed: TypedConnection): Promise<InboxSummary> =>
  api.call('POST', '/inboxes', typed);

export const replaceConnection = (
  api: ApiClient,
  inbox: string,
  typed: TypedConnection,
): Promise<InboxSummary> => api.call('PUT', `/inboxes/${inbox}/connection`, typed);

export const connectionState = (api: ApiClient, inbox: string): Promise<ConnectionState> =>
  api.call('GET', `/inboxes/${inbox}/connection`);

export const runStep = (
  api: ApiClient,
  inbox: string,
  step: StepName,
  pin: string | null,
): Promise<StepOutcome> =>
  api.call('POST', `/inboxes/${inbox}/steps`, { step, ...(pin !== null && { pin }) });

export const changeLife = (
  api: ApiClient,
  inbox: string,
  life: 'enabled' | 'disabled' | 'disconnected',
): Promise<LifeOutcome> => api.call('PUT', `/inboxes/${inbox}/life`, { life });

export const deleteNumber = (api: ApiClient, inbox: string, digits: string): Promise<void> =>
  api.call('DELETE', `/inboxes/${inbox}?confirm=${encodeURIComponent(digits)}`);

export const trial = (api: ApiClient, inbox: string): Promise<Trial> =>
  api.call('GET', `/inboxes/${inbox}/trial`);

export const beginSignup = (
  api: ApiClient,
  given: { code: string; wabaId?: string; phoneNumberId?: string; isOnPhone: boolean },
): Promise<Signup> => api.call('POST', '/signups', given);

export const repeatSignup = (api: ApiClient, id: string): Promise<Signup> =>
  api.call('POST', `/signups/${id}`, {});

export const connectSignup = (
  api: ApiClient,
  id: string,
  number: { phoneNumberId: string; wabaId: string },
): Promise<InboxSummary> => api.call('POST', `/signups/${id}/connect`, number);

/** What the Worker found wrong before it connected anything. */
export function problemsIn(failure: ApiFailure): SetupProblem[] {
  return failure.code === 'connection_refused' && Array.isArray(failure.details) ? failure.details : [];
}

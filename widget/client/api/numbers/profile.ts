/** What Meta stores about a number and shows to customers. */
import type {
  BusinessProfile,
  ConversationStarters,
  DisplayName,
  IdentityCheck,
  ShortLink,
} from '../../../../worker/api/numbers/profile.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { BusinessProfileChange } from '../../../../worker/whatsapp/account/business-profile.ts';
import type { ApiClient } from '../api-client.ts';

export const getProfile = (api: ApiClient, inbox: string): Promise<BusinessProfile> =>
  api.call('GET /inboxes/:inbox/profile', { inbox });

export const changeProfile = (
  api: ApiClient,
  inbox: string,
  change: BusinessProfileChange,
): Promise<BusinessProfile> => api.call('PUT /inboxes/:inbox/profile', { inbox, body: change });

export const getPhoto = (api: ApiClient, inbox: string): Promise<Blob> =>
  api.file('GET /inboxes/:inbox/profile/photo', { inbox });

export const changePhoto = (api: ApiClient, inbox: string, file: File): Promise<BusinessProfile> =>
  api.call('PUT /inboxes/:inbox/profile/photo', { inbox, body: file });

export const getDisplayName = (api: ApiClient, inbox: string): Promise<DisplayName> =>
  api.call('GET /inboxes/:inbox/display-name', { inbox });

/** Asks Meta to approve another name. */
export const requestDisplayName = (api: ApiClient, inbox: string, name: string): Promise<DisplayName> =>
  api.call('PUT /inboxes/:inbox/display-name', { inbox, body: { name } });

export const getStarters = (api: ApiClient, inbox: string): Promise<ConversationStarters> =>
  api.call('GET /inboxes/:inbox/starters', { inbox });

export const changeStarters = (
  api: ApiClient,
  inbox: string,
  starters: ConversationStarters,
): Promise<ConversationStarters> => api.call('PUT /inboxes/:inbox/starters', { inbox, body: starters });

export const getIdentityCheck = (api: ApiClient, inbox: string): Promise<IdentityCheck> =>
  api.call('GET /inboxes/:inbox/identity-check', { inbox });

export const changeIdentityCheck = (api: ApiClient, inbox: string, isOn: boolean): Promise<IdentityCheck> =>
  api.call('PUT /inboxes/:inbox/identity-check', { inbox, body: { isOn } });

/** `after` is the `next` of the previous page. */
export const listShortLinks = (
  api: ApiClient,
  inbox: string,
  after: string | null,
): Promise<Page<ShortLink>> => api.call('GET /inboxes/:inbox/short-links', { inbox, query: { after } });

export const createShortLink = (api: ApiClient, inbox: string, message: string): Promise<ShortLink> =>
  api.call('POST /inboxes/:inbox/short-links', { inbox, body: { message } });

export const changeShortLink = (
  api: ApiClient,
  inbox: string,
  { code, message }: { code: string; message: string },
): Promise<ShortLink> =>
  api.call('PUT /inboxes/:inbox/short-links/:id', { inbox, id: code, body: { message } });

export const deleteShortLink = (api: ApiClient, inbox: string, code: string): Promise<void> =>
  api.call('DELETE /inboxes/:inbox/short-links/:id', { inbox, id: code });

/** The sites that may show the inbox, and how a site signs in its own agents. */
import type { ChangedSiteLogin, Origins, SiteLogin } from '../../../../worker/api/people/settings.ts';
import type { ApiClient } from '../api-client.ts';

export const getOrigins = (api: ApiClient): Promise<Origins> => api.call('GET /settings/origins');

export const allowOrigins = (api: ApiClient, origins: readonly string[]): Promise<{ origins: string[] }> =>
  api.call('PUT /settings/origins', { body: { origins } });

export const getSiteLogin = (api: ApiClient): Promise<SiteLogin> => api.call('GET /settings/site-login');

/** A new secret is returned here only. */
export const changeSiteLogin = (api: ApiClient, login: SiteLogin): Promise<ChangedSiteLogin> =>
  api.call('PUT /settings/site-login', { body: login });

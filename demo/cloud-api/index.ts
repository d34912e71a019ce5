/**
 * A stand-in for Meta's Cloud API. It rejects what Meta rejects, with the same error codes, and reports the status of each
 * message with signed webhooks. Under `/control/`, a person or a test plays the customer.
 */
import type { CloudApi } from './cloud-api.ts';

import { dialogPage, dialogScript, sdkScript } from './numbers/signup-page.ts';

export { CloudApi } from './cloud-api.ts';

interface Env {
  CLOUD_API: DurableObjectNamespace<CloudApi>;
  ASSETS: Fetcher;
}

export default {
  fetch(request, env) {
    const { hostname, pathname } = new URL(request.url);
    // It stores no secrets, but it can send requests to any webhook address, so only this machine may use it.
    if (!['localhost', '127.0.0.1'].includes(hostname)) {
      return new Response('The stand-in answers on localhost only.', { status: 403 });
    }
    switch (pathname) {
      case '/sdk.js':
        return sdkScript();
      case '/dialog/signup':
        return dialogPage();
      case '/dialog/signup.js':
        return dialogScript();
    }
    // Graph is also called without a version.
    const isGraph =
      /^\/(v\d+\.\d+|\d{6,}|oauth|debug_token|message_template_library|upload:[\w-]+)(\/|$)/.test(pathname);
    const isOurs = pathname.startsWith('/control/') || pathname.startsWith('/ai/') || isGraph;
    return isOurs ? env.CLOUD_API.getByName('meta').fetch(request) : env.ASSETS.fetch(request);
  },
} satisfies ExportedHandler<Env>;

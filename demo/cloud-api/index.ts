/**
 * A stand-in for Meta's Cloud API: refuses what Meta refuses, with Meta's codes, and tells by signed webhooks what
 * became of each message. `/control/` is where a person or a test plays the customer.
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
    // It holds nothing secret, but it can be told to write to anyone's webhook: only this machine may use it.
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
    const isGraph = /^\/(v\d+\.\d+|\d{6,}|oauth|debug_token|upload:[\w-]+)(\/|$)/.test(pathname);
    const isOurs = pathname.startsWith('/control/') || isGraph;
    return isOurs ? env.CLOUD_API.getByName('meta').fetch(request) : env.ASSETS.fetch(request);
  },
} satisfies ExportedHandler<Env>;

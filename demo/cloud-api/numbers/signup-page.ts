/** Replaces Meta's side of Embedded Signup in the browser: the SDK's script and the window that it opens. */

const script = (body: string) =>
  new Response(body, { headers: { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' } });

/** As strict as Meta's SDK: it requires an app id and a configuration. */
export function sdkScript(): Response {
  return script(`(() => {
  const meta = new URL(document.currentScript.src).origin;
  let app = null;
  window.FB = {
    init(options) {
      if (!options?.appId || !/^v\\d+\\.\\d+$/.test(options.version ?? '')) throw new Error('init not called with valid version');
      app = options;
    },
    login(answered, options) {
      if (!app) throw new Error('FB.login() called before FB.init().');
      const isRight = options?.config_id && options.response_type === 'code' && options.override_default_response_type === true;
      if (!isRight) throw new Error('Embedded Signup needs config_id, response_type and override_default_response_type.');
      const query = new URLSearchParams({ app_id: app.appId, config_id: options.config_id, origin: location.origin, extras: JSON.stringify(options.extras ?? {}) });
      const popup = window.open(meta + '/dialog/signup?' + query, '_blank', 'popup,width=520,height=640');
      if (!popup) return answered({ status: 'unknown', authResponse: null });
      const listen = ({ origin, source, data }) => {
        if (origin !== meta || source !== popup || data?.type !== 'sdk') return;
        window.removeEventListener('message', listen);
        answered(data.code ? { status: 'connected', authResponse: { code: data.code } } : { status: 'unknown', authResponse: null });
      };
      window.addEventListener('message', listen);
    },
  };
})();`);
}

/** A button for each available number, and buttons to cancel. */
export function dialogPage(): Response {
  return new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Connect to WhatsApp</title>
<h1>Connect your account to WhatsApp</h1><main></main>
<script src="/dialog/signup.js"></script></html>`,
    { headers: { 'Content-Type': 'text/html' } },
  );
}

export function dialogScript(): Response {
  return script(`(async () => {
  const asked = new URLSearchParams(location.search);
  const origin = asked.get('origin');
  const notify = (event, data) => opener.postMessage(JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', event, data, version: '4' }), origin);
  const end = (code) => { opener.postMessage({ type: 'sdk', code }, origin); window.close(); };
  const button = (label, press) => {
    const element = document.createElement('button');
    element.textContent = label;
    element.onclick = press;
    document.querySelector('main').append(element);
  };
  const extras = JSON.parse(asked.get('extras'));
  const numbers = await (await fetch('/control/signups?app_id=' + asked.get('app_id'))).json();
  for (const { id, wabaId, displayPhoneNumber, isOnPhone } of numbers) {
    button('Finish with ' + displayPhoneNumber, async () => {
      const { code } = await (await fetch('/control/signups', { method: 'POST', body: JSON.stringify({ id }) })).json();
      const isApp = isOnPhone && extras.featureType === 'whatsapp_business_app_onboarding';
      notify(isApp ? 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING' : 'FINISH', isApp ? { waba_id: wabaId } : { phone_number_id: id, waba_id: wabaId });
      end(code);
    });
  }
  button('Cancel', () => { notify('CANCEL', { current_step: 'PHONE_NUMBER_SETUP' }); end(null); });
})();`);
}

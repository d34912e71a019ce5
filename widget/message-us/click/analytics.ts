/** Hands a press over to what already measures the site. Only to those that the owner names, and only when they are there. */

interface Measured extends Window {
  dataLayer?: unknown[];
  gtag?: (command: 'event', name: string, values: object) => void;
  fbq?: (command: 'track', name: string, values: object) => void;
  plausible?: (name: string, options: object) => void;
  _paq?: unknown[][];
}

/** `names`: `datalayer gtag meta plausible matomo`, as many as wanted. Nobody is given the number. */
export function handOff(names: string, agent: string | undefined): void {
  const { dataLayer, gtag, fbq, plausible, _paq: matomo }: Measured = window;
  const values = { method: 'WhatsApp', ...(agent && { agent }) };
  for (const name of names.toLowerCase().split(/[\s,]+/)) {
    if (name === 'datalayer') dataLayer?.push({ event: 'generate_lead', ...values });
    else if (name === 'gtag') gtag?.('event', 'generate_lead', values);
    else if (name === 'meta') fbq?.('track', 'Contact', values);
    else if (name === 'plausible') plausible?.('WhatsApp', { props: values });
    else if (name === 'matomo') matomo?.push(['trackEvent', 'WhatsApp', 'press', agent ?? '']);
  }
}

/** The analytics tools that a page may have loaded. */
interface AnalyticsWindow extends Window {
  dataLayer?: unknown[];
  gtag?: (command: 'event', name: string, values: object) => void;
  fbq?: (command: 'track', name: string, values: object) => void;
  plausible?: (name: string, options: object) => void;
  _paq?: unknown[][];
}

/**
 * Reports a click to the analytics tools that the owner has named, such as `datalayer gtag`, if the page has loaded them.
 * None of them gets the number.
 */
export function reportToAnalytics(names: string, agent: string | undefined): void {
  const { dataLayer, gtag, fbq, plausible, _paq: matomo }: AnalyticsWindow = window;
  const values = { method: 'WhatsApp', ...(agent && { agent }) };
  for (const name of names.toLowerCase().split(/[\s,]+/)) {
    if (name === 'datalayer') dataLayer?.push({ event: 'generate_lead', ...values });
    else if (name === 'gtag') gtag?.('event', 'generate_lead', values);
    else if (name === 'meta') fbq?.('track', 'Contact', values);
    else if (name === 'plausible') plausible?.('WhatsApp', { props: values });
    else if (name === 'matomo') matomo?.push(['trackEvent', 'WhatsApp', 'press', agent ?? '']);
  }
}

import { MessageUsAnalytics } from './message-us-analytics-element.ts';

export * from './element.ts';

if (!customElements.get('message-us-analytics'))
  customElements.define('message-us-analytics', MessageUsAnalytics);

declare global {
  interface HTMLElementTagNameMap {
    'message-us-analytics': MessageUsAnalytics;
  }
}

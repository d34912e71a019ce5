export * from '../../message-us-analytics/events.ts';

/** Replaces the analytics on a server, where a page can import them, but not use them. */
export class MessageUsAnalytics {
  constructor() {
    throw new Error('<message-us-analytics> needs a browser. Create it in code that runs there only.');
  }
}

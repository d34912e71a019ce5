import type { InboxSessions } from '../../client/inbox-sessions.ts';
import { NumberAlertEvent, UnreadChange } from '../events.ts';

/** What the page is told of the inbox as it changes: how much is unread, and each alert once. */
export class News {
  unread = 0;
  #host: EventTarget & { wholePage: boolean };
  #alerts = new Set<string>();

  constructor(host: EventTarget & { wholePage: boolean }) {
    this.#host = host;
  }

  tell(sessions: InboxSessions): void {
    this.#tellUnread(sessions.unread);
    this.#tellAlerts(sessions);
  }

  #tellUnread(count: number): void {
    if (count === this.unread) return;
    this.unread = count;
    if (this.#host.wholePage)
      void import('./page-badge.ts').then(({ showUnread }) => showUnread(this.unread));
    this.#host.dispatchEvent(new UnreadChange(count));
  }

  /** The page may show an alert in its own way. */
  #tellAlerts(sessions: InboxSessions): void {
    for (const { inbox, alerts } of sessions.alerts) {
      for (const alert of alerts) {
        const key = JSON.stringify([inbox, alert]);
        if (this.#alerts.has(key)) continue;
        this.#alerts.add(key);
        this.#host.dispatchEvent(new NumberAlertEvent(inbox, alert));
      }
    }
  }
}

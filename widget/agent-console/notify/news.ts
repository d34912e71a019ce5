import type { InboxStores } from '../../client/store/inbox-stores.ts';
import { NumberAlertEvent, UnreadChange } from '../events.ts';

/** The changes that the page is notified of: the unread count, and each alert once. */
export class News {
  unread = 0;
  #host: EventTarget & { wholePage: boolean };
  #alerts = new Set<string>();

  constructor(host: EventTarget & { wholePage: boolean }) {
    this.#host = host;
  }

  tell(stores: InboxStores): void {
    this.#tellUnread(stores.unread);
    this.#tellAlerts(stores);
  }

  #tellUnread(count: number): void {
    if (count === this.unread) return;
    this.unread = count;
    if (this.#host.wholePage)
      void import('./page-badge.ts').then(({ showUnread }) => showUnread(this.unread));
    this.#host.dispatchEvent(new UnreadChange(count));
  }

  /** The page may show an alert in its own way. */
  #tellAlerts(stores: InboxStores): void {
    for (const { inbox, alerts } of stores.alerts) {
      for (const alert of alerts) {
        const key = JSON.stringify([inbox, alert]);
        if (this.#alerts.has(key)) continue;
        this.#alerts.add(key);
        this.#host.dispatchEvent(new NumberAlertEvent(inbox, alert));
      }
    }
  }
}

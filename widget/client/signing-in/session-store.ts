/**
 * Where a page keeps its session. On the Worker's own pages, whose policy lets no other script in, it stays until it is
 * over, so that a new tab or a tapped notification opens the inbox at once; elsewhere as long as the tab is open.
 */
import { local, ofTab } from '../browser/browser-storage.ts';

export class SessionStore {
  #key: string;
  #isOwn: boolean;

  constructor(worker: string) {
    this.#key = `agent-console/session/${worker}`;
    this.#isOwn = worker === location.origin;
  }

  get token(): string | null {
    return ofTab.get(this.#key) ?? (this.#isOwn ? local.get(this.#key) : null);
  }

  keep(token: string): void {
    (this.#isOwn ? local : ofTab).set(this.#key, token);
  }

  forget(): void {
    ofTab.remove(this.#key);
    if (this.#isOwn) local.remove(this.#key);
  }
}

/**
 * Where a page keeps its session. On the Worker's own pages, whose policy lets no other script in, it stays until it is
 * over, so that a new tab or a tapped notification opens the inbox at once; elsewhere as long as the tab is open.
 */
export class SessionStore {
  #key: string;
  #isOwn: boolean;

  constructor(worker: string) {
    this.#key = `agent-console/session/${worker}`;
    this.#isOwn = worker === location.origin;
  }

  get token(): string | null {
    return sessionStorage.getItem(this.#key) ?? (this.#isOwn ? localStorage.getItem(this.#key) : null);
  }

  keep(token: string): void {
    (this.#isOwn ? localStorage : sessionStorage).setItem(this.#key, token);
  }

  forget(): void {
    sessionStorage.removeItem(this.#key);
    if (this.#isOwn) localStorage.removeItem(this.#key);
  }
}

/** Where a page keeps its session: as long as its tab is open. */
export class SessionStore {
  #key: string;

  constructor(worker: string) {
    this.#key = `agent-console/session/${worker}`;
  }

  get token(): string | null {
    return sessionStorage.getItem(this.#key);
  }

  keep(token: string): void {
    sessionStorage.setItem(this.#key, token);
  }

  forget(): void {
    sessionStorage.removeItem(this.#key);
  }
}

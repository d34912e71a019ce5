/**
 * What a browser keeps for a page. It may keep nothing, as in a frame whose storage is blocked, or be full; reading the
 * property alone can throw then. What it does not take is kept by the page, for as long as that is open.
 */
export class BrowserStorage {
  #area: () => Storage;
  /** Values that the browser did not store. */
  #held = new Map<string, string>();

  constructor(area: () => Storage) {
    this.#area = area;
  }

  get(key: string): string | null {
    return this.#held.get(key) ?? this.#try((area) => area.getItem(key)) ?? null;
  }

  /** Whether it is still there after the page is closed. */
  set(key: string, value: string): boolean {
    const isStored =
      this.#try((area) => {
        area.setItem(key, value);
        return true;
      }) === true;
    if (isStored) this.#held.delete(key);
    else this.#held.set(key, value);
    return isStored;
  }

  remove(key: string): void {
    this.#held.delete(key);
    this.#try((area) => area.removeItem(key));
  }

  /** Whether only the page has this entry. */
  isHeld(key: string): boolean {
    return this.#held.has(key);
  }

  /** All entries whose key starts with this. */
  under(prefix: string): [key: string, value: string][] {
    const stored = this.#try((area) => Object.entries(area)) ?? [];
    const all = new Map([...stored.map(([key, value]) => [key, String(value)] as const), ...this.#held]);
    return [...all].filter(([key]) => key.startsWith(prefix));
  }

  #try<Result>(use: (area: Storage) => Result): Result | null {
    try {
      return use(this.#area());
    } catch {
      return null;
    }
  }
}

/** Stored until it is deleted. */
export const local = new BrowserStorage(() => localStorage);
/** Stored as long as the tab is open. */
export const ofTab = new BrowserStorage(() => sessionStorage);

import type { SettingsKind } from '../../../worker/api/people/settings.ts';

/** Several numbers report the same change at about the same time. */
const gatherMs = 50;

/** Tells those who show settings that somebody has changed them, once for changes at about the same time. */
export class SettingsNews {
  #followers = new Map<() => void, readonly SettingsKind[]>();
  #waiting = new Set<() => void>();

  /** Returns what ends it. */
  follow(kinds: readonly SettingsKind[], changed: () => void): () => void {
    this.#followers.set(changed, kinds);
    return () => {
      this.#followers.delete(changed);
      this.#waiting.delete(changed);
    };
  }

  /** Null: any setting can have changed while there was no connection. */
  tell(kind: SettingsKind | null): void {
    const isFirst = this.#waiting.size === 0;
    for (const [changed, kinds] of this.#followers) {
      if (kind === null || kinds.includes(kind)) this.#waiting.add(changed);
    }
    if (isFirst && this.#waiting.size > 0) setTimeout(() => this.#flush(), gatherMs);
  }

  #flush(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const changed of waiting) changed();
  }
}

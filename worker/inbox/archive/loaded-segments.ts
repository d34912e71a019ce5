/** The segments in memory. Those that are used stay, and of the others the ones that were used last. */
import type { ArchivedContents, Loaded } from '../records/messages/archived.ts';

export class LoadedSegments implements Loaded {
  /** The one that was used last comes last. */
  #segments = new Map<number, { contents: ArchivedContents; length: number }>();
  #users = new Map<number, number>();
  #maxLength: () => number;

  constructor(maxLength: () => number) {
    this.#maxLength = maxLength;
  }

  get(segment: number): ArchivedContents | undefined {
    const found = this.#segments.get(segment);
    if (!found) return undefined;
    this.#segments.delete(segment);
    this.#segments.set(segment, found);
    return found.contents;
  }

  put(segment: number, contents: ArchivedContents): void {
    const lengths = [...(contents ?? [])].map(
      ([, { body, reports }]) => body.length + reports.reduce((sum, report) => sum + report.length, 0),
    );
    const length = lengths.reduce((sum, one) => sum + one, 0);
    this.#segments.set(segment, { contents, length });
    this.#shrink();
  }

  drop(segment: number): void {
    this.#segments.delete(segment);
  }

  /** It stays until {@link release}. */
  hold(segment: number): void {
    this.#users.set(segment, (this.#users.get(segment) ?? 0) + 1);
  }

  release(segment: number): void {
    const left = (this.#users.get(segment) ?? 0) - 1;
    if (left > 0) this.#users.set(segment, left);
    else this.#users.delete(segment);
    // What could not be read is tried again.
    if (left <= 0 && this.#segments.get(segment)?.contents === null) this.drop(segment);
    this.#shrink();
  }

  #shrink(): void {
    let length = [...this.#segments.values()].reduce((sum, one) => sum + one.length, 0);
    for (const [segment, one] of this.#segments) {
      if (length <= this.#maxLength()) return;
      if (this.#users.has(segment)) continue;
      this.#segments.delete(segment);
      length -= one.length;
    }
  }
}

/** Every connected number, found by its ids without looking at the others. */
import type { RoutedConnection } from '../../workspace/numbers/connections.ts';

/** A body that anybody can make up must not have thousands of secrets tried. */
const maxApps = 20;

export class KnownConnections {
  readonly all: readonly RoutedConnection[];
  #ofEachApp: readonly RoutedConnection[] | undefined;
  #byNumber: ReadonlyMap<string, RoutedConnection>;
  #byAccount: ReadonlyMap<string, readonly RoutedConnection[]>;

  constructor(all: readonly RoutedConnection[]) {
    this.all = all;
    this.#byNumber = new Map(all.map((one) => [one.phoneNumberId, one]));
    this.#byAccount = Map.groupBy(all, ({ wabaId }) => wabaId);
  }

  /** One number of each app, by its secrets: what is signed by an app of ours, and names no number, is from one of them. */
  get ofEachApp(): readonly RoutedConnection[] {
    this.#ofEachApp ??= [
      ...new Map(this.all.map((one) => [`${one.appSecret} ${one.formerAppSecret}`, one])).values(),
    ].slice(0, maxApps);
    return this.#ofEachApp;
  }

  ofNumber(phoneNumberId: string | null): RoutedConnection | undefined {
    return phoneNumberId === null ? undefined : this.#byNumber.get(phoneNumberId);
  }

  ofAccount(wabaId: string | null): readonly RoutedConnection[] {
    return (wabaId === null ? undefined : this.#byAccount.get(wabaId)) ?? [];
  }
}

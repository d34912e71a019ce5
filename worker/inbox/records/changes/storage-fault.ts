/**
 * Whether the storage itself failed, so that the same event can be stored later: it is full, cannot be read or written,
 * or has lost its tables. workerd ends SQLite's message with the name of its code
 * (https://github.com/cloudflare/workerd/blob/main/src/workerd/util/sqlite.c%2B%2B). A Durable Object that is
 * overloaded or gone sets flags on the error
 * (https://developers.cloudflare.com/durable-objects/best-practices/error-handling/).
 */
export function isStorageFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const flags = ['retryable', 'overloaded', 'durableObjectReset'];
  if (flags.some((flag) => Reflect.get(error, flag) === true)) return true;
  return (
    /\bSQLITE_(FULL|IOERR|NOMEM|BUSY|LOCKED|CORRUPT|CANTOPEN|READONLY|INTERRUPT|PROTOCOL|NOTADB|AUTH|PERM|SCHEMA)/.test(
      error.message,
    ) || /no such (table|column|index|trigger|function)/.test(error.message)
  );
}

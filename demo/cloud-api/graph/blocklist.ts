/**
 * `/{phone-number-id}/block_users`: customers blocked by a business. Only a customer who wrote in the last 24 hours can be
 * blocked. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users.
 */
import * as v from 'valibot';
import { GraphApiError, requireProduct } from './graph-error.ts';

const request = v.strictObject({
  messaging_product: v.literal('whatsapp'),
  block_users: v.pipe(v.array(v.strictObject({ user: v.string() })), v.minLength(1), v.maxLength(1_000)),
});

export class Blocklist {
  #sql: SqlStorage;
  #hasWritten: (numberId: string, customer: string) => boolean;

  constructor(sql: SqlStorage, hasWritten: (numberId: string, customer: string) => boolean) {
    this.#sql = sql;
    this.#hasWritten = hasWritten;
  }

  has(numberId: string, customer: string): boolean {
    return (
      this.#sql
        .exec('SELECT 1 FROM blocked_user WHERE number_id = ? AND customer = ?', numberId, customer)
        .toArray().length > 0
    );
  }

  block(numberId: string, body: unknown): Response {
    return this.#change(body, 'added_users', (customer) => {
      if (!this.#hasWritten(numberId, customer)) return false;
      this.#sql.exec('INSERT OR IGNORE INTO blocked_user VALUES (?, ?)', numberId, customer);
      return true;
    });
  }

  unblock(numberId: string, body: unknown): Response {
    return this.#change(body, 'removed_users', (customer) => {
      this.#sql.exec('DELETE FROM blocked_user WHERE number_id = ? AND customer = ?', numberId, customer);
      return true;
    });
  }

  /** Lists blocked customers in pages, newest first. */
  list(numberId: string, url: URL): Response {
    const limit = Number(url.searchParams.get('limit') ?? 25);
    if (!(limit >= 1 && limit <= 100)) throw new GraphApiError(100, 'Param limit must be from 1 to 100.');
    const after = Number(url.searchParams.get('after') ?? Number.MAX_SAFE_INTEGER);
    const rows = this.#sql
      .exec<{ rowid: number; customer: string }>(
        'SELECT rowid, customer FROM blocked_user WHERE number_id = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
        ...[numberId, after, limit + 1],
      )
      .toArray();
    const shown = rows.slice(0, limit);
    const cursor = String(shown.at(-1)?.rowid ?? '');
    return Response.json({
      data: shown.map(({ customer }) => ({ messaging_product: 'whatsapp', wa_id: customer })),
      ...(shown.length > 0 && {
        paging: {
          cursors: { before: String(shown[0]?.rowid), after: cursor },
          ...(rows.length > limit && { next: `${url.origin}${url.pathname}?limit=${limit}&after=${cursor}` }),
        },
      }),
    });
  }

  /** Changes each customer separately. If one fails, the whole answer is 400. */
  #change(body: unknown, list: string, change: (customer: string) => boolean): Response {
    requireProduct(v.is(v.record(v.string(), v.unknown()), body) ? body.messaging_product : undefined);
    const read = v.safeParse(request, body);
    if (!read.success)
      throw new GraphApiError(100, `Param ${v.getDotPath(read.issues[0]) ?? ''} is not valid.`);
    const users = read.output.block_users.map(({ user }) => ({
      input: user,
      wa_id: user.replace(/\D/g, ''),
    }));
    const done = users.filter(({ wa_id }) => change(wa_id));
    const failed = users
      .filter((user) => !done.includes(user))
      .map((user) => ({
        ...user,
        errors: [
          {
            message: '(#131047) Re-engagement required',
            code: 131047,
            error_data: { details: 'The user has not messaged in the last 24 hours.' },
          },
        ],
      }));
    const blockUsers = { [list]: done, ...(failed.length > 0 && { failed_users: failed }) };
    if (failed.length === 0) return Response.json({ messaging_product: 'whatsapp', block_users: blockUsers });
    const error = {
      message: '(#139100) Failed to block/unblock users',
      type: 'OAuthException',
      code: 139100,
      error_data: { details: 'Failed to block some users, see the block_users response list for details' },
    };
    return Response.json({ messaging_product: 'whatsapp', block_users: blockUsers, error }, { status: 400 });
  }
}
